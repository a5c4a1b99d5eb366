package com.eszoppping.recommendations.log;

import java.util.BitSet;

/** Finds events that stand in the log more than once. */
final class Duplicates {
    private Duplicates() {}

    /**
     * Marks all but one of the events with the same event id; the first in the order across sessions stays.
     *
     * @param duplicates gets a bit for each event to leave out
     */
    static void markSameEventId(RawEvents events, BitSet duplicates) {
        RawEvents.EventIds ids = events.eventIds();
        int[] entryAt = new int[slotsFor(ids.event.size())];
        for (int entry = 0; entry < ids.event.size(); entry++) {
            int slot = slotOf(entry, ids, entryAt);
            if (entryAt[slot] == 0) {
                entryAt[slot] = entry + 1;
                continue;
            }
            int known = entryAt[slot] - 1;
            boolean isBefore = events.compareAcrossSessions(ids.event.get(entry), ids.event.get(known)) < 0;
            duplicates.set(ids.event.get(isBefore ? known : entry));
            entryAt[slot] = 1 + (isBefore ? entry : known);
        }
    }

    /**
     * Marks all but one of the events that are equal in every field. Threads may do so at the same time.
     *
     * @param order events of one session in their canonical order from {@code from} to {@code to}
     * @param duplicates gets a bit for each event to leave out
     */
    static void markEqual(RawEvents events, int[] order, int from, int to, BitSet duplicates) {
        for (int i = from + 1; i < to; i++) {
            if (events.compareInSession(order[i - 1], order[i]) == 0) {
                synchronized (duplicates) {
                    duplicates.set(order[i]);
                }
            }
        }
    }

    private static int slotsFor(int entries) {
        return entries < 1 << 29 ? Math.max(2, Integer.highestOneBit(entries) << 2) : 1 << 30;
    }

    private static int slotOf(int entry, RawEvents.EventIds ids, int[] entryAt) {
        int slot = (int) ids.low.get(entry) & entryAt.length - 1;
        while (entryAt[slot] != 0 && !ids.areEqual(entry, entryAt[slot] - 1)) {
            slot = slot + 1 & entryAt.length - 1;
        }
        return slot;
    }
}
