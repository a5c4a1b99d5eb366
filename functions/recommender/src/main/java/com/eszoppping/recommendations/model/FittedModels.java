package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.catalogue.Product;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that a version serves from.
 *
 * @param log what the models learned from
 * @param models the models, from the simplest to the best
 */
public record FittedModels(EventLog log, List<FittedModel> models) {
    public FittedModels {
        models = List.copyOf(models);
    }

    /** Fits models to a log, one after the other. */
    public static FittedModels fit(List<Model> models, EventLog log, FitOptions options) {
        return new FittedModels(
                log, models.stream().map(model -> model.fit(log, options)).toList());
    }

    /**
     * What a request needs to know of a product.
     *
     * @param index the product's index in the catalogue
     */
    public ProductFacts facts(int index) {
        Product product = log.catalogue().product(index);
        return new ProductFacts(
                product.id(),
                product.category(),
                product.price(),
                product.available(),
                grouping().map(model -> model.affinities(index)).orElse(List.of()),
                next(index));
    }

    /** The models as requests see them; one that follows viewed products fills up from the groups' lists. */
    public List<ServedModel> served() {
        int groups = grouping().map(model -> model.served().groups()).orElse(0);
        return models.stream()
                .map(FittedModel::served)
                .map(model -> model.followsViewed() ? new ServedModel(model.name(), groups, true) : model)
                .toList();
    }

    private List<ScoredProduct> next(int index) {
        return models.stream()
                .filter(model -> model.served().followsViewed())
                .findFirst()
                .map(model -> model.next(index))
                .orElse(List.of());
    }

    /**
     * The group of a user of the log.
     *
     * @return absent if no model groups, or the log has no event of the user
     */
    public OptionalInt groupOf(int user) {
        return grouping().map(model -> model.groupOf(user)).orElse(OptionalInt.empty());
    }

    /** The model that puts visitors into groups, if one does. */
    private Optional<FittedModel> grouping() {
        return models.stream().filter(model -> model.served().groups() > 0).findFirst();
    }
}
