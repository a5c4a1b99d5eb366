package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Item;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.WriteCapacity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A table that remembers what the last request read and how long that took. For one thread. */
final class ObservedTable implements Table {
    private final Table table;
    private List<String> keys = List.of();
    private long nanos;

    ObservedTable(Table table) {
        this.table = table;
    }

    /** Forgets what was read before. */
    void begin() {
        keys = List.of();
        nanos = 0;
    }

    /** The keys of the last read of several. */
    List<String> keys() {
        return keys;
    }

    /** How long all reads took. */
    long nanos() {
        return nanos;
    }

    @Override
    public Map<String, Item> read(Collection<String> asked) {
        keys = List.copyOf(asked);
        return timed(() -> table.read(asked));
    }

    @Override
    public Optional<Item> readLatest(String key) {
        return timed(() -> table.readLatest(key));
    }

    @Override
    public Map<String, Item> readLatest(Collection<String> asked) {
        return timed(() -> table.readLatest(asked));
    }

    private <R> R timed(Supplier<R> read) {
        long start = System.nanoTime();
        try {
            return read.get();
        } finally {
            nanos += System.nanoTime() - start;
        }
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
}
