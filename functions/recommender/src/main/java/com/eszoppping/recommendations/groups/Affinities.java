package com.eszoppping.recommendations.groups;

import java.util.List;
import java.util.stream.IntStream;

/**
 * For each product, one number a group: the cosine-like product of its direction of taste and the group's centre. Both have a
 * length of at most 1, and so has the number. Two bytes each. Immutable.
 */
final class Affinities {
    /** So many steps in 1, which is finer than any difference that matters. */
    private static final double STEPS = 10_000;

    static final Affinities NONE = new Affinities(0, new short[0]);

    private final int groups;
    private final short[] steps;

    private Affinities(int groups, short[] steps) {
        this.groups = groups;
        this.steps = steps;
    }

    /**
     * Those of all products.
     *
     * @param centres of the groups, row after row
     * @param order the groups, as their numbers are to be
     */
    static Affinities of(TasteSpace space, double[] centres, int[] order, int products) {
        short[] steps = new short[products * order.length];
        for (int product = 0; product < products; product++) {
            for (int number = 0; number < order.length; number++) {
                steps[product * order.length + number] = steps(space, product, centres, order[number]);
            }
        }
        return new Affinities(order.length, steps);
    }

    private static short steps(TasteSpace space, int product, double[] centres, int group) {
        double sum = 0;
        for (int i = 0; i < space.dimensions(); i++) {
            sum += space.coordinate(product, i) * centres[group * space.dimensions() + i];
        }
        return (short) Math.rint(sum * STEPS);
    }

    /** One number a group; empty for a product outside the space. */
    List<Double> of(int product) {
        List<Double> affinities = IntStream.range(product * groups, (product + 1) * groups)
                .mapToObj(i -> steps[i] / STEPS)
                .toList();
        return affinities.stream().allMatch(affinity -> affinity == 0) ? List.of() : affinities;
    }
}
