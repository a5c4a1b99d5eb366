package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.IdBytes;
import java.util.BitSet;
import java.util.function.Predicate;

/** Numbers ids in the order in which they come, from 0. Open addressing over their UTF-8; no object per id. */
final class IdTable {
    /** The number of no id. */
    static final int NONE = -1;

    private static final int FIRST_SLOTS = 1 << 10;
    private static final int MAX_SLOTS = 1 << 30;
    private static final long SEED = 0x5e55_1015L;

    private final IdArena arena = new IdArena();
    private final LongColumn addresses = new LongColumn();
    private final IntColumn hashes = new IntColumn();

    /** The number, plus one, of the id there; 0 where the slot is free. */
    private int[] slots = new int[FIRST_SLOTS];

    /** The number of an id; {@link #NONE} if it isn't there. */
    int find(IdBytes id) {
        return slots[slotOf(id, hash(id))] - 1;
    }

    /** The number of an id, a new one if it isn't there yet; {@link #NONE} where there is no id. */
    int intern(IdBytes id) {
        if (!id.isPresent()) {
            return NONE;
        }
        int hash = hash(id);
        int slot = slotOf(id, hash);
        return slots[slot] == 0 ? add(id, hash, slot) : slots[slot] - 1;
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
            int hash = other.hashes.get(number);
            int slot = slotOf(id, hash);
            numbers[number] = slots[slot] == 0 ? add(id, hash, slot) : slots[slot] - 1;
        }
        return numbers;
    }

    int size() {
        return hashes.size();
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

    /** The ids with the given numbers, in that order, without what the table needs to find them. */
    IdList list(int[] numbers) {
        long[] listed = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            listed[i] = addresses.get(numbers[i]);
        }
        return new IdList(arena, listed);
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

    private int add(IdBytes id, int hash, int slot) {
        int number = size();
        addresses.add(arena.add(id.bytes(), id.offset(), id.length()));
        hashes.add(hash);
        slots[slot] = number + 1;
        if (2 * size() > slots.length) {
            grow();
        }
        return number;
    }

    private void grow() {
        if (slots.length == MAX_SLOTS) {
            throw new IllegalStateException("A log has at most " + MAX_SLOTS / 2 + " different ids of one kind.");
        }
        slots = new int[2 * slots.length];
        for (int number = 0; number < size(); number++) {
            int slot = hashes.get(number) & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = number + 1;
        }
    }

    /** The slot of an id, or the free one where it would go. */
    private int slotOf(IdBytes id, int hash) {
        int slot = hash & slots.length - 1;
        while (slots[slot] != 0 && !is(slots[slot] - 1, id, hash)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private boolean is(int number, IdBytes id, int hash) {
        return hashes.get(number) == hash && arena.equals(addresses.get(number), id.bytes(), id.offset(), id.length());
    }

    private static int hash(IdBytes id) {
        return (int) ByteHash.hash(id, SEED);
    }
}
