package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.IdBytes;

/**
 * Finds texts in an arena by open addressing over their UTF-8. A lookup touches two places: a slot, and the text itself with its number
 * before it.
 */
final class TextSlots {
    private static final int FIRST_SLOTS = 1 << 10;
    private static final int ADDRESS_BITS = 48;
    private static final long ADDRESS = (1L << ADDRESS_BITS) - 1;
    private static final long FREE = 0;
    private static final long[] NO_SLOTS = {};
    private static final long SEED = 0x5e55_1015L;

    private final IdArena arena;

    /** The address of the text there, below the highest bits of its hash; {@link #FREE} where there is none. */
    private long[] slots = new long[FIRST_SLOTS];

    private int used;

    /** The address of the text that came last: the events of a session often stand side by side. */
    private long lastAddress = FREE;

    TextSlots(IdArena arena) {
        this.arena = arena;
    }

    /** The number of a text; {@link IdTable#NONE} if it isn't there. */
    int find(IdBytes text) {
        long found = slots[slotOf(text, hash(text))];
        return found == FREE ? IdTable.NONE : arena.number(found & ADDRESS);
    }

    /**
     * Finds a text, or puts it into the arena.
     *
     * @param next its number if it isn't there yet
     * @return its address
     */
    long intern(IdBytes text, int next) {
        if (lastAddress == FREE || !arena.equals(lastAddress, text)) {
            long hash = hash(text);
            int slot = slotOf(text, hash);
            if (slots[slot] == FREE) {
                lastAddress = arena.add(text, next);
                slots[slot] = lastAddress | (hash & ~ADDRESS);
                growWhenFull();
            } else {
                lastAddress = slots[slot] & ADDRESS;
            }
        }
        return lastAddress;
    }

    /** Gives up finding, for the memory that it takes. */
    void close() {
        slots = NO_SLOTS;
    }

    private void growWhenFull() {
        if (++used <= slots.length / 4 * 3) {
            return;
        }
        long[] before = slots;
        slots = new long[IdTable.twice(before.length)];
        IdBytes text = new IdBytes();
        for (long entry : before) {
            if (entry != FREE) {
                arena.read(entry & ADDRESS, text);
                int slot = (int) hash(text) & (slots.length - 1);
                while (slots[slot] != FREE) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = entry;
            }
        }
    }

    /** The slot of a text, or the free one where it would go. */
    private int slotOf(IdBytes text, long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != FREE && !is(slots[slot], text, hash)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean is(long slot, IdBytes text, long hash) {
        return (slot ^ hash) >>> ADDRESS_BITS == 0 && arena.equals(slot & ADDRESS, text);
    }

    private static long hash(IdBytes text) {
        return ByteHash.hash(text, SEED);
    }
}
