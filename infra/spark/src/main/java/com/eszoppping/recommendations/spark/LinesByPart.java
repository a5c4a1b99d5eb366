package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.bucket.OpenBucket;
import com.eszoppping.recommendations.log.SessionLines;
import com.eszoppping.recommendations.log.TiedSessions;
import com.eszoppping.recommendations.log.TimeRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import scala.Tuple2;

/** A file's usable lines, sorted into the parts that put them together. A task holds the lines of one file. */
final class LinesByPart {
    private LinesByPart() {}

    /** For each part, JSON Lines. */
    static Iterator<Tuple2<Integer, byte[]>> of(
            String file, OpenBucket bucket, ProductIds products, TimeRange range, TiedSessions tied, int parts)
            throws IOException {
        Map<Integer, ByteArrayOutputStream> linesOfParts = new TreeMap<>();
        SessionLines lines = new SessionLines(products.catalogue(), range, rejected -> {});
        try (InputStream in = bucket.open().open(file)) {
            lines.read(file, in, (bytes, from, to, ties) -> {
                int part = Math.floorMod(tied.first(ties.session()), parts);
                ByteArrayOutputStream linesOfPart =
                        linesOfParts.computeIfAbsent(part, unknown -> new ByteArrayOutputStream());
                linesOfPart.write(bytes, from, to - from);
                linesOfPart.write('\n');
            });
        }
        return linesOfParts.entrySet().stream()
                .map(part -> new Tuple2<>(part.getKey(), part.getValue().toByteArray()))
                .iterator();
    }
}
