package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.store.ManifestDraft;
import com.eszoppping.recommendations.store.Publication;
import com.eszoppping.recommendations.store.VersionId;
import java.util.function.LongConsumer;

/**
 * What a training made, before it is published.
 *
 * @param id the version's name
 * @param learned the fitted models, and who is in which group
 * @param users how many users the log knows
 * @param sessions how running sessions are read
 * @param catalogueIsWhole whether what the catalogue lacks has left the store
 */
record TrainedVersion(
        VersionId id, LearnableLog.Learned learned, long users, SessionPolicy sessions, boolean catalogueIsWhole) {
    /**
     * Writes everything that the API will read.
     *
     * @param watcher hears how many items there are after each list and each product
     */
    void writeTo(Publication publication, LongConsumer watcher) {
        FittedModels models = learned.models();
        publication.putCategories(models.catalogue().tree().nodes());
        publication.putCatalogue(models.entries());
        if (!catalogueIsWhole) {
            publication.doubtCatalogue();
        }
        for (FittedModel model : models.models()) {
            model.lists(list -> {
                publication.put(list);
                watcher.accept(publication.count().items());
            });
        }
        learned.members().accept(publication);
        for (int product = 0; product < models.catalogue().size(); product++) {
            publication.put(models.facts(product));
            watcher.accept(publication.count().items());
        }
    }

    /** What the version's manifest says beside what was counted. */
    ManifestDraft manifest(TrainingReport report) {
        return new ManifestDraft(
                learned.models().served(),
                sessions,
                report.lineage(),
                Math.toIntExact(users),
                learned.models().catalogue().size(),
                report.groupInterests());
    }
}
