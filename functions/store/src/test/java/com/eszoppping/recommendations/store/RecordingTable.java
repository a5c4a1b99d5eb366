package com.eszoppping.recommendations.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A real table that tells what was done to it, and can be cut off. */
final class RecordingTable implements Table {
    private final Table table;
    private final List<Item> written = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger roundTrips = new AtomicInteger();
    private volatile boolean down;

    RecordingTable(Table table) {
        this.table = table;
    }

    List<Item> written() {
        return written;
    }

    /** How many reads there were since this was asked last. */
    int takeRoundTrips() {
        return roundTrips.getAndSet(0);
    }

    void setDown(boolean isDown) {
        down = isDown;
    }

    @Override
    public Map<String, Item> read(Collection<String> keys) {
        answer();
        return table.read(keys);
    }

    @Override
    public Optional<Item> readLatest(String key) {
        answer();
        return table.readLatest(key);
    }

    private void answer() {
        roundTrips.incrementAndGet();
        if (down) {
            throw new TableUnavailableException("The table is cut off.", null);
        }
    }

    @Override
    public void write(List<Item> items, Deadline deadline) {
        table.write(items, deadline);
        written.addAll(items);
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
