package com.eszoppping.recommendations.lines;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits a file into lines without turning them into text. Gzip is told by its first two bytes. A byte order mark and
 * a carriage return are no part of a line. Not thread-safe.
 */
final class LineReader implements Closeable {
    /** The longest line that is handed out whole. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int FIRST_BUFFER_BYTES = 1 << 16;
    private static final int LARGEST_BUFFER_BYTES = MAX_LINE_BYTES + "\n".length();

    private final String file;
    private final InputStream content;
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int filled;
    private int unread;

    private long number;
    private int from;
    private int to;
    private boolean tooLong;

    /**
     * @param file the name to use in {@link #rejected}
     * @param in plain or gzip; stays open
     * @throws IOException as {@code in} throws it
     */
    LineReader(String file, InputStream in) throws IOException {
        this.file = file;
        byte[] start = in.readNBytes(2);
        PushbackInputStream whole = new PushbackInputStream(in, 2);
        whole.unread(start);
        boolean gzip = start.length == 2
                && (start[0] & 0xff) == GzipMembers.MAGIC_1
                && (start[1] & 0xff) == GzipMembers.MAGIC_2;
        this.content = gzip ? new GzipMembers(whole) : whole;
    }

    /** Frees the decompressor; the stream given stays open. */
    @Override
    public void close() throws IOException {
        if (content instanceof GzipMembers gzip) {
            gzip.close();
        }
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end of the file
     * @throws CorruptGzipException where gzip data is broken; the unfinished line before that is lost
     * @throws IOException as the stream throws it
     */
    boolean next() throws IOException {
        from = unread;
        tooLong = false;
        int lineFeed = findLineFeed();
        if (lineFeed == filled && from == filled && !tooLong) {
            return false;
        }
        number++;
        to = lineFeed;
        unread = Math.min(lineFeed + 1, filled);
        if (tooLong) {
            skipToNextLine();
        }
        dropByteOrderMark();
        dropCarriageReturn();
        return true;
    }

    /** The array that holds the line; its content is good until {@link #next}. */
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The line's number, from 1. */
    long number() {
        return number;
    }

    /** Whether the line has more than {@link #MAX_LINE_BYTES}; then only its beginning is here. */
    boolean isTooLong() {
        return tooLong;
    }

    boolean isBlank() {
        for (int i = from; i < to; i++) {
            byte character = buffer[i];
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The current line as one that can't be used. */
    RejectedLine rejected(RejectReason reason) {
        int end = Math.min(to, from + RejectedLine.MAX_TEXT_BYTES);
        while (end < to && end > from && isContinuationByte(buffer[end])) {
            end--;
        }
        return new RejectedLine(file, number, reason, new String(buffer, from, end - from, StandardCharsets.UTF_8));
    }

    /** The file from the line after the current one as lost. */
    RejectedLine rejectedRest(CorruptGzipException cause) {
        return new RejectedLine(file, number + 1, RejectReason.CORRUPT_GZIP, cause.getMessage());
    }

    /** Returns where the line ends: at a line feed, or at {@code filled} where the file or the buffer ends before. */
    private int findLineFeed() throws IOException {
        int at = from;
        while (true) {
            while (at < filled) {
                if (buffer[at] == '\n') {
                    return at;
                }
                at++;
            }
            int lengthSoFar = filled - from;
            if (lengthSoFar > MAX_LINE_BYTES) {
                tooLong = true;
                return filled;
            }
            if (!fill()) {
                return filled;
            }
            at = from + lengthSoFar;
        }
    }

    /** Reads more behind the current line, which moves to the front of the buffer. */
    private boolean fill() throws IOException {
        int kept = filled - from;
        if (kept == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, LARGEST_BUFFER_BYTES));
        } else {
            System.arraycopy(buffer, from, buffer, 0, kept);
        }
        from = 0;
        filled = kept;
        int count = content.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, count);
        return count > 0;
    }

    /** Keeps the beginning of a line that is too long and reads over the rest. */
    private void skipToNextLine() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, RejectedLine.MAX_TEXT_BYTES);
        from = 0;
        to = RejectedLine.MAX_TEXT_BYTES;
        while (true) {
            int count = content.read(buffer, to, buffer.length - to);
            filled = to + Math.max(0, count);
            unread = to;
            if (count <= 0) {
                return;
            }
            while (unread < filled) {
                if (buffer[unread++] == '\n') {
                    return;
                }
            }
        }
    }

    private void dropByteOrderMark() {
        if (to - from >= 3
                && (buffer[from] & 0xff) == 0xef
                && (buffer[from + 1] & 0xff) == 0xbb
                && (buffer[from + 2] & 0xff) == 0xbf) {
            from += 3;
        }
    }

    private void dropCarriageReturn() {
        if (to > from && buffer[to - 1] == '\r') {
            to--;
        }
    }

    private static boolean isContinuationByte(byte b) {
        return (b & 0xc0) == 0x80;
    }
}
