package com.eszoppping.recommendations.lines;

/**
 * A line that could not be used. Its text may hold personal data and is written nowhere.
 *
 * @param file the file's name as the reader was given it
 * @param line the line's number in the uncompressed file, from 1
 * @param reason why it could not be used
 * @param text the line itself, cut after {@value #MAX_TEXT_BYTES} bytes; for {@link RejectReason#CORRUPT_GZIP} what is
 *     wrong with the file
 */
public record RejectedLine(String file, long line, RejectReason reason, String text) {
    /** How many bytes of a rejected line are kept. */
    public static final int MAX_TEXT_BYTES = 4096;
}
