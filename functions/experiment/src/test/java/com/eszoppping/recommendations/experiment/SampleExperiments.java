package com.eszoppping.recommendations.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** SampleExperiments to test with. */
final class SampleExperiments {
    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    private SampleExperiments() {}

    /** A draft over all visitors with variants a, b, c... of these weights. */
    static Experiment draft(int... weights) {
        return draft("salt", 1, weights);
    }

    static Experiment draft(String salt, double trafficShare, int... weights) {
        List<Variant> variants = Arrays.stream(weights)
                .collect(
                        ArrayList<Variant>::new,
                        (list, weight) -> list.add(variant(Character.toString('a' + list.size()), weight)),
                        List::addAll);
        return Experiment.draft("groups-vs-popular", salt, variants, trafficShare, START, END, 0.1, START);
    }

    static Experiment running(int... weights) {
        return draft(weights).started(START);
    }

    static Variant variant(String name, int weight) {
        return new Variant(name, "popular", Optional.empty(), weight);
    }
}
