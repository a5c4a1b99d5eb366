package com.eszoppping.recommendations.generator;

import com.eszoppping.recommendations.ranking.CategoryPath;

/**
 * A category that holds products: the third level of the tree.
 *
 * @param path department, section and name
 * @param goods what is sold there
 * @param usualPrice median price in zloty
 * @param noun how one product is called, e.g. {@code Laptop}; for games the platform, e.g. {@code PS5}
 * @param inSmallStores whether a small store has this category too
 */
record Leaf(CategoryPath path, Goods goods, double usualPrice, String noun, boolean inSmallStores) {
    String department() {
        return path.segments().get(0);
    }

    String section() {
        return path.segments().get(1);
    }
}
