package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.SortedProducts;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * What a user looked at and bought, in a part of a log.
 *
 * @param products catalogue indexes, ascending
 * @param events how many events the user has with each of them
 * @param weights the sum of those events' weights
 */
public record UserRow(int[] products, int[] events, double[] weights) implements Serializable {
    /** What is known of two parts. */
    public UserRow plus(UserRow other) {
        int[] all = SortedProducts.union(products, other.products);
        UserRow sum = new UserRow(all, new int[all.length], new double[all.length]);
        addTo(sum);
        other.addTo(sum);
        return sum;
    }

    private void addTo(UserRow sum) {
        int[] places = SortedProducts.places(products, sum.products);
        for (int i = 0; i < places.length; i++) {
            sum.events[places[i]] += events[i];
            sum.weights[places[i]] += weights[i];
        }
    }

    /**
     * Hands out the users of a part of a log who have events in it.
     *
     * @param weights how much each event counts
     * @param out takes the user's id and row
     */
    static void each(EventLog part, float[] weights, BiConsumer<String, UserRow> out) {
        int[] starts = new int[part.users() + 1];
        for (int event = 0; event < part.events(); event++) {
            if (part.user(event) != EventLog.ANONYMOUS) {
                starts[part.user(event) + 1]++;
            }
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        int[] eventsByUser = new int[starts[part.users()]];
        for (int event = 0; event < part.events(); event++) {
            if (part.user(event) != EventLog.ANONYMOUS) {
                eventsByUser[next[part.user(event)]++] = event;
            }
        }
        for (int user = 0; user < part.users(); user++) {
            if (starts[user + 1] > starts[user]) {
                int[] events = Arrays.copyOfRange(eventsByUser, starts[user], starts[user + 1]);
                out.accept(part.userId(user), row(part, weights, events));
            }
        }
    }

    private static UserRow row(EventLog part, float[] weights, int[] eventsOfUser) {
        int[] products = Arrays.stream(eventsOfUser)
                .map(part::product)
                .sorted()
                .distinct()
                .toArray();
        int[] events = new int[products.length];
        double[] sums = new double[products.length];
        for (int event : eventsOfUser) {
            int at = Arrays.binarySearch(products, part.product(event));
            events[at]++;
            sums[at] += weights[event];
        }
        return new UserRow(products, events, sums);
    }
}
