package com.eszoppping.recommendations.store;

import java.util.Optional;
import java.util.function.Function;

/**
 * A {@link ControlDocuments document} as requests see it: parsed and kept in memory, and as old as the {@link ControlItems} that it
 * is one of. Safe for use by many threads.
 */
public final class CachedDocument<T> {
    private final Derived<T> value;

    /**
     * @param control read with this document among them
     * @param name the document's name
     * @param parse makes a value of the document's text, or of nothing if it was never written
     */
    public CachedDocument(ControlItems control, String name, Function<Optional<String>, T> parse) {
        String key = Keys.document(name);
        this.value = new Derived<>(
                control,
                (items, known) ->
                        parse.apply(Optional.ofNullable(items.get(key)).map(ControlDocuments::text)));
    }

    /**
     * The value.
     *
     * @throws TableUnavailableException if the table does not answer in time and nothing is known yet
     */
    public T get() {
        return value.get();
    }
}
