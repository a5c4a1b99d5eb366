package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CategoryTree;

/**
 * The version that is served, with what every request needs of it.
 *
 * @param pointer the pointer that names it
 * @param manifest what it consists of
 * @param categories its category tree
 */
public record LiveVersion(Pointer pointer, Manifest manifest, CategoryTree categories) {
    /** The version's name. */
    public VersionId id() {
        return manifest.id();
    }
}
