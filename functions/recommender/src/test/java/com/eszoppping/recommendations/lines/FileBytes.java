package com.eszoppping.recommendations.lines;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** FileBytes for tests, made in memory. */
public final class FileBytes {
    private FileBytes() {}

    /** One gzip member. */
    public static byte[] gzip(String content) {
        return gzip(content.getBytes(StandardCharsets.UTF_8));
    }

    /** One gzip member. */
    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Bytes one behind the other. */
    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A stream like that of a slow connection: a few bytes a read, and it never knows whether there is more. */
    public static InputStream network(byte[] content, int bytesPerRead) {
        return new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, bytesPerRead));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }

    /** A connection that breaks after the content. */
    public static InputStream broken(byte[] content) {
        return new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return orBreak(super.read(into, offset, length));
            }

            @Override
            public int read() throws IOException {
                return orBreak(super.read());
            }

            private static int orBreak(int result) throws IOException {
                if (result < 0) {
                    throw new IOException("Connection reset");
                }
                return result;
            }
        };
    }
}
