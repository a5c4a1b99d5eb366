package com.eszoppping.recommendations.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A real table that tells what was done to it, and can be cut off. */
public final class RecordingTable implements Table {
    private final Table table;
    private final List<Item> written = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicInteger operationsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean down;
    private volatile Runnable interference = () -> {};
    private volatile String losesAnswerOf = "";

    /** Watches a table. */
    public RecordingTable(Table table) {
        this.table = table;
    }

    /** What was written so far; more may be on its way. */
    List<Item> written() {
        synchronized (written) {
            return List.copyOf(written);
        }
    }

    /** How many reads there were since this was asked last. */
    public int takeRoundTrips() {
        return roundTrips.getAndSet(0);
    }

    void setDown(boolean isDown) {
        down = isDown;
    }

    /** From the given number of operations on, nothing gets through; of a write that fails, the first half does. */
    void cutOffAfter(int operations) {
        operationsLeft.set(operations);
    }

    /** Something that happens when this many operations more were made, before the next one. */
    void beforeOperation(int operations, Runnable something) {
        AtomicInteger left = new AtomicInteger(operations);
        interference = () -> {
            if (left.getAndDecrement() == 0) {
                interference = () -> {};
                something.run();
            }
        };
    }

    /** The next replacement of an item is made, but its answer is lost; sent again, it finds the item changed. */
    void loseNextAnswer(String key) {
        losesAnswerOf = key;
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

    @Override
    public Map<String, Item> readLatest(Collection<String> keys) {
        answer();
        return table.readLatest(keys);
    }

    private void answer() {
        roundTrips.incrementAndGet();
        if (down || isCutOff()) {
            throw new TableUnavailableException("The table is cut off.", null);
        }
    }

    private boolean isCutOff() {
        interference.run();
        return operationsLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
    }

    @Override
    public void write(List<Item> items, Deadline deadline) {
        if (isCutOff()) {
            table.write(items.subList(0, items.size() / 2), deadline);
            throw new TableUnavailableException("The table is cut off.", null);
        }
        table.write(items, deadline);
        written.addAll(items);
    }

    @Override
    public WriteCapacity writeCapacity() {
        return table.writeCapacity();
    }

    @Override
    public boolean replace(Item item, long expectedRevision) {
        if (isCutOff()) {
            throw new TableUnavailableException("The table is cut off.", null);
        }
        boolean replaced = table.replace(item, expectedRevision);
        if (losesAnswerOf.equals(item.key())) {
            losesAnswerOf = "";
            return table.replace(item, expectedRevision);
        }
        return replaced;
    }

    @Override
    public void close() {
        table.close();
    }
}
