package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.Outcome.Kind;
import com.eszoppping.recommendations.experiment.Shopper.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Joins what visitors did with the lists that they were served, one by one as they are read: all outcomes first, then the
 * exposures. Within each, the order doesn't matter and repeats fall away. It holds clicks, purchases and returns, 16 bytes for
 * each list, and one entry for each visitor; neither a list nor a view is kept. Not thread-safe.
 *
 * <p>A list is <em>followed</em> if one of its products was viewed or clicked by an outcome that carries the list's id, at any
 * time from the list on and whoever it was. A view without an id is nobody's click: the visitor may have come from anywhere.
 * Conversion and revenue look at what the visitor bought from the first list on. Nothing counts from {@link
 * Experiment#measuredUntil} on, but returns do: what comes back then was bought before.
 */
public final class Journal {
    private final Experiment experiment;
    private final Instant from;
    private final Instant until;
    private final Map<String, List<Click>> clicks = new HashMap<>();
    private final Map<String, List<Outcome>> deals = new HashMap<>();
    private final Set<Object> seenDeals = new HashSet<>();
    private final SeenIds seenLists = new SeenIds();

    /** Sorted, so that sums don't depend on the order in which visitors were read. */
    private final Map<String, Shopper> shoppers = new TreeMap<>();

    private long outsideTheTime;
    private long ofUnknownVariants;

    /** An empty journal of an experiment. */
    public Journal(Experiment experiment) {
        this.experiment = experiment;
        from = experiment.measuredFrom();
        until = experiment.measuredUntil();
    }

    private record Click(Instant time, String productId) {
        boolean isOn(Exposure list) {
            return !time.isBefore(Shopper.toTheSecond(list.time()))
                    && list.productIds().contains(productId);
        }
    }

    /**
     * Takes what a visitor did, any visitor.
     *
     * @throws IllegalStateException if an exposure was there before
     */
    public void add(Outcome outcome) {
        if (seenLists.size() > 0) {
            throw new IllegalStateException("All outcomes come before the first exposure.");
        }
        boolean tooLate = !outcome.time().isBefore(until);
        boolean tooEarly = outcome.time().isBefore(Shopper.toTheSecond(from));
        if (tooEarly || (tooLate && outcome.kind() != Kind.RETURN)) {
            return;
        }
        if (outcome.kind().isInterest()) {
            outcome.recommendationId()
                    .ifPresent(list -> clicks.computeIfAbsent(list, id -> new ArrayList<>(1))
                            .add(new Click(outcome.time(), outcome.productId())));
        } else if (seenDeals.add(outcome.identity())) {
            deals.computeIfAbsent(outcome.visitorHash(), visitor -> new ArrayList<>(2))
                    .add(outcome);
        }
    }

    /** Takes a list that was served in this experiment's name. */
    public void add(Exposure exposure) {
        if (!seenLists.add(exposure.recommendationId())) {
            return;
        }
        if (exposure.time().isBefore(from) || !exposure.time().isBefore(until)) {
            outsideTheTime++;
        } else if (experiment.variant(exposure.variant()).isEmpty()) {
            ofUnknownVariants++;
        } else {
            shoppers.computeIfAbsent(exposure.visitorHash(), hash -> new Shopper(exposure.variant()))
                    .see(exposure, isFollowed(exposure));
        }
    }

    private boolean isFollowed(Exposure list) {
        return clicks.getOrDefault(list.recommendationId(), List.of()).stream().anyMatch(click -> click.isOn(list));
    }

    /** How many different lists were taken so far, whether they count or not. */
    public long lists() {
        return seenLists.size();
    }

    /** What came of the experiment, as far as it was taken. */
    public Results results() {
        return Results.of(experiment, this);
    }

    /** The visitors of a variant who saw no other one. */
    List<Tally> tallies(Variant variant) {
        List<Tally> tallies = new ArrayList<>();
        shoppers.forEach((visitor, shopper) -> {
            if (!shopper.inSeveralVariants() && shopper.variant().equals(variant.name())) {
                tallies.add(shopper.tally(deals.getOrDefault(visitor, List.of())));
            }
        });
        return tallies;
    }

    Results.LeftOut leftOut() {
        Collection<Shopper> all = shoppers.values();
        long mixed = all.stream().filter(Shopper::inSeveralVariants).count();
        return new Results.LeftOut(mixed, outsideTheTime, ofUnknownVariants);
    }
}
