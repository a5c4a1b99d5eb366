package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.ProductFacts;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a version knows of a visitor and of products.
 *
 * @param group the visitor's group; absent if the version does not know the visitor
 * @param products the products that the version knows, by id
 */
public record Known(OptionalInt group, Map<String, ProductFacts> products) {
    public Known {
        products = Map.copyOf(products);
    }
}
