package com.eszoppping.recommendations.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a gzip file of one or more members (RFC 1952).
 *
 * <p>{@link java.util.zip.GZIPInputStream} is not used because it loses data silently: it takes the file for finished
 * where {@code available()} is 0 between two members, as it is on network streams, and it takes any failure in a later
 * member's header for the end, a broken connection included. Here only the end of the stream between two members is
 * the end, a failure of the stream stays what it is, and everything else is a {@link CorruptGzipException}.
 */
final class GzipMembers extends InputStream {
    static final int MAGIC_1 = 0x1f;
    static final int MAGIC_2 = 0x8b;

    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM_FLAG = 2;
    private static final int EXTRA_FIELD_FLAG = 4;
    private static final int NAME_FLAG = 8;
    private static final int COMMENT_FLAG = 16;
    private static final int RESERVED_FLAGS = 0xe0;
    private static final int BYTES_OF_TIME_AND_SYSTEM = 6;
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream compressed;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean inMember;

    /**
     * @param compressed starts with a member's header; stays open
     */
    GzipMembers(InputStream compressed) {
        this.compressed = compressed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Fills at least one byte; what can be read before a corrupt place is always handed out first. */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (inMember || startMember()) {
            int count = inflate(into, offset, length);
            if (count > 0) {
                return count;
            }
            finishMember();
        }
        return -1;
    }

    /** Frees the decompressor; the compressed stream stays open. */
    @Override
    public void close() {
        inflater.end();
    }

    private boolean startMember() throws IOException {
        if (position == limit && !fill()) {
            return false;
        }
        if (nextByte() != MAGIC_1 || nextByte() != MAGIC_2 || nextByte() != DEFLATE) {
            throw new CorruptGzipException("Expected the header of a gzip member or the end of the file.");
        }
        skipRestOfHeader();
        inflater.reset();
        inflater.setInput(buffer, position, limit - position);
        checksum.reset();
        inMember = true;
        return true;
    }

    private void skipRestOfHeader() throws IOException {
        int flags = nextByte();
        if ((flags & RESERVED_FLAGS) != 0) {
            throw new CorruptGzipException("The header of a gzip member has unknown flags: " + flags + ".");
        }
        skip(BYTES_OF_TIME_AND_SYSTEM);
        if ((flags & EXTRA_FIELD_FLAG) != 0) {
            skip(nextByte() | nextByte() << 8);
        }
        if ((flags & NAME_FLAG) != 0) {
            skipThroughZero();
        }
        if ((flags & COMMENT_FLAG) != 0) {
            skipThroughZero();
        }
        if ((flags & HEADER_CHECKSUM_FLAG) != 0) {
            skip(Short.BYTES);
        }
    }

    /** Returns how many bytes were decompressed, 0 at the member's end. */
    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(into, offset, length);
                if (count > 0) {
                    checksum.update(into, offset, count);
                    return count;
                }
                if (inflater.finished()) {
                    return 0;
                }
                refillInflater();
            }
        } catch (DataFormatException e) {
            throw new CorruptGzipException("The compressed data is corrupt: " + e.getMessage() + ".");
        }
    }

    private void refillInflater() throws IOException {
        if (!fill()) {
            throw new CorruptGzipException("The file ends in the middle of a gzip member.");
        }
        inflater.setInput(buffer, position, limit - position);
    }

    private void finishMember() throws IOException {
        position = limit - inflater.getRemaining();
        inMember = false;
        if (nextUnsignedInt() != checksum.getValue()) {
            throw new CorruptGzipException("The checksum of a gzip member is wrong.");
        }
        if (nextUnsignedInt() != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new CorruptGzipException("The length of a gzip member is wrong.");
        }
    }

    private long nextUnsignedInt() throws IOException {
        long low = nextByte() | nextByte() << 8;
        long high = nextByte() | nextByte() << 8;
        return low | high << 16;
    }

    private void skipThroughZero() throws IOException {
        int next = nextByte();
        while (next != 0) {
            next = nextByte();
        }
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            nextByte();
        }
    }

    private int nextByte() throws IOException {
        if (position == limit && !fill()) {
            throw new CorruptGzipException("The file ends in the middle of a gzip member.");
        }
        return buffer[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, compressed.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
