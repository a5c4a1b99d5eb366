package com.eszoppping.recommendations.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip at its fastest level; the JDK lets only a subclass choose the level. Its header has no time, so equal is equal. */
final class FastGzip extends GZIPOutputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    FastGzip(OutputStream out) throws IOException {
        super(out, BUFFER_BYTES);
        def.setLevel(Deflater.BEST_SPEED);
    }
}
