package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.Model;

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

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FittedModel fit(EventLog log, FitOptions fitOptions) {
        return new GroupPopularity(log, shoppers(log, fitOptions), options.shrinkage(), weights.of(log));
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
