package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.ByteWords;

/**
 * How the fields of a line begin, by their place in it: a comma or the first brace, the name, a colon, blanks between. Most lines have
 * the same in the same order as the line before, and to compare three words is faster than to look for the end of a name and then
 * for its meaning. Not thread-safe.
 */
final class FieldNames {
    /** The field is not the one that the line before had in this place. */
    static final int OTHER = -1;

    private static final int MOST_FIELDS = 32;

    /** Three words are a whole beginning. */
    private static final int MOST_BYTES = 3 * Long.BYTES;

    private final Beginning[] beginnings = new Beginning[MOST_FIELDS];

    FieldNames() {
        for (int place = 0; place < MOST_FIELDS; place++) {
            beginnings[place] = new Beginning();
        }
    }

    /** The first eight bytes, the eight after those, and the last eight; where there are fewer, some of them once more. */
    private static final class Beginning {
        private long first;
        private long middle;
        private long last;
        private long mask;
        private int middleAt;
        private int lastAt;
        private int length;
        private int field = OTHER;

        boolean isAt(byte[] bytes, int start) {
            long difference = ByteWords.at(bytes, start) ^ first;
            difference |= ByteWords.at(bytes, start + middleAt) ^ middle;
            difference |= ByteWords.at(bytes, start + lastAt) ^ last;
            return (difference & mask) == 0;
        }

        void set(byte[] bytes, int start, int length) {
            this.length = length;
            mask = length < Long.BYTES ? (1L << (Byte.SIZE * length)) - 1 : -1;
            middleAt = length < 2 * Long.BYTES ? 0 : Long.BYTES;
            lastAt = Math.max(0, length - Long.BYTES);
            first = ByteWords.at(bytes, start);
            middle = ByteWords.at(bytes, start + middleAt);
            last = ByteWords.at(bytes, start + lastAt);
        }
    }

    /**
     * The field that begins here, {@link #OTHER} if it begins otherwise than the one of the line before.
     *
     * @param place the field's place in the line
     * @param end where the line's last byte is
     */
    int next(int place, byte[] bytes, int start, int end) {
        if (place >= MOST_FIELDS) {
            return OTHER;
        }
        Beginning beginning = beginnings[place];
        return start + beginning.length <= end && beginning.isAt(bytes, start) ? beginning.field : OTHER;
    }

    /** How many bytes there are before the value of the field at a place. */
    int length(int place) {
        return beginnings[place].length;
    }

    /** Remembers a beginning with a name that a text can have as it is, unless it is too long or there are too many. */
    void remember(int place, byte[] bytes, int start, int length, int field) {
        if (place >= MOST_FIELDS) {
            return;
        }
        boolean isRemembered = length <= MOST_BYTES && isAscii(bytes, start, length);
        beginnings[place].field = isRemembered ? field : OTHER;
        if (isRemembered) {
            beginnings[place].set(bytes, start, length);
        }
    }

    /** Whoever knows a name again doesn't look whether it is UTF-8. */
    private static boolean isAscii(byte[] bytes, int start, int length) {
        int seen = 0;
        for (int i = start; i < start + length; i++) {
            seen |= bytes[i];
        }
        return seen >= 0;
    }
}
