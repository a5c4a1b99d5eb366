package com.eszoppping.recommendations.faults;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which fault befalls which request. It depends on the seed, the operation and how many of its kind there were before, not on
 * the order in which threads get to run, so that a seed can be replayed.
 *
 * @param seed of everything random
 * @param faults that may happen; none for a perfect network
 * @param rate the share of the requests that something befalls, from 0 to 1
 */
record FaultSchedule(long seed, Set<Fault> faults, double rate) {
    private static final double LOWEST_RATE = 0.02;
    private static final double HIGHEST_RATE = 0.45;

    FaultSchedule {
        faults = Set.copyOf(faults);
    }

    /** Nothing ever happens. */
    static FaultSchedule none() {
        return new FaultSchedule(0, Set.of(), 0);
    }

    /** Some faults at some rate. */
    static FaultSchedule drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EnumSet<Fault> some = EnumSet.noneOf(Fault.class);
        int kinds = 1 + random.nextInt(Fault.values().length);
        for (int kind = 0; kind < kinds; kind++) {
            some.add(Fault.values()[random.nextInt(Fault.values().length)]);
        }
        return new FaultSchedule(seed, some, random.nextDouble(LOWEST_RATE, HIGHEST_RATE));
    }

    /** What befalls the request, and a random number for its details. */
    Optional<Drawn> of(String operation, long number) {
        SplittableRandom random = new SplittableRandom(seed ^ operation.hashCode() * 0x9E37_79B9L ^ number << 32);
        if (faults.isEmpty() || random.nextDouble() >= rate) {
            return Optional.empty();
        }
        List<Fault> ordered = new ArrayList<>(EnumSet.copyOf(faults));
        return Optional.of(new Drawn(ordered.get(random.nextInt(ordered.size())), random.nextLong()));
    }

    /**
     * A fault that happens.
     *
     * @param random decides its details
     */
    record Drawn(Fault fault, long random) {}
}
