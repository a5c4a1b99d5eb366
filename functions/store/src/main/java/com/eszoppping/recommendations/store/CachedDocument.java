package com.eszoppping.recommendations.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * A {@link ControlDocuments document} as requests see it: parsed, kept in memory and read again when it is old, by one thread
 * while the others go on. Safe for use by many threads.
 */
public final class CachedDocument<T> {
    private final Refreshed<T> held;

    /**
     * @param table where the document is kept
     * @param clock tells when what is in memory is old
     * @param refresh how old that may be
     * @param name the document's name
     * @param parse makes a value of the document's text, or of nothing if it was never written
     */
    public CachedDocument(
            Table table, InstantSource clock, Duration refresh, String name, Function<Optional<String>, T> parse) {
        ControlDocuments documents = new ControlDocuments(table, ControlCopies.none());
        this.held = new Refreshed<>(clock, refresh, known -> parse.apply(documents.read(name)));
    }

    /**
     * The value.
     *
     * @throws TableUnavailableException if the table does not answer in time and nothing is known yet
     */
    public T get() {
        return held.get();
    }
}
