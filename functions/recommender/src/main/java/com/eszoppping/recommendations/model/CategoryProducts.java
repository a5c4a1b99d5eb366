package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Which products are at or below each node of the category tree. */
public final class CategoryProducts {
    private static final int[] NONE = {};

    private final Map<CategoryPath, int[]> atOrBelow = new TreeMap<>();
    private final Map<CategoryPath, int[]> own = new HashMap<>();

    /** Sorts a catalogue's products into the nodes of its tree. */
    public CategoryProducts(Catalogue catalogue) {
        Map<CategoryPath, IntStream.Builder> byCategory = new HashMap<>();
        for (int product = 0; product < catalogue.size(); product++) {
            byCategory
                    .computeIfAbsent(catalogue.product(product).category(), unknown -> IntStream.builder())
                    .add(product);
        }
        byCategory.forEach(
                (category, products) -> own.put(category, products.build().toArray()));
        Map<CategoryPath, IntStream> byNode = new HashMap<>();
        own.forEach((category, products) -> category.selfAndAncestors()
                .forEach(node -> byNode.merge(node, IntStream.of(products), IntStream::concat)));
        byNode.forEach((node, products) -> atOrBelow.put(node, products.sorted().toArray()));
    }

    /** All nodes that have products, in the order of their paths. */
    public Set<CategoryPath> nodes() {
        return atOrBelow.keySet();
    }

    /** The catalogue indices of the products at or below a node, ascending; empty for a node that has none. */
    public int[] at(CategoryPath node) {
        return atOrBelow.getOrDefault(node, NONE).clone();
    }

    /** The catalogue indices of the products whose category is the node itself, ascending; empty for a node that has none. */
    public int[] in(CategoryPath node) {
        return own.getOrDefault(node, NONE).clone();
    }
}
