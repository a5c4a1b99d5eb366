package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.Outcome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One visitor: the lists that were shown, and what was done. */
final class Shopper {
    private static final Duration ATTENTION = Duration.ofMinutes(30);

    /** In a total order, so that the same outcomes come to the same sums whatever order they were read in. */
    private static final Comparator<Outcome> IN_ORDER = Comparator.comparing(Outcome::time)
            .thenComparing(Outcome::kind)
            .thenComparing(Outcome::productId)
            .thenComparingDouble(Outcome::money);

    private final String variant;
    private final NavigableMap<Instant, List<ShownList>> shown = new TreeMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private boolean inSeveralVariants;

    Shopper(String variant) {
        this.variant = variant;
    }

    /** What a visitor comes to. */
    record Tally(double exposures, double followed, double bought, double revenue) {}

    String variant() {
        return variant;
    }

    boolean inSeveralVariants() {
        return inSeveralVariants;
    }

    void see(ShownList list) {
        inSeveralVariants |= !list.exposure().variant().equals(variant);
        // Logged events may have whole seconds only: what followed within the second must not seem to come before.
        Instant time = list.exposure().time().truncatedTo(ChronoUnit.SECONDS);
        shown.computeIfAbsent(time, at -> new ArrayList<>(1)).add(list);
    }

    void act(Outcome outcome) {
        if (!outcome.time().isBefore(shown.firstKey())) {
            outcomes.add(outcome);
        }
    }

    Tally tally() {
        outcomes.sort(IN_ORDER);
        outcomes.stream().filter(outcome -> outcome.kind().isInterest()).forEach(this::followLists);
        boolean bought = outcomes.stream().anyMatch(outcome -> outcome.kind() == Kind.PURCHASE);
        List<ShownList> lists =
                shown.values().stream().flatMap(Collection::stream).toList();
        long followed = lists.stream().filter(ShownList::isFollowed).count();
        return new Tally(lists.size(), followed, bought ? 1 : 0, revenue());
    }

    private void followLists(Outcome interest) {
        Instant time = interest.time();
        shown.subMap(time.minus(ATTENTION), true, time, true).values().stream()
                .flatMap(Collection::stream)
                .forEach(list -> list.interestIn(interest.productId()));
    }

    /**
     * What was paid less what was given back. A return takes back what was paid for the product last; one without a purchase
     * before it takes nothing back, because that purchase was not counted either.
     */
    private double revenue() {
        Map<String, Deque<Double>> paid = new HashMap<>();
        double revenue = 0;
        for (Outcome outcome : outcomes) {
            Deque<Double> ofProduct = paid.computeIfAbsent(outcome.productId(), id -> new ArrayDeque<>());
            if (outcome.kind() == Kind.PURCHASE) {
                ofProduct.push(outcome.money());
                revenue += outcome.money();
            } else if (outcome.kind() == Kind.RETURN && !ofProduct.isEmpty()) {
                revenue -= ofProduct.pop();
            }
        }
        return revenue;
    }
}
