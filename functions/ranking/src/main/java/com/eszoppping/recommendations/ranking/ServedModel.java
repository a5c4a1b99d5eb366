package com.eszoppping.recommendations.ranking;

/**
 * A model as requests see it.
 *
 * @param name lower-case letters
 * @param groups into how many groups the visitors are parted whose lists it serves or fills up from; 0 if there are none
 * @param followsViewed whether it answers from the products viewed in the running session, and from other models' lists
 *     only what those lack
 */
public record ServedModel(String name, int groups, boolean followsViewed) {
    /** Whose lists for everybody are plain popularity, so that they can fill what other models lack. */
    private static final String POPULARITY_LISTS = "groups";

    public ServedModel {
        if (!name.matches("[a-z]+")) {
            throw new IllegalArgumentException(
                    "A model's name has lower-case letters only, but this is '" + name + "'.");
        }
        if (groups < 0) {
            throw new IllegalArgumentException(
                    "The number of groups is not negative, but model '" + name + "' has " + groups + ".");
        }
    }

    /** A model that answers from lists of its own. */
    public ServedModel(String name, int groups) {
        this(name, groups, false);
    }

    /** The model whose lists answer, or fill what the viewed products lack. */
    String listsOf() {
        return followsViewed ? POPULARITY_LISTS : name;
    }

    /** Whether the list of the category for everybody is second best. */
    boolean isPersonal() {
        return groups > 0 || followsViewed;
    }
}
