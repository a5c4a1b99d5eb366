package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.store.ManifestDraft;
import com.eszoppping.recommendations.store.Member;
import com.eszoppping.recommendations.store.Publication;
import com.eszoppping.recommendations.store.VersionId;
import java.util.Iterator;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * What a training made, before it is published.
 *
 * @param id the version's name
 * @param models the fitted models
 * @param sessions how running sessions are read
 * @param catalogueIsWhole whether what the catalogue lacks has left the store
 */
record TrainedVersion(VersionId id, FittedModels models, SessionPolicy sessions, boolean catalogueIsWhole) {
    /**
     * Writes everything that the API will read.
     *
     * @param watcher hears how many items there are after each list and each product
     */
    void writeTo(Publication publication, LongConsumer watcher) {
        EventLog log = models.log();
        publication.putCategories(log.catalogue().tree().nodes());
        publication.putCatalogue(models.catalogue());
        if (!catalogueIsWhole) {
            publication.doubtCatalogue();
        }
        for (FittedModel model : models.models()) {
            model.lists(list -> {
                publication.put(list);
                watcher.accept(publication.count().items());
            });
        }
        publication.putMembers(this::members);
        for (int product = 0; product < log.catalogue().size(); product++) {
            publication.put(models.facts(product));
            watcher.accept(publication.count().items());
        }
    }

    private Iterator<Member> members() {
        return IntStream.range(0, models.log().users())
                .filter(user -> models.groupOf(user).isPresent())
                .mapToObj(user -> new Member(
                        models.log().userId(user), models.groupOf(user).getAsInt()))
                .iterator();
    }

    /** What the version's manifest says beside what was counted. */
    ManifestDraft manifest(TrainingReport report) {
        return new ManifestDraft(
                models.served(),
                sessions,
                report.lineage(),
                models.log().users(),
                models.log().catalogue().size(),
                report.groupInterests());
    }
}
