package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.lines.JsonLinesReader;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.lines.RejectedLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads session files line by line for a log that is put together in parts: it hands out the usable lines, each with what ties it to
 * others. A part that gets all lines that are tied to each other, in any order, is read by an {@link EventLogBuilder} of its own,
 * and {@link LogPart#union} makes of all parts the log that one builder would have made of all files. Not thread-safe.
 */
public final class SessionLines {
    /** The field by which a mended line says for which one it stands. It makes no difference to the event. */
    public static final String REPLAYED_FROM = "replayed_from";

    private final TimeRange range;
    private final JsonLinesReader reader;
    private final Catalogue catalogue;
    private final EventLineParser parser = new EventLineParser();
    private final EventLine line = new EventLine();
    private final LineTies ties = new LineTies(line);
    private long unknownEventTypes;
    private long unknownFields;
    private long outsideRange;

    /**
     * @param catalogue lines about products that it doesn't have are rejected
     * @param range lines outside are counted and left out
     * @param rejected where the lines go that can't be used
     */
    public SessionLines(Catalogue catalogue, TimeRange range, RejectedLines rejected) {
        this.catalogue = catalogue;
        this.range = range;
        this.reader = new JsonLinesReader(rejected);
    }

    /** Takes usable lines. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes the line {@code bytes[from, to)}; all arguments are used again for the next one.
         *
         * @param ties what ties the line to others
         */
        void take(byte[] bytes, int from, int to, LineTies ties);
    }

    /**
     * Reads a file of events.
     *
     * @param file the name to use for rejected lines
     * @param in JSON Lines, plain or gzip; stays open
     * @throws IOException as {@code in} throws it; broken gzip data is no failure but ends the file
     */
    public void read(String file, InputStream in, Taker taker) throws IOException {
        reader.read(file, in, (bytes, from, to) -> {
            Optional<RejectReason> reason = parser.parse(bytes, from, to, line);
            return reason.isPresent() ? reason : take(bytes, from, to, taker);
        });
    }

    private Optional<RejectReason> take(byte[] bytes, int from, int to, Taker taker) {
        unknownFields += line.unknownFields;
        if (line.kind == EventLine.Kind.UNKNOWN) {
            unknownEventTypes++;
        } else if (catalogue.indexOf(line.product.toString()).isEmpty()) {
            return Optional.of(RejectReason.UNKNOWN_PRODUCT);
        } else if (range.contains(line.time.epochMillis())) {
            taker.take(bytes, from, to, ties);
        } else {
            outsideRange++;
        }
        return Optional.empty();
    }

    /** What became of the lines so far, without what only shows when they are put together. */
    public LogQuality quality() {
        return new LogQuality(reader.counts(), 0, unknownEventTypes, outsideRange, 0, 0, 0, 0, 0, 0, unknownFields);
    }
}
