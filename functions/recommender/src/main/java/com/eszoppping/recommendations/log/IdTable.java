package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.IdBytes;
import java.util.BitSet;
import java.util.function.Predicate;

/**
 * Numbers ids in the order in which they come, from 0. Open addressing over their UTF-8; no object per id. A lookup touches two
 * places: a slot, and the id itself with its number before it.
 */
final class IdTable {
    /** The number of no id. */
    static final int NONE = -1;

    private static final int FIRST_SLOTS = 1 << 10;
    private static final int MAX_SLOTS = 1 << 30;
    private static final int ADDRESS_BITS = 48;
    private static final long ADDRESS = (1L << ADDRESS_BITS) - 1;
    private static final long FREE = 0;
    private static final long[] NO_SLOTS = {};
    private static final long SEED = 0x5e55_1015L;

    private final IdArena arena = new IdArena();
    private final LongColumn addresses = new LongColumn();

    /** The address of the id there, below the highest bits of its hash; {@link #FREE} where there is none. */
    private long[] slots = new long[FIRST_SLOTS];

    /** The address of the id that came last: the events of a session often stand side by side. */
    private long lastAddress = FREE;

    /** The number of an id; {@link #NONE} if it isn't there. */
    int find(IdBytes id) {
        long found = slots[slotOf(id, hash(id))];
        return found == FREE ? NONE : arena.number(found & ADDRESS);
    }

    /** The number of an id, a new one if it isn't there yet; {@link #NONE} where there is no id. */
    int intern(IdBytes id) {
        if (!id.isPresent()) {
            return NONE;
        }
        if (lastAddress == FREE || !arena.equals(lastAddress, id)) {
            long hash = hash(id);
            int slot = slotOf(id, hash);
            if (slots[slot] == FREE) {
                add(id, hash, slot);
            } else {
                lastAddress = slots[slot] & ADDRESS;
            }
        }
        return arena.number(lastAddress);
    }

    /**
     * Takes all ids of another table.
     *
     * @return the number here of each number there
     */
    int[] takeOver(IdTable other) {
        int[] numbers = new int[other.size()];
        IdBytes id = new IdBytes();
        for (int number = 0; number < numbers.length; number++) {
            other.arena.read(other.addresses.get(number), id);
            numbers[number] = intern(id);
        }
        return numbers;
    }

    int size() {
        return addresses.size();
    }

    /** Compares two ids by the code points of their text; {@link #NONE} comes last. */
    int compare(int a, int b) {
        if (a == b) {
            return 0;
        }
        if (a == NONE || b == NONE) {
            return a == NONE ? 1 : -1;
        }
        return arena.compare(addresses.get(a), addresses.get(b));
    }

    /** The ids with the given numbers, in that order. */
    IdList list(int[] numbers) {
        return new IdList(numbers.length, (id, i) -> arena.read(addresses.get(numbers[i]), id));
    }

    /** Gives up finding ids, for the memory that it takes; their numbers stay. */
    void close() {
        slots = NO_SLOTS;
    }

    /** The numbers of the ids that a test holds of. */
    BitSet matching(Predicate<String> test) {
        BitSet numbers = new BitSet();
        for (int number = 0; number < size(); number++) {
            if (test.test(arena.text(addresses.get(number)))) {
                numbers.set(number);
            }
        }
        return numbers;
    }

    private void add(IdBytes id, long hash, int slot) {
        lastAddress = arena.add(id, size());
        addresses.add(lastAddress);
        slots[slot] = lastAddress | (hash & ~ADDRESS);
        if (size() > slots.length / 4 * 3) {
            grow();
        }
    }

    private void grow() {
        if (slots.length == MAX_SLOTS) {
            throw new IllegalStateException("A log has at most " + MAX_SLOTS / 4 * 3 + " different ids of one kind.");
        }
        int twice = 2 * slots.length;
        slots = NO_SLOTS; // so that they can be freed before there are more
        slots = new long[twice];
        IdBytes id = new IdBytes();
        for (int number = 0; number < size(); number++) {
            long address = addresses.get(number);
            arena.read(address, id);
            long hash = hash(id);
            int slot = (int) hash & (slots.length - 1);
            while (slots[slot] != FREE) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = address | (hash & ~ADDRESS);
        }
    }

    /** The slot of an id, or the free one where it would go. */
    private int slotOf(IdBytes id, long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != FREE && !is(slots[slot], id, hash)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean is(long slot, IdBytes id, long hash) {
        return (slot ^ hash) >>> ADDRESS_BITS == 0 && arena.equals(slot & ADDRESS, id);
    }

    private static long hash(IdBytes id) {
        return ByteHash.hash(id, SEED);
    }
}
