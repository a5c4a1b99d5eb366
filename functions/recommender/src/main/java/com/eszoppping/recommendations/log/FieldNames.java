package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.ByteWords;

/**
 * The names of a line's fields, by their place in it. Most lines have the same in the same order as the line before, and to compare
 * is faster than to look for the end of a name and then for its meaning. Not thread-safe.
 */
final class FieldNames {
    private static final int MOST_FIELDS = 32;

    /** Three words are a whole name. */
    private static final int MOST_BYTES = 3 * Long.BYTES;

    private final long[] starts = new long[MOST_FIELDS];
    private final long[] middles = new long[MOST_FIELDS];
    private final long[] ends = new long[MOST_FIELDS];
    private final int[] lengths = new int[MOST_FIELDS];
    private final int[] fields = new int[MOST_FIELDS];

    /**
     * Whether the name that starts here is known to be the next one, with its quote and a colon behind it.
     *
     * @param place the field's place in the line
     * @param last where the line's last byte is
     */
    boolean isNext(int place, byte[] bytes, int start, int last) {
        if (place >= MOST_FIELDS || lengths[place] == 0) {
            return false;
        }
        int end = start + lengths[place];
        return end + 1 < last
                && bytes[end] == '"'
                && bytes[end + 1] == ':'
                && startOf(bytes, start, lengths[place]) == starts[place]
                && middleOf(bytes, start, lengths[place]) == middles[place]
                && endOf(bytes, start, lengths[place]) == ends[place];
    }

    /** How many bytes the name at a place has. */
    int length(int place) {
        return lengths[place];
    }

    /** The field at a place. */
    int field(int place) {
        return fields[place];
    }

    /** Remembers a name that a text can have as it is, unless it is too long or there are too many. */
    void remember(int place, byte[] bytes, int start, int length, int field) {
        if (place >= MOST_FIELDS) {
            return;
        }
        if (length > MOST_BYTES || !isAscii(bytes, start, length)) {
            lengths[place] = 0;
            return;
        }
        starts[place] = startOf(bytes, start, length);
        middles[place] = middleOf(bytes, start, length);
        ends[place] = endOf(bytes, start, length);
        lengths[place] = length;
        fields[place] = field;
    }

    /** Whoever knows a name again doesn't look whether it is UTF-8. */
    private static boolean isAscii(byte[] bytes, int start, int length) {
        int seen = 0;
        for (int i = start; i < start + length; i++) {
            seen |= bytes[i];
        }
        return seen >= 0;
    }

    /** The first eight bytes; what is behind a shorter name is shifted out. */
    private static long startOf(byte[] bytes, int start, int length) {
        return ByteWords.at(bytes, start) << (Byte.SIZE * Math.max(0, Long.BYTES - length));
    }

    /** The eight bytes after those, of a name that has so many. */
    private static long middleOf(byte[] bytes, int start, int length) {
        return length <= 2 * Long.BYTES ? 0 : ByteWords.at(bytes, start + Long.BYTES);
    }

    /** The last eight bytes; of a shorter name as many as there are. */
    private static long endOf(byte[] bytes, int start, int length) {
        return length < Long.BYTES ? 0 : ByteWords.at(bytes, start + length - Long.BYTES);
    }
}
