package com.eszoppping.recommendations.next;

import java.util.OptionalDouble;

/**
 * What the model {@code next} can be told.
 *
 * @param shrinkage how many steps of the product's category are mixed into what follows the product, above 0; more of them
 *     pull products that few people looked at closer to their category
 * @param halfLifeDays after how many days a step counts half, above 0; absent if age doesn't matter
 */
public record NextOptions(double shrinkage, OptionalDouble halfLifeDays) {
    /** Ten steps of the category, and age doesn't matter. */
    public static final NextOptions DEFAULT = new NextOptions(10, OptionalDouble.empty());

    public NextOptions {
        if (!(shrinkage > 0) || Double.isInfinite(shrinkage)) {
            throw new IllegalArgumentException("The shrinkage is finite and above 0, but this is " + shrinkage + ".");
        }
        if (halfLifeDays.isPresent() && !(halfLifeDays.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    "A half-life is above 0 days, but this is " + halfLifeDays.getAsDouble() + ".");
        }
    }
}
