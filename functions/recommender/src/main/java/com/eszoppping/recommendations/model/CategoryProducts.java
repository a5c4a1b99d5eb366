package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which products are at or below each node of the category tree. */
public final class CategoryProducts {
    private final Map<CategoryPath, int[]> products = new TreeMap<>();

    /** Sorts a catalogue's products into the nodes of its tree. */
    public CategoryProducts(Catalogue catalogue) {
        Map<CategoryPath, Integer> sizes = new TreeMap<>();
        for (int product = 0; product < catalogue.size(); product++) {
            for (CategoryPath node : catalogue.product(product).category().selfAndAncestors()) {
                sizes.merge(node, 1, Integer::sum);
            }
        }
        sizes.forEach((node, size) -> products.put(node, new int[size]));
        fill(catalogue, sizes);
    }

    private void fill(Catalogue catalogue, Map<CategoryPath, Integer> left) {
        for (int product = 0; product < catalogue.size(); product++) {
            for (CategoryPath node : catalogue.product(product).category().selfAndAncestors()) {
                int[] members = products.get(node);
                members[members.length - left.merge(node, -1, Integer::sum) - 1] = product;
            }
        }
    }

    /** All nodes that have products, in the order of their paths. */
    public Set<CategoryPath> nodes() {
        return products.keySet();
    }

    /** The catalogue indices of the products at or below a node, ascending; empty for a node that has none. */
    public int[] at(CategoryPath node) {
        int[] members = products.get(node);
        return members == null ? new int[0] : Arrays.copyOf(members, members.length);
    }
}
