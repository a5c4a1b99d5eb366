package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.model.EventWeights;
import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * {@link EventWeights} that can be sent.
 *
 * @param halfLifeDays not a number if age doesn't matter
 */
record SentWeights(double halfLifeDays, double purchase) implements Serializable {
    static SentWeights of(EventWeights weights) {
        return new SentWeights(weights.halfLifeDays().orElse(Double.NaN), weights.purchase());
    }

    EventWeights weights() {
        OptionalDouble days = Double.isNaN(halfLifeDays) ? OptionalDouble.empty() : OptionalDouble.of(halfLifeDays);
        return new EventWeights(days, purchase);
    }
}
