package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.Model;
import java.util.function.BiConsumer;

/**
 * Model 2: collaborative filtering and grouping. Shoppers are placed in a {@link TasteSpace} by what they looked at and
 * bought, grouped by {@link SphericalKMeans}, and each group gets, for the whole store and every category, the products most
 * popular in it.
 *
 * @param options how many groups, dimensions, and how much of the store is mixed in
 * @param weights how much an event counts for popularity; tastes are found from all events alike
 */
public record Groups(GroupsOptions options, EventWeights weights) implements Model {
    /** The model's name. */
    public static final String NAME = "groups";

    /** The group of a user who has no events. */
    public static final int NO_GROUP = Shoppers.NO_GROUP;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FittedModel fit(EventLog log, FitOptions fitOptions) {
        return new GroupPopularity(log, shoppers(log, fitOptions), options.shrinkage(), weights.of(log));
    }

    /**
     * Hands out what the users of a part of a log did.
     *
     * @param weights how much an event counts for popularity
     * @param newest when the whole log's newest event happened, in milliseconds since 1970 UTC
     * @param out takes a user's id and row
     */
    public static void users(EventLog part, EventWeights weights, long newest, BiConsumer<String, UserRow> out) {
        UserRow.each(part, weights.of(part, newest), out);
    }

    /**
     * For each product, the sum of its events' weights in a part of a log.
     *
     * @param weights how much an event counts for popularity
     * @param newest when the whole log's newest event happened, in milliseconds since 1970 UTC
     */
    public static double[] events(EventLog part, EventWeights weights, long newest) {
        float[] ofEvents = weights.of(part, newest);
        double[] sums = new double[part.catalogue().size()];
        for (int event = 0; event < ofEvents.length; event++) {
            sums[part.product(event)] += ofEvents[event];
        }
        return sums;
    }

    /** The model of a log that knows no users. */
    public FittedModel fitted(Catalogue catalogue, double[] events, int users) {
        return new GroupPopularity(catalogue, Shoppers.none(users), options.shrinkage(), events, new double[0][]);
    }

    private Shoppers shoppers(EventLog log, FitOptions fitOptions) {
        Interactions interactions = Interactions.of(log);
        if (interactions.rows() == 0) {
            return Shoppers.none(log.users());
        }
        try (Blocks blocks = new Blocks(fitOptions.threads())) {
            return Tastes.of(interactions, log.users(), options.dimensions(), fitOptions.seed(), blocks)
                    .shoppers(options.groups(), fitOptions.seed(), blocks);
        }
    }
}
