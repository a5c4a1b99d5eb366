package com.eszoppping.recommendations.groups;

import java.util.Arrays;

/**
 * Whether groups are tastes, or only part busy shoppers from others.
 *
 * @param explained which share of the differences in activity the groups explain, from 0 to 1 (eta²): the sum of squares between
 *     groups by the whole sum of squares of the shoppers' numbers of events; 0 if all shoppers are equally active or nobody is
 *     in a group
 * @param byLot what groups of these sizes would explain on average if shoppers were put into them by lot, from 0 to 1:
 *     {@code (groups - 1) / (shoppers - 1)}, where only groups with shoppers count
 * @param finding what the two say together
 */
public record Activity(double explained, double byLot, Finding finding) {
    /** Groups that explain less than this share, beyond what lots would, say nothing of activity. */
    private static final double LITTLE = 0.06;

    /** Groups that explain more than this share, beyond what lots would, are hardly tastes. */
    private static final double MUCH = 0.3;

    /** What groups part shoppers by. */
    public enum Finding {
        /** By what they like. */
        TASTE,
        /** By what they like, and a little by how much they look at. */
        MOSTLY_TASTE,
        /** To a good part by how much they look at. */
        ACTIVITY
    }

    /** Says it of groups, from what the shoppers of each did. */
    public static Activity of(GroupCounts groups) {
        double explained = explained(groups);
        double byLot = byLot(groups.users());
        double beyondLot = byLot < 1 ? (explained - byLot) / (1 - byLot) : 0;
        return new Activity(explained, byLot, finding(beyondLot));
    }

    private static double byLot(int[] users) {
        long groups = Arrays.stream(users).filter(count -> count > 0).count();
        long shoppers = Arrays.stream(users).asLongStream().sum();
        return shoppers > 1 ? (groups - 1.0) / (shoppers - 1.0) : 0;
    }

    private static Finding finding(double beyondLot) {
        if (beyondLot < LITTLE) {
            return Finding.TASTE;
        }
        return beyondLot < MUCH ? Finding.MOSTLY_TASTE : Finding.ACTIVITY;
    }

    private static double explained(GroupCounts groups) {
        double[] sums = Arrays.stream(groups.events())
                .mapToDouble(events -> Arrays.stream(events).sum())
                .toArray();
        int[] users = groups.users();
        double all = Arrays.stream(sums).sum();
        double correction = all * all / Math.max(1, Arrays.stream(users).sum());
        double between = -correction;
        for (int group = 0; group < sums.length; group++) {
            between += users[group] == 0 ? 0 : sums[group] * sums[group] / users[group];
        }
        double whole = groups.squares()[0] - correction;
        return whole <= 0 ? 0 : Math.max(0, between / whole);
    }
}
