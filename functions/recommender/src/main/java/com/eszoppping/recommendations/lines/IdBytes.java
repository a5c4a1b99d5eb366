package com.eszoppping.recommendations.lines;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The value of an id field, as UTF-8: a part of the line, or of an array that is used again for the next one. An id is a text or a
 * whole number, which stands for the text of its digits; it has 1 to {@value #MAX_BYTES} bytes. Not thread-safe.
 */
public final class IdBytes {
    /** The longest id. */
    public static final int MAX_BYTES = 256;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private enum State {
        ABSENT,
        PRESENT,
        INVALID
    }

    private final byte[] own = new byte[MAX_BYTES + ByteWords.PADDING];
    private byte[] bytes = own;
    private int offset;
    private int length;
    private long whole = UNKNOWN;
    private State state = State.ABSENT;

    /** Forgets the value. */
    public void clear() {
        state = State.ABSENT;
        length = 0;
    }

    /**
     * Takes the value at which the parser stands.
     *
     * @param value a parser at the value's first token
     * @throws IOException as the parser throws it
     */
    public void read(JsonParser value) throws IOException {
        clear();
        JsonToken token = value.currentToken();
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            encode(value.getTextCharacters(), value.getTextOffset(), value.getTextLength());
        } else if (token != JsonToken.VALUE_NULL) {
            state = State.INVALID;
        }
    }

    /**
     * Takes a text.
     *
     * @throws IllegalArgumentException if it is no id
     */
    public void set(String text) {
        clear();
        encode(text.toCharArray(), 0, text.length());
        if (isInvalid()) {
            throw new IllegalArgumentException(
                    "An id has 1 to " + MAX_BYTES + " bytes of UTF-8, but this is '" + text + "'.");
        }
    }

    /**
     * Takes bytes that are an id, without copying them.
     *
     * @param text has at least {@link ByteWords#PADDING} bytes behind the id
     * @param from where it starts
     * @param count from 1 to {@value #MAX_BYTES}
     */
    public void set(byte[] text, int from, int count) {
        set(text, from, count, UNKNOWN);
    }

    /**
     * Takes the same.
     *
     * @param number the number that they are, as {@link #wholeNumber} has it
     */
    public void set(byte[] text, int from, int count, long number) {
        bytes = text;
        offset = from;
        length = count;
        whole = number;
        state = State.PRESENT;
    }

    /**
     * Takes the text of a whole number.
     *
     * @param number from 0
     */
    public void setWholeNumber(long number) {
        int start = MAX_BYTES;
        long rest = number;
        do {
            own[--start] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        set(own, start, MAX_BYTES - start, number);
    }

    /** The number that the id is, as {@link ByteWords#wholeNumber} has it. There must be an id. */
    public long wholeNumber() {
        if (whole == UNKNOWN) {
            whole = ByteWords.wholeNumber(bytes, offset, length);
        }
        return whole;
    }

    /** Whether there is an id. */
    public boolean isPresent() {
        return state == State.PRESENT;
    }

    /** Whether there is a value that is neither null nor an id. */
    public boolean isInvalid() {
        return state == State.INVALID;
    }

    /** The array in which the id is, with at least {@link ByteWords#PADDING} bytes behind it. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes} the id starts. */
    public int offset() {
        return offset;
    }

    /** How many bytes the id has; 0 if there is none. */
    public int length() {
        return length;
    }

    /** The id as text; empty if there is none. */
    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    private void encode(char[] text, int from, int count) {
        bytes = own;
        offset = 0;
        whole = UNKNOWN;
        int at = 0;
        int end = from + count;
        for (int i = from; i < end; i++) {
            int codePoint = text[i];
            if (Character.isHighSurrogate(text[i]) && i + 1 < end && Character.isLowSurrogate(text[i + 1])) {
                codePoint = Character.toCodePoint(text[i], text[++i]);
            }
            int size = utf8Size(codePoint);
            if (isSurrogate(codePoint) || at + size > MAX_BYTES) {
                state = State.INVALID;
                return;
            }
            put(codePoint, size, at);
            at += size;
        }
        length = at;
        state = at == 0 ? State.INVALID : State.PRESENT;
    }

    private void put(int codePoint, int size, int at) {
        if (size == 1) {
            own[at] = (byte) codePoint;
            return;
        }
        int rest = codePoint;
        for (int i = size - 1; i > 0; i--) {
            own[at + i] = (byte) (0x80 | (rest & 0x3f));
            rest >>>= 6;
        }
        own[at] = (byte) ((0xf00 >> size) | rest);
    }

    private static int utf8Size(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
