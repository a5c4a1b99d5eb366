package com.eszoppping.recommendations.catalogue;

import com.eszoppping.recommendations.lines.LineCounts;

/** Counts what the cleaning of a catalogue finds. */
final class CatalogueTally {
    private long products;
    private long withoutPrice;
    private long withoutRating;
    private long withoutCategory;
    private long unavailable;
    long duplicateLines;
    long conflictingLines;
    long pricesRepairedBySign;
    long pricesRepairedByFactor;
    long pricesDropped;
    long ratingsDropped;
    long namesUnescaped;
    long namesCut;
    long categoriesDropped;

    /** Counts a product as it will stand in the catalogue. */
    void add(Product product) {
        products++;
        withoutPrice += product.price().isEmpty() ? 1 : 0;
        withoutRating += product.rating().isEmpty() ? 1 : 0;
        withoutCategory += product.category().isStore() ? 1 : 0;
        unavailable += product.available() ? 0 : 1;
    }

    CatalogueQuality quality(LineCounts read, long unknownFields) {
        return new CatalogueQuality(
                read,
                products,
                duplicateLines,
                conflictingLines,
                pricesRepairedBySign,
                pricesRepairedByFactor,
                pricesDropped,
                ratingsDropped,
                namesUnescaped,
                namesCut,
                categoriesDropped,
                withoutPrice,
                withoutRating,
                withoutCategory,
                unavailable,
                unknownFields);
    }
}
