package com.eszoppping.recommendations.popular;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.CategoryProducts;
import com.eszoppping.recommendations.model.Explanation;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.ListLength;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.model.ProductCounts;
import com.eszoppping.recommendations.model.TopProducts;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ServedModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Model 1: the store's best products by {@link WeightedRating}, for the whole store and every node of the category tree.
 *
 * <p>A node has its own {@code m}, the 80th percentile of events over the products seen there; the prior {@code C} is the
 * store's. Products with at least {@code m} events come first, the others fill the list; among equal scores more events
 * win, then the smaller id.
 */
public final class Popular implements Model {
    /** The model's name. */
    public static final String NAME = "popular";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FittedModel fit(EventLog log, FitOptions options) {
        return fit(log.catalogue(), ProductCounts.of(log));
    }

    /** Learns from the counts of a log's events. */
    public FittedModel fit(Catalogue catalogue, ProductCounts counts) {
        return new Fitted(catalogue, new ProductRatings(catalogue, counts), new CategoryProducts(catalogue));
    }

    private record Fitted(Catalogue catalogue, ProductRatings ratings, CategoryProducts categories)
            implements FittedModel {
        @Override
        public ServedModel served() {
            return new ServedModel(NAME, 0);
        }

        @Override
        public void lists(Consumer<RankedList> out) {
            categories.nodes().forEach(node -> out.accept(list(node)));
        }

        private RankedList list(CategoryPath node) {
            int[] products = categories.at(node);
            WeightedRating rating = ratingAt(products);
            Comparator<Integer> bestFirst = Comparator.<Integer, Boolean>comparing(
                            product -> ratings.events(product) < rating.m())
                    .thenComparing(product -> score(rating, product), Comparator.reverseOrder())
                    .thenComparing(ratings::events, Comparator.reverseOrder());
            return new TopProducts(catalogue, bestFirst)
                    .list(
                            ListKey.forEverybody(NAME, node),
                            products,
                            ListLength.FOR_EVERYBODY,
                            product -> score(rating, product));
        }

        private double score(WeightedRating rating, int product) {
            return rating.score((double) ratings.events(product), ratings.rating(product));
        }

        private WeightedRating ratingAt(int[] products) {
            long[] events = Arrays.stream(products)
                    .mapToLong(ratings::events)
                    .filter(v -> v > 0)
                    .toArray();
            return new WeightedRating(WeightedRating.percentile(events), ratings.mean());
        }

        @Override
        public Explanation explain(int product, CategoryPath category, OptionalInt group) {
            WeightedRating rating = ratingAt(categories.at(category));
            long v = ratings.events(product);
            double r = ratings.rating(product);
            String meaningOfR = ratings.fromCatalogue() ? "the product's mean rating" : "the smoothed purchase rate";
            return Explanation.of(
                    "score, v/(v+m)·R + m/(v+m)·C",
                    score(rating, product),
                    Explanation.of("v, the product's views and purchases", (double) v),
                    Explanation.of("m, the 80th percentile of v in the category", rating.m()),
                    Explanation.of("R, " + meaningOfR, r),
                    Explanation.of("C, the mean of R over products seen", rating.c()));
        }
    }
}
