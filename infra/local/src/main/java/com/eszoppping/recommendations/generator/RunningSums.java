package com.eszoppping.recommendations.generator;

import java.util.SplittableRandom;

/** Weights as running sums in an array, so that an index can be drawn with a probability in proportion to its weight. */
final class RunningSums {
    private RunningSums() {}

    /** Turns weights into running sums, in place. */
    static double[] of(double[] weights) {
        for (int i = 1; i < weights.length; i++) {
            weights[i] += weights[i - 1];
        }
        return weights;
    }

    /**
     * Draws an index whose weight is above zero.
     *
     * @param sums running sums, started anew at {@code from}
     * @param to exclusive
     */
    static int draw(double[] sums, int from, int to, SplittableRandom random) {
        double sought = random.nextDouble() * sums[to - 1];
        int low = from;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > sought) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
