package com.eszoppping.recommendations.catalogue;

import java.util.Comparator;

/**
 * A product as its line says it, dirt included.
 *
 * @param id the product's id
 * @param name as it stands there, or an empty text
 * @param category as it stands there, or an empty text
 * @param categoryUnusable whether there is a category that is no text
 * @param price as it stands there, of any sign and size, 0 and NaN included; NaN where there is none
 * @param priceUnusable whether there is a price that is no number
 * @param rating as it stands there; NaN where there is none
 * @param ratingUnusable whether there is a rating that is no number
 * @param available whether the store sells it now
 */
record CatalogueLine(
        String id,
        String name,
        String category,
        boolean categoryUnusable,
        double price,
        boolean priceUnusable,
        double rating,
        boolean ratingUnusable,
        boolean available) {

    /**
     * Which of two lines for the same product to believe: the one that says more, then the smaller price (a price is
     * rather too high by a factor than too low), then any fixed order. Only equal lines are equal in it.
     */
    static final Comparator<CatalogueLine> MOST_TRUSTED_FIRST = Comparator.comparingInt(CatalogueLine::facts)
            .reversed()
            .thenComparingDouble(line -> Math.abs(line.price))
            .thenComparingDouble(line -> -line.price)
            .thenComparing(CatalogueLine::category)
            .thenComparing(CatalogueLine::name)
            .thenComparing(Comparator.comparingDouble(CatalogueLine::rating).reversed())
            .thenComparing(Comparator.comparing(CatalogueLine::available).reversed())
            .thenComparing(CatalogueLine::categoryUnusable)
            .thenComparing(CatalogueLine::priceUnusable)
            .thenComparing(CatalogueLine::ratingUnusable);

    private int facts() {
        int facts = 0;
        facts += name.isBlank() ? 0 : 1;
        facts += category.isBlank() ? 0 : 1;
        facts += Product.isPrice(Math.abs(price)) ? 1 : 0;
        facts += Product.isRating(rating) ? 1 : 0;
        return facts;
    }
}
