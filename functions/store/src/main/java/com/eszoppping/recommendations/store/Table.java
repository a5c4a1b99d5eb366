package com.eszoppping.recommendations.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The seam between versions and the place where they are kept: a table of items, each found by its key alone. Nothing
 * here scans or queries. Implementations are safe for use by many threads; each passes {@code TableContract} and
 * {@code VersionsContract}.
 */
public interface Table extends AutoCloseable {
    /** How many keys one round trip can read. */
    int KEYS_PER_ROUND_TRIP = 100;

    /**
     * Reads items by key, as they were at most a moment ago. Takes one round trip for each started
     * {@value #KEYS_PER_ROUND_TRIP} keys; keys that come twice are read once.
     *
     * @return the items that exist, by key
     * @throws TableUnavailableException if the table does not answer in time
     */
    Map<String, Item> read(Collection<String> keys);

    /**
     * Reads one item and sees every write that was acknowledged before.
     *
     * @throws TableUnavailableException if the table does not answer in time
     */
    Optional<Item> readLatest(String key);

    /**
     * Like {@link #read}, and sees every write that was acknowledged before.
     *
     * @return the items that exist, by key
     * @throws TableUnavailableException if the table does not answer in time
     */
    Map<String, Item> readLatest(Collection<String> keys);

    /**
     * Writes items, replacing those with the same key, and returns when all are stored. What the table puts off is sent
     * again, with pauses that grow and vary. Who has many writes several batches of {@link #writeCapacity} at once.
     *
     * @param items any number of items, no key twice
     * @param deadline looked at before each batch
     * @throws DeadlineReachedException if the rest would not be stored in time
     * @throws TableUnavailableException if the table goes on refusing
     */
    void write(List<Item> items, Deadline deadline);

    /** How it is best written when there is much to write, and how fast it can be; {@link #write} itself keeps to that. */
    WriteCapacity writeCapacity();

    /**
     * Writes one item if the stored one has the expected revision, atomically. This is the only conditional write.
     * An item that {@link #write} stored with revision 0 counts as one that is not there yet.
     *
     * @param item the new item; its {@link Item#revision()} must be {@code expectedRevision + 1}
     * @param expectedRevision 0 if no item with a revision may be there yet
     * @return whether the item was written; false means that somebody else was faster
     */
    boolean replace(Item item, long expectedRevision);

    @Override
    void close();
}
