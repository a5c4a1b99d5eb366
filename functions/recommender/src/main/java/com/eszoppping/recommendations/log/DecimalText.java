package com.eszoppping.recommendations.log;

import java.nio.charset.StandardCharsets;

/** Whole numbers, not negative and of at most 18 digits, as the texts of their digits. */
final class DecimalText {
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private DecimalText() {}

    /** Compares two numbers by their texts: 10 comes before 9, and 1 before 10. */
    static int compare(long a, long b) {
        int digitsA = digits(a);
        int digitsB = digits(b);
        // With zeros behind the shorter one, only their digits are compared.
        int byDigits = digitsA < digitsB
                ? Long.compare(a * POWERS[digitsB - digitsA], b)
                : Long.compare(a, b * POWERS[digitsA - digitsB]);
        return byDigits != 0 ? byDigits : Integer.compare(digitsA, digitsB);
    }

    /** The text of a number, in ASCII. */
    static byte[] of(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static int digits(long number) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(number | 1);
        int atLeast = (bits * 1_233) >>> 12; // log10(2) is 0.30103
        return atLeast + (number >= POWERS[atLeast] ? 1 : 0);
    }
}
