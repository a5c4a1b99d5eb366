package com.eszoppping.recommendations.ranking;

/** Why a product is in an answer, as a code that a shop can put into words. */
public enum Reason {
    /** Visitors who looked at what this one just looked at went on to it. */
    OFTEN_VIEWED_NEXT,
    /** Seen in this session, in a store where visitors come back to what they saw. */
    VIEWED_BEFORE,
    /** Popular in the visitor's group of shoppers, in the category at hand. */
    POPULAR_IN_YOUR_GROUP,
    /** Popular in the category at hand. */
    POPULAR_IN_CATEGORY,
    /** Popular in a category above the one at hand. */
    POPULAR_IN_PARENT_CATEGORY,
    /** Popular in the whole store. */
    POPULAR_IN_STORE
}
