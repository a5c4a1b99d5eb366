package com.eszoppping.recommendations.next;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.model.ProductCounts;
import java.util.Map;

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
        float[] weights = weights().of(log);
        return new FollowingProducts(
                log.catalogue(), ProductCounts.of(log), Steps.of(log, weights), options.shrinkage());
    }

    /** How much the later event of a step counts. */
    public EventWeights weights() {
        return EventWeights.EQUAL.withHalfLife(options.halfLifeDays());
    }

    /**
     * Counts the steps of a part of a log.
     *
     * @param weights how much the later event of a step counts
     * @param newest when the whole log's newest event happened, in milliseconds since 1970 UTC
     * @return one row for each product that something follows, by the product's index in the catalogue
     */
    public static Map<Integer, StepRow> steps(EventLog part, EventWeights weights, long newest) {
        return Steps.rows(part, weights.of(part, newest));
    }

    /**
     * Learns from what was counted in all parts of a log.
     *
     * @param rows those of {@link #steps}, the rows of each product added up
     */
    public FollowingProducts fit(Catalogue catalogue, ProductCounts counts, Map<Integer, StepRow> rows) {
        return new FollowingProducts(catalogue, counts, Steps.of(catalogue.size(), rows), options.shrinkage());
    }
}
