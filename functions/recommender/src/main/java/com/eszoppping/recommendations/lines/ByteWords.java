package com.eszoppping.recommendations.lines;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Bytes looked at eight at a time, as one word whose lowest byte is the first. What is found in a word is told by the high bits of
 * its bytes; only the lowest of them is sure to be right (Warren, Hacker's Delight, 6-1: the borrow runs upwards).
 */
public final class ByteWords {
    /** How many bytes behind the last one an array needs, so that a word can be read at each. */
    public static final int PADDING = Long.BYTES;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;

    /** The highest bit of each byte. */
    public static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final long LOW_BITS = ~HIGH_BITS;
    private static final long ZERO_DIGITS = '0' * ONES;
    private static final long DIGIT_OVERFLOW = (0x80 - 10) * ONES;

    private ByteWords() {}

    /** The word of the eight bytes from a place on. */
    public static long at(byte[] bytes, int index) {
        return (long) WORDS.get(bytes, index);
    }

    /** The word of the first eight bytes of an ASCII text. */
    public static long of(String text) {
        return at(text.getBytes(StandardCharsets.US_ASCII), 0);
    }

    /** Where a byte may be equal to a character. */
    public static long equal(long word, char character) {
        long zeroWhereEqual = word ^ character * ONES;
        return zeroWhereEqual - ONES & ~zeroWhereEqual & HIGH_BITS;
    }

    /** Where a byte may be below a character of ASCII. */
    public static long below(long word, char character) {
        return word - character * ONES & ~word & HIGH_BITS;
    }

    /** Where a byte is not an ASCII digit; each bit is right. */
    public static long notDigits(long word) {
        long digits = word ^ ZERO_DIGITS;
        return ((digits & LOW_BITS) + DIGIT_OVERFLOW | digits) & HIGH_BITS;
    }

    /** How many bytes are before the first that was found; eight if none was. */
    public static int countBefore(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }
}
