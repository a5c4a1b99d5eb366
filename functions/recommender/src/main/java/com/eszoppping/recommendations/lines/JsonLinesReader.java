package com.eszoppping.recommendations.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads files of JSON Lines, one after the other, and keeps count of what became of every line. Files may be plain,
 * gzip or multi-member gzip, with or without a final newline. Not thread-safe.
 */
public final class JsonLinesReader {
    private final RejectedLines rejectedLines;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private long lines;
    private long blank;
    private long corruptFiles;

    /**
     * @param rejectedLines where the lines go that can't be used
     */
    public JsonLinesReader(RejectedLines rejectedLines) {
        this.rejectedLines = rejectedLines;
    }

    /** What is done with each line that isn't blank. */
    @FunctionalInterface
    public interface LineTaker {
        /**
         * Takes the line {@code bytes[from, to)}; the array is reused for the next one.
         *
         * @return why the line can't be used, or nothing if it was taken
         */
        Optional<RejectReason> take(byte[] bytes, int from, int to);
    }

    /**
     * Reads a file to its end. Where its gzip data is broken, the lines before that count, the rest is rejected and
     * the file is done.
     *
     * @param file the name to use for rejected lines
     * @param in the file's bytes; stays open
     * @param taker is given the lines in order
     * @throws IOException as {@code in} throws it
     */
    public void read(String file, InputStream in, LineTaker taker) throws IOException {
        try (LineReader line = new LineReader(file, in)) {
            try {
                while (line.next()) {
                    count(line, taker);
                }
            } catch (CorruptGzipException e) {
                corruptFiles++;
                rejectedLines.reject(line.rejectedRest(e));
            }
        }
    }

    /** What became of the lines so far. */
    public LineCounts counts() {
        return new LineCounts(lines, blank, rejected, corruptFiles);
    }

    private void count(LineReader line, LineTaker taker) {
        lines++;
        if (line.isTooLong()) {
            reject(line, RejectReason.TOO_LONG);
        } else if (line.isBlank()) {
            blank++;
        } else {
            taker.take(line.bytes(), line.from(), line.to()).ifPresent(reason -> reject(line, reason));
        }
    }

    private void reject(LineReader line, RejectReason reason) {
        rejected.merge(reason, 1L, Long::sum);
        rejectedLines.reject(line.rejected(reason));
    }
}
