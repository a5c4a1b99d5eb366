package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.EventType;
import java.util.OptionalDouble;

/**
 * How much an event counts. An event that is older than the log's newest by {@code age} counts
 *
 * <pre>weight = 2^(-age / halfLife)</pre>
 *
 * and a purchase that many times more than a view.
 *
 * @param halfLifeDays after how many days an event counts half, above 0; absent if age doesn't matter
 * @param purchase how many views a purchase counts for, at least 0 and finite
 */
public record EventWeights(OptionalDouble halfLifeDays, double purchase) {
    /** Every event counts 1. */
    public static final EventWeights EQUAL = new EventWeights(OptionalDouble.empty(), 1);

    private static final double MILLIS_PER_DAY = 86_400_000;

    public EventWeights {
        if (halfLifeDays.isPresent()
                && !(halfLifeDays.getAsDouble() > 0 && Double.isFinite(halfLifeDays.getAsDouble()))) {
            throw new IllegalArgumentException(
                    "A half-life is above 0 days and finite, but this is " + halfLifeDays.getAsDouble() + ".");
        }
        if (!(purchase >= 0 && Double.isFinite(purchase))) {
            throw new IllegalArgumentException(
                    "The weight of a purchase is at least 0 and finite, but this is " + purchase + ".");
        }
    }

    /** The same with another half-life. */
    public EventWeights withHalfLife(OptionalDouble days) {
        return new EventWeights(days, purchase);
    }

    /** The same with another weight of a purchase. */
    public EventWeights withPurchase(double views) {
        return new EventWeights(halfLifeDays, views);
    }

    /** When the newest event of a log happened; {@link Long#MIN_VALUE} if it has none. */
    public static long newest(EventLog log) {
        long newest = Long.MIN_VALUE;
        for (int event = 0; event < log.events(); event++) {
            newest = Math.max(newest, log.time(event));
        }
        return newest;
    }

    /** The weight of each event of a log. */
    public float[] of(EventLog log) {
        return of(log, newest(log));
    }

    /**
     * The weight of each event of a part of a log.
     *
     * @param newest when the whole log's newest event happened, in milliseconds since 1970 UTC
     */
    public float[] of(EventLog log, long newest) {
        float[] weights = new float[log.events()];
        for (int event = 0; event < weights.length; event++) {
            double ofType = log.type(event) == EventType.PURCHASE ? purchase : 1;
            weights[event] = (float) (ofType * decay(newest - log.time(event)));
        }
        return weights;
    }

    private double decay(long ageMillis) {
        return halfLifeDays.isEmpty()
                ? 1
                : Math.exp(-Math.log(2) * ageMillis / MILLIS_PER_DAY / halfLifeDays.getAsDouble());
    }
}
