package com.eszoppping.recommendations.groups;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Who is in which group, and what each product says about the group. Groups are numbered by size, the largest first.
 *
 * @param groupOf each user's group, or {@link #NO_GROUP} for one who has no events
 * @param groups how many there are; 0 if the log knows no users
 * @param affinities how strongly each product speaks for each group
 */
record Shoppers(int[] groupOf, int groups, Affinities affinities) {
    /** The group of a user without events. */
    static final int NO_GROUP = -1;

    static Shoppers none(int users) {
        int[] groupOf = new int[users];
        Arrays.fill(groupOf, NO_GROUP);
        return new Shoppers(groupOf, 0, Affinities.NONE);
    }

    /** Numbers the groups that were found of a matrix's rows; {@code users} is how many the log has. */
    static Shoppers of(TasteSpace space, Interactions matrix, SphericalKMeans.Groups found, int users) {
        int[] bySize = bySize(found.sizes(), group -> firstMember(found.groupOf(), group));
        int[] newNumber = new int[bySize.length];
        for (int number = 0; number < bySize.length; number++) {
            newNumber[bySize[number]] = number;
        }
        int[] groupOf = new int[users];
        Arrays.fill(groupOf, NO_GROUP);
        for (int row = 0; row < matrix.rows(); row++) {
            groupOf[matrix.user(row)] = newNumber[found.groupOf()[row]];
        }
        return new Shoppers(groupOf, bySize.length, Affinities.of(space, found.centres(), bySize, matrix.products()));
    }

    /** The numbers of groups as they were found, the largest first, and of equal ones the one that comes first. */
    static int[] bySize(int[] sizes, IntUnaryOperator place) {
        return IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparing((Integer group) -> -sizes[group]).thenComparing(place::applyAsInt))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int firstMember(int[] groupOf, int group) {
        return IntStream.range(0, groupOf.length)
                .filter(user -> groupOf[user] == group)
                .findFirst()
                .orElse(groupOf.length);
    }
}
