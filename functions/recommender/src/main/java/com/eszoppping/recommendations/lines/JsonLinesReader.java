package com.eszoppping.recommendations.lines;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads files of JSON Lines and keeps count of what became of every line. Files may be plain, gzip or multi-member gzip, with or
 * without a final newline. Its methods are called by one thread.
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
         * Takes the line {@code bytes[from, to)}; the array is reused for the next one. It has at least
         * {@link ByteWords#PADDING} bytes behind the line.
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
        read(List.of(new LinesFile(file, () -> keptOpen(in))), List.of(taker), () -> {});
    }

    /**
     * Reads files to their ends, as if one after the other, with several threads. The rejected lines of a file come in order;
     * those of other files may be between them.
     *
     * @param takers one for each thread, which gives it any of the lines, those of a file in any order
     * @param afterLines is run by each thread now and then
     * @throws IOException as one of the files throws it; some of the lines were taken then
     */
    public void read(List<LinesFile> files, List<LineTaker> takers, Runnable afterLines) throws IOException {
        new ParallelReading(this, files, takers, afterLines).run();
    }

    private static InputStream keptOpen(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public void close() {
                // It is the caller's.
            }
        };
    }

    /** What became of the lines so far. */
    public synchronized LineCounts counts() {
        return new LineCounts(lines, blank, rejected, corruptFiles);
    }

    /** Adds what became of the lines after the first {@code before} of a file. */
    synchronized void add(String file, long before, BlockOutcome outcome) {
        lines += outcome.lines();
        blank += outcome.blank();
        for (BlockOutcome.Rejected line : outcome.rejected()) {
            rejected.merge(line.reason(), 1L, Long::sum);
            rejectedLines.reject(new RejectedLine(file, before + line.line(), line.reason(), line.text()));
        }
        outcome.corruption().ifPresent(sentence -> {
            corruptFiles++;
            rejectedLines.reject(new RejectedLine(file, before + 1, RejectReason.CORRUPT_GZIP, sentence));
        });
    }
}
