package com.eszoppping.recommendations.tuning;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.ranking.SessionPolicy.Treatment;
import com.eszoppping.recommendations.ranking.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often, and how far back, people return to a product of the session. A step leads from the product at hand to the next
 * one that differs from it; it is a return if that one is among those seen last that a request can name.
 */
final class Returns {
    /** From so many earlier products on the rate hardly grows. */
    private static final int MAX_EARLIER = 6;

    /** Further back nobody returns often enough for a place in a list. */
    private static final int MAX_AGE = 20;

    private final long[] steps = new long[MAX_EARLIER];
    private final long[] returns = new long[MAX_EARLIER];
    private final long[] returnsByAge = new long[MAX_AGE];
    private long allSteps;
    private long allReturns;

    private Returns() {}

    /** Counts a log's returns. */
    static Returns of(EventLog log) {
        Returns counts = new Returns();
        for (int session = 0; session < log.sessions(); session++) {
            List<Integer> newestFirst = new ArrayList<>();
            for (int event = log.firstEvent(session); event < log.endEvent(session); event++) {
                Integer product = log.product(event);
                if (newestFirst.isEmpty() || !newestFirst.get(0).equals(product)) {
                    counts.step(newestFirst, product);
                    newestFirst.remove(product);
                    newestFirst.add(0, product);
                    if (newestFirst.size() > Visit.MAX_VIEWED) {
                        newestFirst.remove(newestFirst.size() - 1);
                    }
                }
            }
        }
        return counts;
    }

    private void step(List<Integer> newestFirst, Integer product) {
        if (newestFirst.isEmpty()) {
            return;
        }
        int age = newestFirst.indexOf(product);
        allSteps++;
        allReturns += age > 0 ? 1 : 0;
        int earlier = Math.min(newestFirst.size() - 1, MAX_EARLIER);
        if (earlier > 0) {
            steps[earlier - 1]++;
            returns[earlier - 1] += age > 0 ? 1 : 0;
            if (age > 0 && age <= MAX_AGE) {
                returnsByAge[age - 1]++;
            }
        }
    }

    /** The share of all steps that are returns, from 0 to 1. */
    double rate() {
        return allSteps == 0 ? 0 : (double) allReturns / allSteps;
    }

    /** A policy with these figures. */
    SessionPolicy policy(Treatment treatment) {
        List<Double> rates = new ArrayList<>();
        for (int earlier = 0; earlier < MAX_EARLIER; earlier++) {
            // One step more than was seen, so that a rate from few of them is not far from 0.
            rates.add(rounded((double) returns[earlier] / (steps[earlier] + 1)));
        }
        double all = Math.max(1, Arrays.stream(returnsByAge).sum());
        return new SessionPolicy(
                SessionPolicy.DEFAULT.ageExponent(),
                treatment,
                rates,
                Arrays.stream(returnsByAge)
                        .mapToObj(count -> rounded(count / all))
                        .toList());
    }

    private static double rounded(double share) {
        return Math.rint(share * 10_000) / 10_000;
    }
}
