package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.Outcome.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One visitor: how many lists were shown, and how many of them were followed. */
final class Shopper {
    /** In a total order, so that the same outcomes come to the same sums whatever order they were read in. */
    private static final Comparator<Outcome> IN_ORDER = Comparator.comparing(Outcome::time)
            .thenComparing(Outcome::kind)
            .thenComparing(Outcome::productId)
            .thenComparingDouble(Outcome::money);

    private final String variant;
    private Instant first = Instant.MAX;
    private int lists;
    private int followed;
    private boolean inSeveralVariants;

    Shopper(String variant) {
        this.variant = variant;
    }

    /** What a visitor comes to. */
    record Tally(double exposures, double followed, double bought, double revenue) {}

    /** Logged events may have whole seconds only: what followed within the second must not seem to come before. */
    static Instant toTheSecond(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    String variant() {
        return variant;
    }

    boolean inSeveralVariants() {
        return inSeveralVariants;
    }

    void see(Exposure list, boolean isFollowed) {
        inSeveralVariants |= !list.variant().equals(variant);
        Instant time = toTheSecond(list.time());
        first = time.isBefore(first) ? time : first;
        lists++;
        followed += isFollowed ? 1 : 0;
    }

    /**
     * @param deals the visitor's purchases and returns
     */
    Tally tally(List<Outcome> deals) {
        List<Outcome> after = deals.stream()
                .filter(deal -> !deal.time().isBefore(first))
                .sorted(IN_ORDER)
                .toList();
        boolean bought = after.stream().anyMatch(deal -> deal.kind() == Kind.PURCHASE);
        return new Tally(lists, followed, bought ? 1 : 0, revenue(after));
    }

    /**
     * What was paid less what was given back. A return takes back what was paid for the product last; one without a purchase
     * before it takes nothing back, because that purchase was not counted either.
     */
    private static double revenue(List<Outcome> deals) {
        Map<String, Deque<Double>> paid = new HashMap<>();
        double revenue = 0;
        for (Outcome deal : deals) {
            Deque<Double> ofProduct = paid.computeIfAbsent(deal.productId(), id -> new ArrayDeque<>());
            if (deal.kind() == Kind.PURCHASE) {
                ofProduct.push(deal.money());
                revenue += deal.money();
            } else if (!ofProduct.isEmpty()) {
                revenue -= ofProduct.pop();
            }
        }
        return revenue;
    }
}
