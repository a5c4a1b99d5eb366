package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.ByteWords;
import com.eszoppping.recommendations.lines.IdBytes;
import java.util.BitSet;
import java.util.function.Predicate;

/**
 * Numbers ids in the order in which they come, from 0. Most shops count theirs: ids that are whole numbers are kept as such, others
 * as their UTF-8; no object per id.
 */
final class IdTable {
    /** The number of no id. */
    static final int NONE = -1;

    static final int MAX_SLOTS = 1 << 30;

    /** Each id: the whole number that it is, or the complement of the address of its text. */
    private final LongColumn ids = new LongColumn();

    private final WholeNumberSlots wholeNumbers = new WholeNumberSlots(ids);
    private final IdArena texts = new IdArena();
    private final TextSlots textSlots = new TextSlots(texts);

    /** The number of an id; {@link #NONE} if it isn't there. */
    int find(IdBytes id) {
        long whole = id.wholeNumber();
        return whole == ByteWords.NO_NUMBER ? textSlots.find(id) : wholeNumbers.find(whole);
    }

    /** The number of an id, a new one if it isn't there yet; {@link #NONE} where there is no id. */
    int intern(IdBytes id) {
        if (!id.isPresent()) {
            return NONE;
        }
        long whole = id.wholeNumber();
        return whole == ByteWords.NO_NUMBER ? internText(id) : wholeNumbers.intern(whole);
    }

    private int internText(IdBytes id) {
        int next = size();
        long address = textSlots.intern(id, next);
        int number = texts.number(address);
        if (number == next) {
            ids.add(~address);
        }
        return number;
    }

    /**
     * Takes all ids of another table, which is closed.
     *
     * @return the number here of each number there
     */
    int[] takeOver(IdTable other) {
        other.close();
        int[] numbers = new int[other.size()];
        IdBytes id = new IdBytes();
        for (int number = 0; number < numbers.length; number++) {
            long whole = other.ids.get(number);
            if (whole >= 0) {
                numbers[number] = wholeNumbers.intern(whole);
            } else {
                other.texts.read(~whole, id);
                numbers[number] = internText(id);
            }
        }
        return numbers;
    }

    int size() {
        return ids.size();
    }

    /** Compares two ids by the code points of their text; {@link #NONE} comes last. */
    int compare(int a, int b) {
        if (a == b) {
            return 0;
        }
        if (a == NONE || b == NONE) {
            return a == NONE ? 1 : -1;
        }
        long idA = ids.get(a);
        long idB = ids.get(b);
        if (idA >= 0 && idB >= 0) {
            return DecimalText.compare(idA, idB);
        }
        return compareTexts(idA, idB);
    }

    private int compareTexts(long a, long b) {
        if (a < 0 && b < 0) {
            return texts.compare(~a, ~b);
        }
        return a < 0 ? texts.compare(~a, DecimalText.of(b)) : -texts.compare(~b, DecimalText.of(a));
    }

    /** The ids with the given numbers, in that order. */
    IdList list(int[] numbers) {
        return new IdList(numbers.length, (id, i) -> read(numbers[i], id));
    }

    private void read(int number, IdBytes id) {
        long whole = ids.get(number);
        if (whole >= 0) {
            id.setWholeNumber(whole);
        } else {
            texts.read(~whole, id);
        }
    }

    /** Gives up finding ids, for the memory that it takes; their numbers stay. */
    void close() {
        wholeNumbers.close();
        textSlots.close();
    }

    /** The number of slots after so many, three of four of which are used. */
    static int twice(int slots) {
        if (slots == MAX_SLOTS) {
            throw new IllegalStateException("A log has at most " + MAX_SLOTS / 4 * 3 + " different ids of one kind.");
        }
        return 2 * slots;
    }

    /** The numbers of the ids that a test holds of. */
    BitSet matching(Predicate<String> test) {
        BitSet numbers = new BitSet();
        IdBytes id = new IdBytes();
        for (int number = 0; number < size(); number++) {
            read(number, id);
            if (test.test(id.toString())) {
                numbers.set(number);
            }
        }
        return numbers;
    }
}
