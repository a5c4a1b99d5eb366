package com.eszoppping.recommendations.lines;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a file into blocks of whole lines, into which it is inflated directly. Gzip is told by its first two bytes. Not thread-safe,
 * but one thread may go on where another stopped.
 */
final class LineBlocks implements Closeable {
    private static final byte[] NOTHING = {};

    private final InputStream content;
    private byte[] unfinished = NOTHING;
    private boolean ended;
    private Optional<CorruptGzipException> corruption = Optional.empty();

    /**
     * @param in plain or gzip; stays open
     * @throws IOException as {@code in} throws it
     */
    LineBlocks(InputStream in) throws IOException {
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
     * Fills a block with the next lines.
     *
     * @return false at the end of the file
     * @throws CorruptGzipException where gzip data is broken; the unfinished line before that is lost
     * @throws IOException as the stream throws it
     */
    boolean read(LineBlock block) throws IOException {
        if (corruption.isPresent()) {
            throw corruption.get();
        }
        block.begin(unfinished);
        unfinished = NOTHING;
        try {
            fill(block);
        } catch (CorruptGzipException e) {
            corruption = Optional.of(e);
            block.cutUnfinishedLine();
            if (block.filled() == 0) {
                throw e;
            }
        }
        return block.filled() > 0;
    }

    private void fill(LineBlock block) throws IOException {
        while (!ended) {
            if (block.room() > 0) {
                readInto(block);
            } else if (block.hasLineFeed()) {
                unfinished = block.cutUnfinishedLine();
                return;
            } else if (!block.grow()) {
                skipToNextLine(block);
                block.markTooLong();
                return;
            }
        }
    }

    private void readInto(LineBlock block) throws IOException {
        int count = content.read(block.bytes(), block.filled(), block.room());
        ended = count <= 0;
        block.filledMore(Math.max(0, count));
    }

    /** Reads over the rest of a line, behind the beginning that is kept. */
    private void skipToNextLine(LineBlock block) throws IOException {
        byte[] bytes = block.bytes();
        int start = RejectedLine.MAX_TEXT_BYTES;
        while (!ended) {
            int count = content.read(bytes, start, bytes.length - start);
            ended = count <= 0;
            for (int i = start; i < start + count; i++) {
                if (bytes[i] == '\n') {
                    unfinished = Arrays.copyOfRange(bytes, i + 1, start + count);
                    return;
                }
            }
        }
    }
}
