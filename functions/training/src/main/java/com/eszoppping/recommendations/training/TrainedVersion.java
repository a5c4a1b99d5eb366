package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.catalogue.Product;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.store.ManifestDraft;
import com.eszoppping.recommendations.store.Member;
import com.eszoppping.recommendations.store.ModelSummary;
import com.eszoppping.recommendations.store.Publication;
import com.eszoppping.recommendations.store.VersionId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a training made, before it is published.
 *
 * @param id the version's name
 * @param log what the models learned from
 * @param models the fitted models, from the simplest to the best
 */
record TrainedVersion(VersionId id, EventLog log, List<FittedModel> models) {
    /** Writes everything that the API will read. */
    void writeTo(Publication publication, Progress progress) {
        publication.putCategories(log.catalogue().tree().nodes());
        for (FittedModel model : models) {
            model.lists(list -> {
                publication.put(list);
                progress.advanced(publication.count().items(), "items");
            });
        }
        publication.putMembers(this::members);
        for (int product = 0; product < log.catalogue().size(); product++) {
            publication.put(facts(product));
            progress.advanced(publication.count().items(), "items");
        }
    }

    private Iterator<Member> members() {
        return Stream.ofNullable(grouping().orElse(null))
                .flatMap(model -> IntStream.range(0, log.users())
                        .mapToObj(user ->
                                new Member(log.userId(user), model.groupOf(user).orElseThrow())))
                .iterator();
    }

    private ProductFacts facts(int index) {
        Catalogue catalogue = log.catalogue();
        Product product = catalogue.product(index);
        return new ProductFacts(
                product.id(),
                product.category(),
                product.price(),
                product.available(),
                grouping().map(model -> model.affinities(index)).orElse(List.of()));
    }

    /** The model that puts visitors into groups, if one does. */
    private Optional<FittedModel> grouping() {
        return models.stream().filter(model -> model.groups() > 0).findFirst();
    }

    /** What the version's manifest says beside what was counted. */
    ManifestDraft manifest(TrainingReport report) {
        return new ManifestDraft(
                models.stream()
                        .map(model -> new ModelSummary(model.name(), model.groups()))
                        .toList(),
                report.lineage(),
                log.users(),
                log.catalogue().size());
    }
}
