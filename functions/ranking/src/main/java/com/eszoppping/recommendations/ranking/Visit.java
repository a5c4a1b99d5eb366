package com.eszoppping.recommendations.ranking;

import java.util.OptionalInt;
import java.util.Set;

/**
 * One request for recommendations, in terms of a model's lists.
 *
 * @param model the model that answers
 * @param grouped whether that model groups visitors; if so, the list of the visitor's group is the one asked for
 * @param group the visitor's group; absent if nothing is known of the visitor
 * @param category the category at hand, {@link CategoryPath#STORE} if there is none
 * @param categoryKnown false if the visitor asked for a category that the store does not have and {@code category} is
 *     only the nearest one above
 * @param leftOut ids of products that must not be in the answer
 * @param limit how many products are wanted, at least 1
 */
public record Visit(
        String model,
        boolean grouped,
        OptionalInt group,
        CategoryPath category,
        boolean categoryKnown,
        Set<String> leftOut,
        int limit) {
    /** How many products an answer has at the most. */
    public static final int MAX_LIMIT = 50;

    /** How many viewed products a request may name. */
    public static final int MAX_VIEWED = 50;

    /** How many excluded products a request may name. */
    public static final int MAX_EXCLUDED = 50;

    public Visit {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("The limit is from 1 to " + MAX_LIMIT + ", but this is " + limit + ".");
        }
        leftOut = Set.copyOf(leftOut);
    }
}
