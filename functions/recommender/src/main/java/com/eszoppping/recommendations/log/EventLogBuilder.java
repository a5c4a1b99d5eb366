package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.lines.IdBytes;
import com.eszoppping.recommendations.lines.JsonLinesReader;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.lines.RejectedLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Reads session files into an event log. The order of files and lines makes no difference. While it reads, an event
 * takes about 30 bytes and an id its own bytes and about 30 more. Not thread-safe.
 */
public final class EventLogBuilder {
    /** How many events pass between two calls of the progress listener. */
    static final int EVENTS_PER_PROGRESS = 10_000;

    private final Catalogue catalogue;
    private final TimeRange range;
    private final JsonLinesReader reader;
    private final IdTable products;
    private final EventLineParser parser = new EventLineParser();
    private final EventLine line = new EventLine();
    private final RawEvents raw = new RawEvents();
    private Predicate<String> leftOut = user -> false;
    private long unknownEventTypes;
    private long unknownFields;
    private long outsideRange;

    /**
     * @param catalogue events of products that it doesn't have are rejected
     * @param range events outside are counted and left out
     * @param rejected where the lines go that can't be used
     */
    public EventLogBuilder(Catalogue catalogue, TimeRange range, RejectedLines rejected) {
        this.catalogue = catalogue;
        this.range = range;
        this.reader = new JsonLinesReader(rejected);
        this.products = tableOf(catalogue);
    }

    /**
     * Leaves out all events of some users, and what nobody says who did in sessions in which they were seen. They are counted.
     *
     * @param users says by the id whether somebody is left out; asked once for each user
     */
    public void leaveOut(Predicate<String> users) {
        leftOut = users;
    }

    /**
     * Reads a file of events.
     *
     * @param file the name to use for rejected lines
     * @param in JSON Lines, plain or gzip; stays open
     * @throws IOException as {@code in} throws it; broken gzip data is no failure but ends the file
     */
    public void read(String file, InputStream in) throws IOException {
        read(file, in, events -> {});
    }

    /**
     * Reads a file of events.
     *
     * @param file the name to use for rejected lines
     * @param in JSON Lines, plain or gzip; stays open
     * @param eventsRead is told {@link #events} now and then, and at the file's end
     * @throws IOException as {@code in} throws it; broken gzip data is no failure but ends the file
     */
    public void read(String file, InputStream in, LongConsumer eventsRead) throws IOException {
        reader.read(file, in, (bytes, from, to) -> {
            long before = events();
            Optional<RejectReason> reason = take(bytes, from, to);
            if (events() > before && events() % EVENTS_PER_PROGRESS == 0) {
                eventsRead.accept(events());
            }
            return reason;
        });
        eventsRead.accept(events());
    }

    /** Usable events read so far; duplicates and returns are among them. */
    public long events() {
        return raw.size();
    }

    /** Makes the log of what was read so far. */
    public EventLog build() {
        LogAssembly assembly = new LogAssembly(raw, leftOut);
        LogQuality quality = new LogQuality(
                reader.counts(),
                assembly.events(),
                unknownEventTypes,
                outsideRange,
                assembly.duplicates(),
                assembly.leftOut(),
                assembly.returns().applied(),
                assembly.returns().unmatched(),
                assembly.usersRecovered(),
                assembly.anonymousEvents(),
                unknownFields);
        return assembly.log(catalogue, quality);
    }

    private Optional<RejectReason> take(byte[] bytes, int from, int to) {
        Optional<RejectReason> reason = parser.parse(bytes, from, to, line);
        if (reason.isPresent()) {
            return reason;
        }
        unknownFields += line.unknownFields;
        if (line.kind == EventLine.Kind.UNKNOWN) {
            unknownEventTypes++;
            return Optional.empty();
        }
        int product = products.find(line.product);
        if (product == IdTable.NONE) {
            return Optional.of(RejectReason.UNKNOWN_PRODUCT);
        }
        if (range.contains(line.time.epochMillis())) {
            raw.add(line, product);
        } else {
            outsideRange++;
        }
        return Optional.empty();
    }

    /** Numbers the catalogue's ids by their indexes. */
    private static IdTable tableOf(Catalogue catalogue) {
        IdTable table = new IdTable();
        IdBytes id = new IdBytes();
        for (int i = 0; i < catalogue.size(); i++) {
            id.set(catalogue.product(i).id());
            table.intern(id);
        }
        return table;
    }
}
