package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.ranking.Visit;

/** How long the stored lists are. */
public final class ListLength {
    /** A group's list: what one page shows, twice. What it lacks, the category's list fills. One write unit. */
    public static final int FOR_A_GROUP = 20;

    /** What follows a product: enough to mix those of five products, and with short ids in one write unit. */
    public static final int AFTER_A_PRODUCT = 50;

    /** A list for everybody: long enough to fill the largest answer when everything that may be left out is on top. */
    public static final int FOR_EVERYBODY = Visit.MAX_LIMIT + Visit.MAX_VIEWED + Visit.MAX_EXCLUDED;

    private ListLength() {}
}
