package com.eszoppping.recommendations.ranking;

import java.util.List;
import java.util.Optional;

/**
 * What a visit gets.
 *
 * @param items the products, best first, no product twice
 * @param fallback the farthest list that was needed instead of the asked one; absent if the asked one was enough
 */
public record Answer(List<Recommendation> items, Optional<Fallback> fallback) {
    public Answer {
        items = List.copyOf(items);
    }

    /** The same without the first products: a later page. */
    public Answer after(int offset) {
        return new Answer(items.subList(Math.min(offset, items.size()), items.size()), fallback);
    }
}
