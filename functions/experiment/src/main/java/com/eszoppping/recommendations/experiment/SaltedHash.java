package com.eszoppping.recommendations.experiment;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of the UTF-8 bytes of a text. */
final class SaltedHash {
    /** A lone surrogate becomes U+FFFD as in every browser's TextEncoder; Java's default is a question mark. */
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private static final int UNUSED_BITS = Long.SIZE - 52;
    private static final double ONE_OVER_2_TO_52 = 0x1p-52;

    private SaltedHash() {}

    static byte[] of(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(utf8(text));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** The hash as a number evenly spread over (0, 1): its first 52 bits as an integer n, then (n + ½) / 2⁵², which is exact. */
    static double fraction(String text) {
        long bits = ByteBuffer.wrap(of(text)).getLong() >>> UNUSED_BITS;
        return (bits + 0.5) * ONE_OVER_2_TO_52;
    }

    private static ByteBuffer utf8(String text) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .replaceWith(REPLACEMENT)
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("What is malformed was to be replaced in " + text + ".", e);
        }
    }
}
