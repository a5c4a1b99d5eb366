package com.eszoppping.recommendations.next;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.model.ProductCounts;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Model 3: for each product, what visitors look at next. The lists stand in the product's item, so that those of the last
 * viewed products come with the one read of a request and are mixed there; a request costs the same however long the log is.
 *
 * @param options how much is learned from the product itself and how much from its category, and how fast steps age
 * @param maxPairs how many pairs of products that follow each other may be kept, from 1; each takes 8 bytes. Where there are
 *     more, the rarest are forgotten, and scores are too small by {@link FollowingProducts#largestError} at the most
 */
public record Next(NextOptions options, int maxPairs) implements Model {
    /** The model's name. */
    public static final String NAME = "next";

    /** Half a gigabyte. */
    private static final int DEFAULT_MAX_PAIRS = 1 << 26;

    public Next {
        if (maxPairs < 1) {
            throw new IllegalArgumentException("The number of pairs is at least 1, but this is " + maxPairs + ".");
        }
    }

    /** With room for {@code 2^26} pairs. */
    public Next(NextOptions options) {
        this(options, DEFAULT_MAX_PAIRS);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FollowingProducts fit(EventLog log, FitOptions fitOptions) {
        try (Blocks blocks = new Blocks(fitOptions.threads())) {
            return fit(log, product -> true, blocks);
        }
    }

    /**
     * Learns from a log, but makes only some of the lists.
     *
     * @param wanted tells, by their index in the catalogue, the products whose lists are made
     */
    public FollowingProducts fit(EventLog log, IntPredicate wanted, Blocks blocks) {
        Steps steps = Steps.of(log, weights().of(log), maxPairs, blocks);
        return new FollowingProducts(
                log.catalogue(), ProductCounts.of(log), steps, options.shrinkage(), wanted, blocks);
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
     * Learns from what was counted in all parts of a log, of which all pairs are kept.
     *
     * @param rows those of {@link #steps}, the rows of each product added up
     */
    public FollowingProducts fit(
            Catalogue catalogue, ProductCounts counts, Map<Integer, StepRow> rows, FitOptions fitOptions) {
        try (Blocks blocks = new Blocks(fitOptions.threads())) {
            Steps steps = Steps.of(catalogue.size(), rows);
            return new FollowingProducts(catalogue, counts, steps, options.shrinkage(), product -> true, blocks);
        }
    }
}
