package com.eszoppping.recommendations.bucket;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The content of an S3 object, to its last byte or to an {@link IOException}. A connection that is cut looks like the
 * end of the file to the JDK's HTTP client; a log that is read short would train on less without a word.
 */
final class WholeObjectStream extends InputStream {
    private static final int END = -1;

    private final ResponseInputStream<GetObjectResponse> content;
    private final String uri;
    private final long expectedBytes;
    private long readBytes;
    private boolean atEnd;

    WholeObjectStream(ResponseInputStream<GetObjectResponse> content, String uri) {
        this.content = content;
        this.uri = uri;
        this.expectedBytes = content.response().contentLength();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == END ? END : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = content.read(buffer, offset, length);
        } catch (IOException | SdkException e) {
            // The SDK's own check of the content's checksum throws the latter.
            throw new IOException("Reading " + uri + " failed after " + progress() + ": " + e.getMessage(), e);
        }
        if (read == END) {
            atEnd = true;
            checkComplete();
        } else {
            readBytes += read;
        }
        return read;
    }

    private void checkComplete() throws IOException {
        if (readBytes != expectedBytes) {
            throw new IOException("The connection to " + uri + " ended after " + progress() + ".");
        }
    }

    private String progress() {
        return readBytes + " of " + expectedBytes + " bytes";
    }

    /**
     * What is left of the object, as for a file. What has arrived would not do: {@link java.util.zip.GZIPInputStream}
     * takes 0 for the end, and would drop the members of a gzip file that come after a pause in the network.
     */
    @Override
    public int available() {
        return (int) Math.min(expectedBytes - readBytes, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        if (!atEnd) {
            // Else the client would read the rest of the object before it lets go of the connection.
            content.abort();
        }
        content.close();
    }
}
