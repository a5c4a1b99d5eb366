package com.eszoppping.recommendations.groups;

/**
 * What the model {@code groups} can be told.
 *
 * @param groups into how many groups shoppers are put, from 1; one group is plain popularity
 * @param dimensions of the space in which tastes are compared, from 1; more of them tell finer tastes apart and pick up
 *     more noise
 * @param shrinkage how many events of the whole store are mixed into each group's list of a category, at least 0; more of
 *     them pull small groups closer to the store
 */
public record GroupsOptions(int groups, int dimensions, double shrinkage) {
    /** Eight groups in ten dimensions. */
    public static final GroupsOptions DEFAULT = new GroupsOptions(8, 10, 100);

    public GroupsOptions {
        if (groups < 1) {
            throw new IllegalArgumentException("The number of groups is at least 1, but this is " + groups + ".");
        }
        if (dimensions < 1) {
            throw new IllegalArgumentException(
                    "The number of dimensions is at least 1, but this is " + dimensions + ".");
        }
        if (!(shrinkage >= 0) || Double.isInfinite(shrinkage)) {
            throw new IllegalArgumentException(
                    "The shrinkage is finite and at least 0, but this is " + shrinkage + ".");
        }
    }
}
