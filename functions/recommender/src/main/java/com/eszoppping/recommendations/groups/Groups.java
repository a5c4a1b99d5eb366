package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.Model;

/**
 * Model 2: collaborative filtering and grouping. Shoppers are placed in a {@link TasteSpace} by what they looked at and
 * bought, grouped by {@link SphericalKMeans}, and each group gets, for the whole store and every category, the products most
 * popular in it.
 *
 * @param options how many groups, dimensions, and how much of the store is mixed in
 */
public record Groups(GroupsOptions options) implements Model {
    /** The model's name. */
    public static final String NAME = "groups";

    /** The model with {@link GroupsOptions#DEFAULT}. */
    public Groups() {
        this(GroupsOptions.DEFAULT);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FittedModel fit(EventLog log, FitOptions fitOptions) {
        Shoppers shoppers = log.users() == 0 ? Shoppers.none() : group(log, fitOptions);
        return new GroupPopularity(log, shoppers, options.shrinkage());
    }

    private Shoppers group(EventLog log, FitOptions fitOptions) {
        try (Blocks blocks = new Blocks(fitOptions.threads())) {
            Interactions interactions = Interactions.of(log);
            TasteSpace space = TasteSpace.of(interactions, options.dimensions(), fitOptions.seed(), blocks);
            float[] places = space.place(interactions, blocks);
            int groups = Math.min(options.groups(), log.users());
            return Shoppers.of(
                    space,
                    SphericalKMeans.group(places, space.dimensions(), groups, fitOptions.seed(), blocks),
                    log.catalogue().size());
        }
    }
}
