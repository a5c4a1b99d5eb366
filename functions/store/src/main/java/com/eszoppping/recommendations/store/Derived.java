package com.eszoppping.recommendations.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * A value made of the {@link ControlItems control items}, kept in memory and made again when they were read again. One thread makes
 * it while the others go on with the old value; only the first value is waited for. When the table is down the old value is
 * kept. Safe for use by many threads.
 */
final class Derived<T> {
    private final ControlItems source;
    private final BiFunction<Map<String, Item>, Optional<T>, T> make;
    private final ReentrantLock making = new ReentrantLock();
    private volatile Held<T> held;

    /** @param make makes the value of the items by key, given the old one */
    Derived(ControlItems source, BiFunction<Map<String, Item>, Optional<T>, T> make) {
        this.source = source;
        this.make = make;
    }

    /** The value; throws what {@code make} throws, or the reading of the items, if that never succeeded. */
    T get() {
        Map<String, Item> items = source.get();
        Held<T> seen = held;
        if (isOf(items, seen)) {
            return seen.value();
        }
        if (seen == null) {
            making.lock();
        } else if (!making.tryLock()) {
            return seen.value();
        }
        try {
            Held<T> newest = held;
            return isOf(items, newest)
                    ? newest.value()
                    : remake(items, Optional.ofNullable(newest).map(Held::value));
        } finally {
            making.unlock();
        }
    }

    /** The value, however old, without a look at the table; absent if there was none yet. */
    Optional<T> lastKnown() {
        return Optional.ofNullable(held).map(Held::value);
    }

    private T remake(Map<String, Item> items, Optional<T> old) {
        T value;
        try {
            value = make.apply(items, old);
        } catch (TableUnavailableException e) {
            value = old.orElseThrow(() -> e);
        }
        held = new Held<>(value, items);
        return value;
    }

    /** The very same, not only equal: what could not be made of them is tried again when they are read again. */
    private boolean isOf(Map<String, Item> items, Held<T> value) {
        return value != null && value.items() == items;
    }

    private record Held<T>(T value, Map<String, Item> items) {}
}
