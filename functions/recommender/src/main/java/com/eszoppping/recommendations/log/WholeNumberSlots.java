package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.ByteWords;

/**
 * Finds whole numbers in a column, with four bytes a slot. Shops count their ids: while most numbers up to the largest are there, a
 * number is its own slot, and a lookup touches nothing else. Otherwise it is open addressing with eight numbers that follow each
 * other side by side, because what happens at one time has ids that are close.
 */
final class WholeNumberSlots {
    private static final int FIRST_SLOTS = 1 << 10;

    /** A number that is its own slot may cost so many slots, or twice as many where their count is rounded up. */
    private static final int DIRECT_SLOTS_OF_A_NUMBER = 4;

    private static final int GROUP_BITS = 3;
    private static final int IN_GROUP = (1 << GROUP_BITS) - 1;
    private static final int FREE = 0;
    private static final int[] NO_SLOTS = {};

    private final LongColumn numbers;

    /** The place of the number there, plus 1. */
    private int[] slots = new int[FIRST_SLOTS];

    private boolean isDirect = true;
    private int used;
    private long largest;

    private long last = ByteWords.NO_NUMBER;
    private int placeOfLast = IdTable.NONE;

    /**
     * @param numbers also has what is none, which is negative and isn't found
     */
    WholeNumberSlots(LongColumn numbers) {
        this.numbers = numbers;
    }

    /** The place of a number; {@link IdTable#NONE} if it isn't there. */
    int find(long number) {
        if (isDirect) {
            return number < slots.length ? slots[(int) number] - 1 : IdTable.NONE;
        }
        int slot = first(number);
        while (slots[slot] != FREE && numbers.get(slots[slot] - 1) != number) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slots[slot] - 1;
    }

    /** The place of a number, the next one if it isn't there yet. */
    int intern(long number) {
        if (number != last) {
            int place = find(number);
            placeOfLast = place == IdTable.NONE ? add(number) : place;
            last = number;
        }
        return placeOfLast;
    }

    /** Gives up finding, for the memory that it takes. */
    void close() {
        slots = NO_SLOTS;
    }

    private int add(long number) {
        int place = numbers.size();
        numbers.add(number);
        largest = Math.max(largest, number);
        used++;
        if (isDirect ? number >= slots.length : used > slots.length / 4 * 3) {
            rebuild();
        } else {
            put(number, place);
        }
        return place;
    }

    private void rebuild() {
        int length = slots.length;
        slots = NO_SLOTS; // so that they can be freed before there are more
        isDirect = largest < (long) DIRECT_SLOTS_OF_A_NUMBER * used && largest < IdTable.MAX_SLOTS;
        long atLeast = isDirect ? largest + 1 : 2L * used;
        while (length < atLeast) {
            length = IdTable.twice(length);
        }
        slots = new int[length];
        for (int place = 0; place < numbers.size(); place++) {
            long number = numbers.get(place);
            if (number >= 0) {
                put(number, place);
            }
        }
    }

    private void put(long number, int place) {
        int slot = isDirect ? (int) number : first(number);
        while (slots[slot] != FREE) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = place + 1;
    }

    private int first(long number) {
        long group = ByteHash.hash(number >>> GROUP_BITS);
        return (int) ((group << GROUP_BITS) | (number & IN_GROUP)) & (slots.length - 1);
    }
}
