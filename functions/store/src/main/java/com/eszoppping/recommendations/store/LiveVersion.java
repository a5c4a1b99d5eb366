package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CategoryTree;
import com.eszoppping.recommendations.ranking.ShopCatalogue;
import java.util.Optional;

/**
 * A version that is served, with what every request needs of it.
 *
 * @param pointer what was live when it was read; absent if nothing was
 * @param manifest what it consists of
 * @param categories its category tree
 * @param catalogue its products, the most popular first
 */
public record LiveVersion(
        Optional<Pointer> pointer, Manifest manifest, CategoryTree categories, ShopCatalogue catalogue) {
    /** The version's name. */
    public VersionId id() {
        return manifest.id();
    }
}
