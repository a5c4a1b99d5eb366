package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import java.util.List;
import java.util.Map;

/**
 * What only the training knows of its version.
 *
 * @param models the models that the version has lists of, from the simplest to the best, at least one
 * @param sessions how running sessions are read
 * @param lineage where the version comes from, as texts by name: seed, version of the code, hash of the input, parameters,
 *     metrics
 * @param users how many users the training saw
 * @param products how many products the training saw
 * @param groupInterests for each group of visitors, from 0, the categories that it likes more than the store does, the one it
 *     likes most first; none where the version has no groups
 */
public record ManifestDraft(
        List<ServedModel> models,
        SessionPolicy sessions,
        Map<String, String> lineage,
        int users,
        int products,
        List<List<CategoryPath>> groupInterests) {
    public ManifestDraft {
        models = List.copyOf(models);
        lineage = Map.copyOf(lineage);
        groupInterests = groupInterests.stream().map(List::copyOf).toList();
        if (models.isEmpty()) {
            throw new IllegalArgumentException("A version has at least one model, but this has none.");
        }
        if (users < 0 || products < 0) {
            throw new IllegalArgumentException("The numbers of users and products are not negative, but these are "
                    + users + " and " + products + ".");
        }
    }

    /** A version of whose groups nothing is told. */
    public ManifestDraft(
            List<ServedModel> models, SessionPolicy sessions, Map<String, String> lineage, int users, int products) {
        this(models, sessions, lineage, users, products, List.of());
    }
}
