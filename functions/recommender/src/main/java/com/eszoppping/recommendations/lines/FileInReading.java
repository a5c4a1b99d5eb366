package com.eszoppping.recommendations.lines;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * A file while it is read. One thread at a time reads a block of it; what became of the blocks may be told in any order and is
 * added up in the file's, so that each rejected line has its number.
 */
final class FileInReading implements Closeable {
    private final LinesFile file;
    private final JsonLinesReader reader;
    private InputStream in;
    private LineBlocks blocks;
    private long begun;

    // Guarded by this.
    private final Map<Long, BlockOutcome> waiting = new HashMap<>();
    private long settled;
    private long lines;

    FileInReading(LinesFile file, JsonLinesReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Fills a block with the next lines. A corrupt file ends where it is corrupt.
     *
     * @return the block's number, which is to be settled; negative at the end of the file
     */
    long read(LineBlock block) throws IOException {
        if (blocks == null) {
            in = file.opening().open();
            blocks = new LineBlocks(in);
        }
        try {
            return blocks.read(block) ? begun++ : -1;
        } catch (CorruptGzipException e) {
            settle(begun++, BlockOutcome.corrupt(e));
            return -1;
        }
    }

    /** Tells what became of a block. */
    synchronized void settle(long number, BlockOutcome outcome) {
        waiting.put(number, outcome);
        for (BlockOutcome next = waiting.remove(settled); next != null; next = waiting.remove(settled)) {
            reader.add(file.name(), lines, next);
            lines += next.lines();
            settled++;
        }
    }

    /** How many blocks wait until one before them is settled. */
    synchronized int waiting() {
        return waiting.size();
    }

    @Override
    public void close() throws IOException {
        try (InputStream closed = in) {
            if (blocks != null) {
                blocks.close();
            }
        }
    }
}
