package com.eszoppping.recommendations.ranking;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/**
 * Places a visitor who is in no group by the products of the running session. Groups are cones around a direction of
 * taste (spherical k-means), so the affinities of single products add up, and the largest sum is the nearest group: the
 * same rule by which training placed the known users.
 */
public final class NearestGroup {
    private NearestGroup() {}

    /**
     * Finds the nearest group.
     *
     * @param viewed what is known of the viewed products; products without affinities say nothing
     * @return the group with the largest sum of affinities, the lowest number among equals; absent if nothing is known
     */
    public static OptionalInt of(Collection<ProductFacts> viewed) {
        double[] sums = new double[0];
        for (ProductFacts product : viewed) {
            sums = plus(sums, product.groupAffinities());
        }
        return largest(sums);
    }

    private static double[] plus(double[] sums, List<Double> affinities) {
        if (affinities.isEmpty()) {
            return sums;
        }
        double[] result = sums.length == 0 ? new double[affinities.size()] : sums;
        for (int group = 0; group < result.length; group++) {
            result[group] += affinities.get(group);
        }
        return result;
    }

    private static OptionalInt largest(double[] sums) {
        int best = 0;
        for (int group = 1; group < sums.length; group++) {
            if (sums[group] > sums[best]) {
                best = group;
            }
        }
        return sums.length == 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }
}
