package com.eszoppping.recommendations.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Who is in which group, and what each product says about the group. Groups are numbered by size, the largest first.
 *
 * @param groupOf each user's group, or {@link #NO_GROUP} for one who has no events
 * @param groups how many there are; 0 if the log knows no users
 * @param affinities for each product, one number a group: the cosine-like product of its direction of taste and the group's
 *     centre; empty for a product outside the space
 */
record Shoppers(int[] groupOf, int groups, List<List<Double>> affinities) {
    /** The group of a user without events. */
    static final int NO_GROUP = -1;

    /** Affinities are stored with so many steps in 1, which is finer than any difference that matters. */
    private static final double STEPS = 10_000;

    static Shoppers none(int users) {
        int[] groupOf = new int[users];
        Arrays.fill(groupOf, NO_GROUP);
        return new Shoppers(groupOf, 0, List.of());
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
        return new Shoppers(groupOf, bySize.length, affinities(space, found.centres(), bySize, matrix.products()));
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

    static List<List<Double>> affinities(TasteSpace space, double[] centres, int[] bySize, int products) {
        List<List<Double>> all = new ArrayList<>(products);
        for (int product = 0; product < products; product++) {
            List<Double> affinities = new ArrayList<>(bySize.length);
            for (int group : bySize) {
                affinities.add(affinity(space, product, centres, group));
            }
            all.add(affinities.stream().allMatch(affinity -> affinity == 0) ? List.of() : List.copyOf(affinities));
        }
        return all;
    }

    private static double affinity(TasteSpace space, int product, double[] centres, int group) {
        double sum = 0;
        for (int i = 0; i < space.dimensions(); i++) {
            sum += space.coordinate(product, i) * centres[group * space.dimensions() + i];
        }
        return Math.rint(sum * STEPS) / STEPS;
    }
}
