package com.eszoppping.recommendations.ranking;

/**
 * What was served where the asked list does not exist or is too short. An answer names the farthest one that it needed;
 * they stand here from near to far.
 */
public enum Fallback {
    /** The list of the visitor's group in the category at hand, because the viewed products tell too little. */
    GROUP_IN_CATEGORY,
    /** The category's list for everybody, because the visitor's group is not known or its list is too short. */
    CATEGORY,
    /** The list of a category above, because the asked one is unknown or its list is too short. */
    PARENT_CATEGORY,
    /** The visitor's group's list for the whole store. */
    GROUP,
    /** The whole store's list for everybody. */
    STORE
}
