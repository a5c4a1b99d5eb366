package com.eszoppping.recommendations.experiment;

import java.nio.ByteBuffer;

/**
 * Which ids were there before, by 128 bits of their SHA-256: enough never to meet twice by chance, and 16 bytes instead of a
 * text for each. Open addressing with linear probing.
 */
final class SeenIds {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final double MOST_FILLED = 0.6;

    /** Two in a row for each id; both 0 where there is none. */
    private long[] slots = new long[2 * FIRST_CAPACITY];

    private int size;

    /** Adds an id and says whether it is new. */
    boolean add(String id) {
        ByteBuffer hash = ByteBuffer.wrap(SaltedHash.of(id));
        // The hash of no text is all zeros in practice; the bit makes sure that none looks like an empty slot.
        boolean isNew = add(hash.getLong() | 1, hash.getLong());
        if (isNew && ++size > MOST_FILLED * slots.length / 2) {
            grow();
        }
        return isNew;
    }

    int size() {
        return size;
    }

    private boolean add(long high, long low) {
        int mask = slots.length - 1;
        int at = (int) (low << 1) & mask;
        while (slots[at] != 0) {
            if (slots[at] == high && slots[at + 1] == low) {
                return false;
            }
            at = at + 2 & mask;
        }
        slots[at] = high;
        slots[at + 1] = low;
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        for (int at = 0; at < old.length; at += 2) {
            if (old[at] != 0) {
                add(old[at], old[at + 1]);
            }
        }
    }
}
