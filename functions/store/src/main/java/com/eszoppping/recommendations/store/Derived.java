package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.store.ControlItems.Edition;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A value made of the {@link ControlItems control items}, that is {@link Remembered} and made again when they were read again. Safe
 * for use by many threads.
 */
final class Derived<T> {
    private final ControlItems source;
    private final BiFunction<Map<String, Item>, Optional<T>, T> make;
    private final Remembered<Long, T> remembered = new Remembered<>();

    /** @param make makes the value of the items by key, given the old one */
    Derived(ControlItems source, BiFunction<Map<String, Item>, Optional<T>, T> make) {
        this.source = source;
        this.make = make;
    }

    /** The value; throws what {@code make} throws, or the reading of the items, if that never succeeded. */
    T get() {
        Edition edition = source.get();
        // A newer one is good too: another thread may have seen it since.
        return remembered.get(
                number -> number >= edition.number(), known -> make.apply(edition.items(), known), edition::number);
    }

    /** The value, however old, without a look at the table; absent if there was none yet. */
    Optional<T> lastKnown() {
        return remembered.lastKnown();
    }
}
