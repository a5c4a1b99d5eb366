package com.eszoppping.recommendations.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What decides about requests and changes under way, as requests see it: the pointer, the register of versions and documents. All
 * of it is kept in memory, and read again in one round trip when it is old. Safe for use by many threads.
 */
public final class ControlItems {
    private final Refreshed<Edition> newest;

    /**
     * What was read at once.
     *
     * @param number a higher one was read later
     * @param items those that there are, by key
     */
    record Edition(long number, Map<String, Item> items) {}

    /**
     * @param table where they are kept
     * @param clock tells when what is in memory is old
     * @param refresh how old that may be; 30 to 60 seconds in the cloud
     * @param documents the names of further {@link ControlDocuments documents}
     */
    public ControlItems(Table table, InstantSource clock, Duration refresh, Collection<String> documents) {
        List<String> keys = Stream.concat(
                        Stream.of(Keys.POINTER, Keys.REGISTER, Keys.document(AvailabilityDecisions.DOCUMENT)),
                        documents.stream().map(Keys::document))
                .toList();
        this.newest = new Refreshed<>(
                clock,
                refresh,
                known -> new Edition(known.map(Edition::number).orElse(0L) + 1, table.readLatest(keys)));
    }

    /**
     * What was read last, now if that is old.
     *
     * @throws TableUnavailableException if the table does not answer in time and nothing is known yet
     */
    Edition get() {
        return newest.get();
    }
}
