package com.eszoppping.recommendations.lines;

import java.util.List;
import java.util.Optional;

/**
 * What became of the lines of a block, or of the rest of a file that is corrupt.
 *
 * @param lines how many lines there are, blank ones included
 * @param blank how many of them are blank
 * @param rejected those that can't be used, in order
 * @param corruption what is wrong with the file from here on
 */
record BlockOutcome(long lines, long blank, List<Rejected> rejected, Optional<String> corruption) {
    /**
     * A line that can't be used.
     *
     * @param line its number in the block, from 1
     * @param text as in {@link RejectedLine}
     */
    record Rejected(long line, RejectReason reason, String text) {}

    /** The file is corrupt from here on. */
    static BlockOutcome corrupt(CorruptGzipException cause) {
        return new BlockOutcome(0, 0, List.of(), Optional.of(cause.getMessage()));
    }
}
