package com.eszoppping.recommendations.store;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A value kept in memory, with a stamp by which one sees whether it is still good. One thread makes it again while the others go on
 * with the old value; only the first value is waited for. When the table is down the old value is kept, with a new stamp. Safe
 * for use by many threads.
 */
final class Remembered<S, T> {
    private final ReentrantLock making = new ReentrantLock();
    private volatile Held<S, T> held;

    /**
     * The value; throws what {@code make} throws if it never succeeded.
     *
     * @param isGood whether a value with this stamp need not be made again
     * @param make makes the value, given the old one
     * @param stamp asked for after the value was made
     */
    T get(Predicate<S> isGood, Function<Optional<T>, T> make, Supplier<S> stamp) {
        Held<S, T> seen = held;
        if (seen != null && isGood.test(seen.stamp())) {
            return seen.value();
        }
        if (seen == null) {
            making.lock();
        } else if (!making.tryLock()) {
            return seen.value();
        }
        try {
            Held<S, T> newest = held;
            if (newest == null || !isGood.test(newest.stamp())) {
                T value = made(make, Optional.ofNullable(newest).map(Held::value));
                newest = new Held<>(value, stamp.get());
                held = newest;
            }
            return newest.value();
        } finally {
            making.unlock();
        }
    }

    /** The value, however old, without a look at the table; absent if there was none yet. */
    Optional<T> lastKnown() {
        return Optional.ofNullable(held).map(Held::value);
    }

    private static <T> T made(Function<Optional<T>, T> make, Optional<T> old) {
        try {
            return make.apply(old);
        } catch (TableUnavailableException e) {
            return old.orElseThrow(() -> e);
        }
    }

    private record Held<S, T>(T value, S stamp) {}
}
