package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.EventType;
import java.io.Serializable;

/**
 * How many events each product has. Those of parts of a log add up to those of the log.
 *
 * @param events views and purchases by the product's index in the catalogue
 * @param purchases the purchases among them
 */
public record ProductCounts(long[] events, long[] purchases) implements Serializable {
    /** Counts a log's events. */
    public static ProductCounts of(EventLog log) {
        ProductCounts counts = none(log.catalogue().size());
        for (int event = 0; event < log.events(); event++) {
            counts.events[log.product(event)]++;
            if (log.type(event) == EventType.PURCHASE) {
                counts.purchases[log.product(event)]++;
            }
        }
        return counts;
    }

    /** So many products without events. */
    public static ProductCounts none(int products) {
        return new ProductCounts(new long[products], new long[products]);
    }

    /** Adds the counts of other events to these. */
    public ProductCounts add(ProductCounts other) {
        for (int product = 0; product < events.length; product++) {
            events[product] += other.events[product];
            purchases[product] += other.purchases[product];
        }
        return this;
    }

    /** All events. */
    public long sum() {
        long sum = 0;
        for (long count : events) {
            sum += count;
        }
        return sum;
    }
}
