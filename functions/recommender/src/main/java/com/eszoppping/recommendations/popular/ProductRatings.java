package com.eszoppping.recommendations.popular;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.model.ProductCounts;
import java.util.stream.IntStream;

/**
 * What is known of each product: {@code v}, its events, and {@code R}, how good it is. Where the catalogue rates no product
 * that was seen, the share of purchases among its events takes the rating's place, smoothed towards the store's share as if
 * {@value #PRIOR_EVENTS} events had been seen before.
 */
final class ProductRatings {
    private static final double PRIOR_EVENTS = 20;

    private final long[] events;
    private final double[] ratings;
    private final double mean;
    private final boolean fromCatalogue;

    ProductRatings(Catalogue catalogue, ProductCounts counts) {
        events = counts.events();
        fromCatalogue =
                seen().anyMatch(product -> catalogue.product(product).rating().isPresent());
        ratings = fromCatalogue ? ratingsOf(catalogue) : purchaseRates(counts.purchases());
        mean = seen().mapToDouble(product -> ratings[product])
                .filter(rating -> !Double.isNaN(rating))
                .average()
                .orElse(0);
    }

    private static double[] ratingsOf(Catalogue catalogue) {
        return IntStream.range(0, catalogue.size())
                .mapToObj(product -> catalogue.product(product).rating())
                .mapToDouble(rating -> rating.orElse(Double.NaN))
                .toArray();
    }

    private double[] purchaseRates(long[] purchases) {
        long allEvents =
                IntStream.range(0, events.length).mapToLong(p -> events[p]).sum();
        long allPurchases =
                IntStream.range(0, events.length).mapToLong(p -> purchases[p]).sum();
        double rate = allEvents == 0 ? 0 : (double) allPurchases / allEvents;
        return IntStream.range(0, events.length)
                .mapToDouble(p -> (purchases[p] + PRIOR_EVENTS * rate) / (events[p] + PRIOR_EVENTS))
                .toArray();
    }

    private IntStream seen() {
        return IntStream.range(0, events.length).filter(product -> events[product] > 0);
    }

    /** v: views and purchases of a product, undecayed. */
    long events(int product) {
        return events[product];
    }

    /** R: the product's mean rating, or {@link #mean()} if it has none. */
    double rating(int product) {
        return Double.isNaN(ratings[product]) ? mean : ratings[product];
    }

    /** C: the mean of R over the products seen that have one; 0 if there is none. */
    double mean() {
        return mean;
    }

    /** Whether R is the catalogue's rating; if not, it is the smoothed purchase rate. */
    boolean fromCatalogue() {
        return fromCatalogue;
    }
}
