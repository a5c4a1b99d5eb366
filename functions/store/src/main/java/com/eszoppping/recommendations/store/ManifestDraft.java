package com.eszoppping.recommendations.store;

import java.util.List;
import java.util.Map;

/**
 * What only the training knows of its version.
 *
 * @param models the models that the version has lists of
 * @param lineage where the version comes from, as texts by name: the seed, the version of the code, a hash of the input
 * @param users how many users the training saw
 * @param products how many products the training saw
 */
public record ManifestDraft(List<ModelSummary> models, Map<String, String> lineage, int users, int products) {
    public ManifestDraft {
        models = List.copyOf(models);
        lineage = Map.copyOf(lineage);
        if (users < 0 || products < 0) {
            throw new IllegalArgumentException("The numbers of users and products are not negative, but these are "
                    + users + " and " + products + ".");
        }
    }
}
