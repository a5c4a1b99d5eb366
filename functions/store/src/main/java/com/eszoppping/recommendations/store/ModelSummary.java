package com.eszoppping.recommendations.store;

/**
 * A model of a version.
 *
 * @param name the model's name, lower-case letters
 * @param groups into how many groups it parts the visitors; 0 if it does not group
 */
public record ModelSummary(String name, int groups) {
    public ModelSummary {
        if (!name.matches("[a-z]+")) {
            throw new IllegalArgumentException(
                    "A model's name has lower-case letters only, but this is '" + name + "'.");
        }
        if (groups < 0) {
            throw new IllegalArgumentException(
                    "The number of groups is not negative, but model '" + name + "' has " + groups + ".");
        }
    }
}
