package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.ShopCatalogue;

/**
 * What the newest training found on sale.
 *
 * @param version that training's version, which need not be the one that is served
 * @param catalogue its products
 */
record NewestCatalogue(VersionId version, ShopCatalogue catalogue) {
    boolean isNewerThan(VersionId other) {
        return version.logicalTime().isAfter(other.logicalTime());
    }

    boolean sells(String productId) {
        return catalogue.product(productId).filter(CatalogueEntry::available).isPresent();
    }
}
