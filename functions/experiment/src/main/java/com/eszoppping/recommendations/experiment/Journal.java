package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.Outcome.Kind;
import com.eszoppping.recommendations.experiment.Shopper.Tally;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Joins exposures and outcomes by visitor: all exposures first, then the outcomes. Repeats fall away. */
final class Journal {
    private final Experiment experiment;
    private final Instant from;
    private final Map<String, ShownList> lists = new HashMap<>();

    /** Sorted, so that sums don't depend on the order in which visitors were read. */
    private final Map<String, Shopper> shoppers = new TreeMap<>();

    private final Set<Object> seen = new HashSet<>();
    private long outsideTheTime;
    private long ofUnknownVariants;

    Journal(Experiment experiment) {
        this.experiment = experiment;
        from = experiment.measuredFrom();
    }

    void add(Exposure exposure) {
        ShownList list = new ShownList(exposure);
        if (lists.putIfAbsent(exposure.recommendationId(), list) != null) {
            return;
        }
        if (exposure.time().isBefore(from) || !exposure.time().isBefore(experiment.end())) {
            outsideTheTime++;
        } else if (experiment.variant(exposure.variant()).isEmpty()) {
            ofUnknownVariants++;
        } else {
            shoppers.computeIfAbsent(exposure.visitorHash(), hash -> new Shopper(exposure.variant()))
                    .see(list);
        }
    }

    /** Returns count even after the end: what comes back then was bought before. */
    void add(Outcome outcome) {
        if (outcome.kind() != Kind.RETURN && !outcome.time().isBefore(experiment.end())) {
            return;
        }
        outcome.recommendationId().map(lists::get).ifPresent(list -> list.cameFromHere(outcome));
        Shopper shopper = shoppers.get(outcome.visitorHash());
        if (shopper != null && seen.add(outcome.identity())) {
            shopper.act(outcome);
        }
    }

    /** The visitors of a variant who saw no other one. */
    List<Tally> tallies(Variant variant) {
        return shoppers.values().stream()
                .filter(shopper -> !shopper.inSeveralVariants())
                .filter(shopper -> shopper.variant().equals(variant.name()))
                .map(Shopper::tally)
                .toList();
    }

    Results.LeftOut leftOut() {
        Collection<Shopper> all = shoppers.values();
        long mixed = all.stream().filter(Shopper::inSeveralVariants).count();
        return new Results.LeftOut(mixed, outsideTheTime, ofUnknownVariants);
    }
}
