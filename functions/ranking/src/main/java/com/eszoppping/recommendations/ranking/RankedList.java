package com.eszoppping.recommendations.ranking;

import java.util.List;

/**
 * Products for one key, best first, no product twice.
 *
 * @param key what the list is for
 * @param products the products, best first
 */
public record RankedList(ListKey key, List<ScoredProduct> products) {
    public RankedList {
        products = List.copyOf(products);
    }
}
