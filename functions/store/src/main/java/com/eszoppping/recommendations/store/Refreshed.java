package com.eszoppping.recommendations.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A value from the table, kept in memory and read again when it is old. One thread reads it again while the others go
 * on with the old value; only the first value is waited for. When the table is down the old value is kept for another
 * period. Safe for use by many threads.
 */
final class Refreshed<T> {
    private final InstantSource clock;
    private final Duration period;
    private final Function<Optional<T>, T> load;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile Held<T> held;

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
        Held<T> seen = held;
        if (isFresh(seen)) {
            return seen.value();
        }
        if (seen == null) {
            loading.lock();
        } else if (!loading.tryLock()) {
            return seen.value();
        }
        try {
            Held<T> newest = held;
            return isFresh(newest)
                    ? newest.value()
                    : reload(Optional.ofNullable(newest).map(Held::value));
        } finally {
            loading.unlock();
        }
    }

    /** The value, however old, without a look at the table; absent if there was none yet. */
    Optional<T> lastKnown() {
        return Optional.ofNullable(held).map(Held::value);
    }

    private T reload(Optional<T> old) {
        T value;
        try {
            value = load.apply(old);
        } catch (TableUnavailableException e) {
            value = old.orElseThrow(() -> e);
        }
        held = new Held<>(value, clock.instant());
        return value;
    }

    private boolean isFresh(Held<T> value) {
        return value != null && clock.instant().isBefore(value.since().plus(period));
    }

    private record Held<T>(T value, Instant since) {}
}
