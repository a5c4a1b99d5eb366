package com.eszoppping.recommendations.store;

import java.nio.charset.StandardCharsets;

/** Texts as the UTF-8 that a table keeps. */
final class Utf8 {
    private Utf8() {}

    /** How many bytes the text takes as UTF-8; an unpaired surrogate counts as the one byte that replaces it in Java. */
    static int length(String text) {
        int bytes = 0;
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit < 0x80) {
                bytes += 1;
            } else if (unit < 0x800) {
                bytes += 2;
            } else if (startsPair(text, at)) {
                bytes += 4;
                at++;
            } else {
                bytes += Character.isSurrogate(unit) ? 1 : 3;
            }
        }
        return bytes;
    }

    /** Whether UTF-8 can hold the text: every surrogate has its partner. */
    static boolean isWellFormed(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (startsPair(text, at)) {
                at++;
            } else if (Character.isSurrogate(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    /** The text with U+FFFD for each unpaired surrogate; the same text if there is none. */
    static String wellFormed(String text) {
        if (isWellFormed(text)) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(mended::appendCodePoint);
        return mended.toString();
    }

    /** The UTF-8 bytes of a well-formed text. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean startsPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
