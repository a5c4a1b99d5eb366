package com.eszoppping.recommendations.store;

/** The kinds of items that a version consists of, so that what each takes can be told apart. */
public enum VersionPart {
    /** The category tree. */
    CATEGORIES,
    /** The catalogue, packed for the memory of readers. */
    CATALOGUE,
    /** The models' lists. */
    LISTS,
    /** The users and their groups, the only part that grows with the number of users. */
    MEMBERS,
    /** An item for each product. */
    PRODUCTS,
    /** The report of the training. */
    REPORT
}
