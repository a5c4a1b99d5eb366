package com.eszoppping.recommendations.lines;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Some whole lines of a file, one behind the other in an array that is used again for the next ones. A byte order mark and a
 * carriage return are no part of a line. Not thread-safe.
 */
final class LineBlock {
    /** The longest line that is taken whole. */
    static final int MAX_LINE_BYTES = 1 << 20;

    /** Large enough that handing over costs nothing, small enough for a core's own cache. */
    private static final int USUAL_BYTES = 1 << 18;

    private static final int MOST_BYTES = MAX_LINE_BYTES + "\n".length();

    private static final int WORDS_AT_ONCE = 4;

    private byte[] bytes = new byte[USUAL_BYTES + ByteWords.PADDING];
    private int filled;
    private boolean tooLong;

    private int unread;
    private int from;
    private int to;

    /** Empties the block but for the beginning of its first line. */
    void begin(byte[] start) {
        if (start.length > bytes.length - ByteWords.PADDING) {
            bytes = new byte[MOST_BYTES + ByteWords.PADDING]; // another thread's block was larger
        }
        System.arraycopy(start, 0, bytes, 0, start.length);
        filled = start.length;
        unread = 0;
        tooLong = false;
    }

    /** The array; {@link #room} bytes can be put at {@link #filled}. */
    byte[] bytes() {
        return bytes;
    }

    int filled() {
        return filled;
    }

    int room() {
        return bytes.length - ByteWords.PADDING - filled;
    }

    void filledMore(int count) {
        filled += count;
    }

    /** Takes off, and returns, what is behind the last line feed. Without one nothing is left. */
    byte[] cutUnfinishedLine() {
        int end = filled;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        byte[] unfinished = Arrays.copyOfRange(bytes, end, filled);
        filled = end;
        return unfinished;
    }

    boolean hasLineFeed() {
        return endOfLine(0) < filled;
    }

    /**
     * Makes room for more of the one line that fills the block.
     *
     * @return false if that line is longer than any that is taken
     */
    boolean grow() {
        int capacity = bytes.length - ByteWords.PADDING;
        if (capacity == MOST_BYTES) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, Math.min(2 * capacity, MOST_BYTES) + ByteWords.PADDING);
        return true;
    }

    /** Keeps the beginning of the one line that is too long. */
    void markTooLong() {
        tooLong = true;
        filled = RejectedLine.MAX_TEXT_BYTES;
    }

    /** Hands each line that isn't blank to its taker. */
    BlockOutcome take(JsonLinesReader.LineTaker taker) {
        long lines = 0;
        long blank = 0;
        List<BlockOutcome.Rejected> rejected = new ArrayList<>();
        while (next()) {
            lines++;
            Optional<RejectReason> reason = Optional.empty();
            if (tooLong) {
                reason = Optional.of(RejectReason.TOO_LONG);
            } else if (isBlank()) {
                blank++;
            } else {
                reason = taker.take(bytes, from, to);
            }
            if (reason.isPresent()) {
                rejected.add(new BlockOutcome.Rejected(lines, reason.get(), text()));
            }
        }
        return new BlockOutcome(lines, blank, rejected, Optional.empty());
    }

    /**
     * Goes on to the next line.
     *
     * @return false if there is none
     */
    boolean next() {
        if (unread == filled) {
            return false;
        }
        from = unread;
        to = endOfLine(from);
        unread = Math.min(to + 1, filled);
        dropByteOrderMark();
        dropCarriageReturn();
        return true;
    }

    /** The line itself, unless it is one that no taker is handed. */
    Optional<byte[]> line() {
        return tooLong || isBlank() ? Optional.empty() : Optional.of(Arrays.copyOfRange(bytes, from, to));
    }

    /** Where the next line feed is; {@code filled} if there is none. */
    private int endOfLine(int start) {
        int place = start;
        while (place + WORDS_AT_ONCE * Long.BYTES <= filled && !hasLineFeed(place)) {
            place += WORDS_AT_ONCE * Long.BYTES;
        }
        for (; place < filled; place += Long.BYTES) {
            long found = ByteWords.equal(ByteWords.at(bytes, place), '\n');
            if (found != 0) {
                return Math.min(place + ByteWords.countBefore(found), filled);
            }
        }
        return filled;
    }

    /** Whether there is a line feed in the next {@link #WORDS_AT_ONCE} words: one branch for all of them. */
    private boolean hasLineFeed(int place) {
        long found = ByteWords.equal(ByteWords.at(bytes, place), '\n');
        found |= ByteWords.equal(ByteWords.at(bytes, place + Long.BYTES), '\n');
        found |= ByteWords.equal(ByteWords.at(bytes, place + 2 * Long.BYTES), '\n');
        found |= ByteWords.equal(ByteWords.at(bytes, place + 3 * Long.BYTES), '\n');
        return found != 0;
    }

    private boolean isBlank() {
        for (int i = from; i < to; i++) {
            byte character = bytes[i];
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The line's text for people, cut between two characters where it is long. */
    private String text() {
        int end = Math.min(to, from + RejectedLine.MAX_TEXT_BYTES);
        while (end < to && end > from && isContinuationByte(bytes[end])) {
            end--;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private void dropByteOrderMark() {
        if (to - from >= 3
                && (bytes[from] & 0xff) == 0xef
                && (bytes[from + 1] & 0xff) == 0xbb
                && (bytes[from + 2] & 0xff) == 0xbf) {
            from += 3;
        }
    }

    private void dropCarriageReturn() {
        if (to > from && bytes[to - 1] == '\r') {
            to--;
        }
    }

    private static boolean isContinuationByte(byte b) {
        return (b & 0xc0) == 0x80;
    }
}
