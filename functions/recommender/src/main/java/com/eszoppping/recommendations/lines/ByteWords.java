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

    /** The most digits of which every number fits a long. */
    private static final int MOST_DIGITS = 18;

    private static final long EIGHT_DIGITS = 100_000_000;
    private static final long PAIRS = 0x0000_00ff_0000_00ffL;
    private static final long HUNDREDS = 100 + (1_000_000L << 32);
    private static final long UNITS = 1 + (10_000L << 32);

    /** What is said of a text that is no whole number. */
    public static final long NO_NUMBER = -1;

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

    /** Where a byte may be what ends a JSON text, or can't be in one as it is: a quote, a backslash, a control character. */
    public static long notInText(long word) {
        long quotes = (word ^ '"' * ONES) - ONES;
        long backslashes = (word ^ '\\' * ONES) - ONES;
        return (quotes | backslashes | word - ' ' * ONES) & ~word & HIGH_BITS;
    }

    /** Where a byte is not an ASCII digit; each bit is right. */
    public static long notDigits(long word) {
        long digits = word ^ ZERO_DIGITS;
        return ((digits & LOW_BITS) + DIGIT_OVERFLOW | digits) & HIGH_BITS;
    }

    /**
     * The number that a text is, if nothing else is written for that number: digits only, no more than 18, no zero before others;
     * otherwise {@link #NO_NUMBER}.
     *
     * @param length from 1
     */
    public static long wholeNumber(byte[] bytes, int from, int length) {
        if (length > MOST_DIGITS || (bytes[from] == '0' && length > 1)) {
            return NO_NUMBER;
        }
        long number = 0;
        int count = (length - 1) % Long.BYTES + 1; // first what is not a whole word
        for (int at = from; at < from + length; at += count, count = Long.BYTES) {
            long word = at(bytes, at);
            if (countBefore(notDigits(word)) < count) {
                return NO_NUMBER;
            }
            number = number * EIGHT_DIGITS + numberOf(word, count);
        }
        return number;
    }

    /**
     * The number that the first digits of a word are, with any zeros before others.
     *
     * @param count from 1 to 8
     */
    public static long numberOf(long word, int count) {
        return ofEightDigits((word ^ ZERO_DIGITS) << (Byte.SIZE * (Long.BYTES - count)));
    }

    /** By pairs, then fours, then all (Lemire's parse_eight_digits_unrolled). */
    private static long ofEightDigits(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        return ((pairs & PAIRS) * HUNDREDS + (pairs >>> 16 & PAIRS) * UNITS) >>> 32;
    }

    /** How many bytes are before the first that was found; eight if none was. */
    public static int countBefore(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }
}
