package com.eszoppping.recommendations.ranking;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a list is for: a model, a category and, where the model groups visitors, one of its groups.
 *
 * @param model the model's name, lower-case letters
 * @param group the group of visitors, from 0; absent for the list that holds for everybody
 * @param category the node of the category tree, {@link CategoryPath#STORE} for the whole store
 */
public record ListKey(String model, OptionalInt group, CategoryPath category) {
    private static final Pattern LOWER_CASE_LETTERS = Pattern.compile("[a-z]+");

    public ListKey {
        if (!LOWER_CASE_LETTERS.matcher(model).matches()) {
            throw new IllegalArgumentException(
                    "A model's name has lower-case letters only, but this is '" + model + "'.");
        }
        if (group.isPresent() && group.getAsInt() < 0) {
            throw new IllegalArgumentException("A group's number starts at 0, but this is " + group.getAsInt() + ".");
        }
    }

    /** The list of a category for everybody. */
    public static ListKey forEverybody(String model, CategoryPath category) {
        return new ListKey(model, OptionalInt.empty(), category);
    }

    /** The list of a category for one group of visitors. */
    public static ListKey forGroup(String model, int group, CategoryPath category) {
        return new ListKey(model, OptionalInt.of(group), category);
    }
}
