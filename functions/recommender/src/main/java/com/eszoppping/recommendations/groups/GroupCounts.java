package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.FittedModel;
import java.io.Serializable;
import java.util.OptionalInt;

/**
 * What the shoppers of each group did. Those of parts of a log add up to those of the log.
 *
 * @param users how many shoppers each group has
 * @param events for each group and product, their views and purchases
 * @param weights the same, as much as each counts for popularity
 * @param squares one number: the sum of the squares of all shoppers' numbers of events
 */
public record GroupCounts(int[] users, long[][] events, double[][] weights, double[] squares) implements Serializable {
    static GroupCounts none(int groups, int products) {
        return new GroupCounts(
                new int[groups], new long[groups][products], new double[groups][products], new double[1]);
    }

    /**
     * Counts what a log's users did.
     *
     * @param model that puts them into groups
     */
    public static GroupCounts of(EventLog log, FittedModel model) {
        GroupCounts counts = none(model.served().groups(), log.catalogue().size());
        long[] eventsOfUser = new long[log.users()];
        for (int event = 0; event < log.events(); event++) {
            int product = log.product(event);
            int user = log.user(event);
            if (user != EventLog.ANONYMOUS) {
                eventsOfUser[user]++;
                model.groupOf(user).ifPresent(group -> counts.events[group][product]++);
            }
        }
        for (int user = 0; user < eventsOfUser.length; user++) {
            OptionalInt group = model.groupOf(user);
            if (group.isPresent()) {
                counts.addUser(group.getAsInt(), eventsOfUser[user]);
            }
        }
        return counts;
    }

    void addUser(int group, long eventsOfUser) {
        users[group]++;
        squares[0] += (double) eventsOfUser * eventsOfUser;
    }

    /** Adds the counts of other shoppers to these. */
    public GroupCounts add(GroupCounts other) {
        for (int group = 0; group < users.length; group++) {
            users[group] += other.users[group];
            for (int product = 0; product < events[group].length; product++) {
                events[group][product] += other.events[group][product];
                weights[group][product] += other.weights[group][product];
            }
        }
        squares[0] += other.squares[0];
        return this;
    }
}
