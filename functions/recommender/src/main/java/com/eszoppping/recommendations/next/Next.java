package com.eszoppping.recommendations.next;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.Model;

/**
 * Model 3: for each product, what visitors look at next. The lists stand in the product's item, so that those of the last
 * viewed products come with the one read of a request and are mixed there; a request costs the same however long the log is.
 *
 * @param options how much is learned from the product itself and how much from its category, and how fast steps age
 */
public record Next(NextOptions options) implements Model {
    /** The model's name. */
    public static final String NAME = "next";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FollowingProducts fit(EventLog log, FitOptions fitOptions) {
        float[] weights =
                EventWeights.EQUAL.withHalfLife(options.halfLifeDays()).of(log);
        return new FollowingProducts(log, Steps.of(log, weights), options.shrinkage());
    }
}
