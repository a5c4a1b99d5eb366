package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.catalogue.Product;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * All that a version serves from.
 *
 * @param catalogue the products
 * @param counts the events of each of them in what the models learned from
 * @param models the models, from the simplest to the best
 */
public record FittedModels(Catalogue catalogue, ProductCounts counts, List<FittedModel> models) {
    public FittedModels {
        models = List.copyOf(models);
    }

    /** Models that learned from a log. */
    public FittedModels(EventLog log, List<FittedModel> models) {
        this(log.catalogue(), ProductCounts.of(log), models);
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
        Product product = catalogue.product(index);
        return new ProductFacts(
                product.id(),
                product.name(),
                product.category(),
                product.price(),
                product.available(),
                grouping().map(model -> model.affinities(index)).orElse(List.of()),
                next(index));
    }

    /** What a shop's pages show of all products, by how many events the log has of each, most first, then by id. */
    public List<CatalogueEntry> entries() {
        long[] events = counts.events();
        // Products are numbered in the order of their ids, and sorting keeps the order of equal ones.
        return IntStream.range(0, events.length)
                .boxed()
                .sorted(Comparator.comparing((Integer product) -> events[product])
                        .reversed())
                .map(product -> entry(catalogue.product(product)))
                .toList();
    }

    private static CatalogueEntry entry(Product product) {
        return new CatalogueEntry(
                product.id(), product.name(), product.category(), product.price(), product.available());
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

    /**
     * The products that a group likes most in the whole store, best first.
     *
     * @param group its number, from 0
     * @return empty if no model groups
     */
    public List<Product> favourites(int group) {
        return grouping().map(model -> model.favourites(group)).orElse(List.of()).stream()
                .map(scored ->
                        catalogue.product(catalogue.indexOf(scored.productId()).orElseThrow()))
                .toList();
    }

    /** The model that puts visitors into groups, if one does. */
    private Optional<FittedModel> grouping() {
        return models.stream().filter(model -> model.served().groups() > 0).findFirst();
    }
}
