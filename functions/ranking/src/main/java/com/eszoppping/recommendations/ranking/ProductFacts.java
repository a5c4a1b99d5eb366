package com.eszoppping.recommendations.ranking;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a request needs to know of one product.
 *
 * @param productId the catalogue's id
 * @param name what people read; may be empty
 * @param category the product's full category path
 * @param price in the store's currency, absent where the catalogue has none that can be trusted
 * @param available whether the store sells it now
 * @param groupAffinities for each group of visitors, how strongly this product speaks for it; products add up, and the
 *     largest sum names the nearest group. Empty where there are no groups or nobody in a group met the product
 * @param next what visitors look at after it, best first; a score is about how likely that is
 */
public record ProductFacts(
        String productId,
        String name,
        CategoryPath category,
        OptionalDouble price,
        boolean available,
        List<Double> groupAffinities,
        List<ScoredProduct> next) {
    public ProductFacts {
        groupAffinities = List.copyOf(groupAffinities);
        next = List.copyOf(next);
    }
}
