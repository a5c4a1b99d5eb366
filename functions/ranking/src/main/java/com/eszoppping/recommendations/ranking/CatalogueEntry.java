package com.eszoppping.recommendations.ranking;

import java.util.OptionalDouble;

/**
 * What a shop's page shows of a product.
 *
 * @param productId the catalogue's id
 * @param name what people read; may be empty
 * @param category the product's full category path
 * @param price above 0, in the store's currency; absent where the catalogue has none that can be trusted
 * @param available whether the store sells it now
 */
public record CatalogueEntry(
        String productId, String name, CategoryPath category, OptionalDouble price, boolean available) {}
