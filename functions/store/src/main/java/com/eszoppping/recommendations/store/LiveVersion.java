package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CategoryTree;
import com.eszoppping.recommendations.ranking.ShopCatalogue;

/**
 * The version that is served, with what every request needs of it.
 *
 * @param pointer the pointer that names it
 * @param manifest what it consists of
 * @param categories its category tree
 * @param catalogue its products, the most popular first
 */
public record LiveVersion(Pointer pointer, Manifest manifest, CategoryTree categories, ShopCatalogue catalogue) {
    /** The version's name. */
    public VersionId id() {
        return manifest.id();
    }
}
