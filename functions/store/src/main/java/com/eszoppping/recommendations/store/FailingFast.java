package com.eszoppping.recommendations.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A table that, after it did not answer, is not asked again for a moment. So somebody who waits for several reads, or behind
 * others who wait for the same one, waits for one time-out and not for the sum of them. Safe for use by many threads.
 */
final class FailingFast implements Table {
    /** Longer than a request takes to its next read, and too short to be felt once the table is back. */
    private static final Duration REST = Duration.ofMillis(200);

    private final Table table;
    private final InstantSource clock;
    private volatile Failure last;

    FailingFast(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Map<String, Item> read(Collection<String> keys) {
        return ask(() -> table.read(keys));
    }

    @Override
    public Optional<Item> readLatest(String key) {
        return ask(() -> table.readLatest(key));
    }

    @Override
    public Map<String, Item> readLatest(Collection<String> keys) {
        return ask(() -> table.readLatest(keys));
    }

    @Override
    public void write(List<Item> items, Deadline deadline) {
        table.write(items, deadline);
    }

    @Override
    public WriteCapacity writeCapacity() {
        return table.writeCapacity();
    }

    @Override
    public boolean replace(Item item, long expectedRevision) {
        return table.replace(item, expectedRevision);
    }

    @Override
    public void close() {
        table.close();
    }

    private <R> R ask(Supplier<R> read) {
        Failure failure = last;
        if (failure != null && clock.instant().isBefore(failure.time().plus(REST))) {
            throw new TableUnavailableException(
                    "A moment ago: " + failure.error().getMessage(), failure.error());
        }
        try {
            return read.get();
        } catch (TableUnavailableException e) {
            last = new Failure(clock.instant(), e);
            throw e;
        }
    }

    private record Failure(Instant time, TableUnavailableException error) {}
}
