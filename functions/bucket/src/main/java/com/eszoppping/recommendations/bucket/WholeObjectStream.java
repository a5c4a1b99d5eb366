package com.eszoppping.recommendations.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The content of an S3 object, to its last byte or to an {@link IOException}: a log that is read short would train on less
 * without a word. The first part comes over the connection that opened the object; if there is more, it is fetched meanwhile,
 * several parts at once.
 */
final class WholeObjectStream extends InputStream {
    private static final int END = -1;

    private final PinnedObject object;
    private final RangeStream firstPart;
    private final Optional<PartsAhead> otherParts;
    private final Optional<ContentChecksum> checksum;
    private Optional<ByteBuffer> part = Optional.empty();
    private long readBytes;
    private boolean closed;

    /** @param content the answer to a request for the whole object */
    WholeObjectStream(PinnedObject object, ResponseInputStream<GetObjectResponse> content, Reading reading) {
        this.object = object;
        this.checksum = ContentChecksum.of(content.response());
        this.firstPart = new RangeStream(object, content, Math.min(object.bytes(), reading.partBytes()), reading);
        this.otherParts =
                object.bytes() > reading.partBytes() ? Optional.of(new PartsAhead(object, reading)) : Optional.empty();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == END ? END : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("The stream of " + object.uri() + " is closed.");
        }
        int read = firstPart.read(buffer, offset, length);
        if (read == END && otherParts.isPresent()) {
            read = readOther(otherParts.get(), buffer, offset, length);
        }
        if (read == END) {
            checkContent();
        } else {
            readBytes += read;
            int arrived = read;
            checksum.ifPresent(whole -> whole.update(buffer, offset, arrived));
        }
        return read;
    }

    private int readOther(PartsAhead parts, byte[] buffer, int offset, int length) throws IOException {
        if (part.isEmpty() || !part.get().hasRemaining()) {
            firstPart.close();
            part = parts.next(part);
        }
        if (part.isEmpty()) {
            return END;
        }
        int read = Math.min(length, part.get().remaining());
        part.get().get(buffer, offset, read);
        return read;
    }

    private void checkContent() throws IOException {
        if (checksum.isPresent() && !checksum.get().isRight()) {
            throw new IOException("What was read of " + object.uri() + ", " + object.progress(readBytes)
                    + ", does not have the checksum that S3 keeps of it.");
        }
    }

    /**
     * What is left of the object, as for a file. What has arrived would not do: {@link java.util.zip.GZIPInputStream}
     * takes 0 for the end, and would drop the members of a gzip file that come after a pause in the network.
     */
    @Override
    public int available() {
        return (int) Math.min(object.bytes() - readBytes, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        otherParts.ifPresent(PartsAhead::close);
        firstPart.close();
    }
}
