package com.eszoppping.recommendations.catalogue;

import com.eszoppping.recommendations.ranking.CategoryPath;
import java.util.OptionalDouble;

/**
 * A product of the store, cleaned.
 *
 * @param id the catalogue's id, never empty
 * @param name what people read, HTML entities resolved; empty where the catalogue has none
 * @param category the full category path; {@link CategoryPath#STORE} where the catalogue has none
 * @param price above 0, in the store's currency; absent where the catalogue has none that can be trusted
 * @param rating the mean of the users' ratings, from 0 up, on the catalogue's own scale; absent where there is none
 * @param available whether the store sells it now
 */
public record Product(
        String id, String name, CategoryPath category, OptionalDouble price, OptionalDouble rating, boolean available) {
    public Product {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("A product's id is not empty, but that of '" + name + "' is.");
        }
        if (price.isPresent() && !isPrice(price.getAsDouble())) {
            throw new IllegalArgumentException(
                    "The price of product " + id + " is above 0 and finite, but this is " + price.getAsDouble() + ".");
        }
        if (rating.isPresent() && !isRating(rating.getAsDouble())) {
            throw new IllegalArgumentException("The rating of product " + id
                    + " is not negative and finite, but this is " + rating.getAsDouble() + ".");
        }
    }

    static boolean isPrice(double value) {
        return value > 0 && Double.isFinite(value);
    }

    static boolean isRating(double value) {
        return value >= 0 && Double.isFinite(value);
    }
}
