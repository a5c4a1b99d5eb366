package com.eszoppping.recommendations.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** A value from the table that is {@link Remembered} and read again when it is old. Safe for use by many threads. */
final class Refreshed<T> {
    private final InstantSource clock;
    private final Duration period;
    private final Function<Optional<T>, T> load;
    private final Remembered<Instant, T> remembered = new Remembered<>();

    /**
     * @param period how old the value may be
     * @param load reads the value, given the old one
     */
    Refreshed(InstantSource clock, Duration period, Function<Optional<T>, T> load) {
        this.clock = clock;
        this.period = period;
        this.load = load;
    }

    /** The value; throws what {@code load} throws if it never succeeded. */
    T get() {
        return remembered.get(since -> clock.instant().isBefore(since.plus(period)), load, clock::instant);
    }
}
