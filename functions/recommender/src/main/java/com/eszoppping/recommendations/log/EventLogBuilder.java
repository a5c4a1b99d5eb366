package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.lines.IdBytes;
import com.eszoppping.recommendations.lines.JsonLinesReader;
import com.eszoppping.recommendations.lines.LinesFile;
import com.eszoppping.recommendations.lines.RejectedLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Reads session files into an event log. The order of files and lines makes no difference, nor does the number of threads. While it reads, an
 * event takes 24 bytes, an id that is a whole number 12 to 40, any other its own bytes and about 30 more; while the log is made, an event
 * takes 28. Its methods are called by one thread.
 */
public final class EventLogBuilder {
    private final Catalogue catalogue;
    private final TimeRange range;
    private final JsonLinesReader reader;
    private final IdTable products;
    private final EventLines read;
    private Predicate<String> leftOut = user -> false;
    private boolean built;

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
        this.read = new EventLines(products, range);
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
        reader.read(file, in, read);
    }

    /**
     * Reads files of events, by several threads: each file by one of them, and the last ones together.
     *
     * @param threads from 1
     * @param eventsRead is told {@link #events} now and then, and at the end; by any of the threads, one at a time
     * @throws IOException as one of the files throws it; broken gzip data is no failure but ends its file
     */
    public void read(List<LinesFile> files, int threads, LongConsumer eventsRead) throws IOException {
        List<EventLines> parts = new ArrayList<>(List.of(read));
        while (parts.size() < threads) {
            parts.add(new EventLines(products, range));
        }
        Object oneAtATime = new Object();
        reader.read(files, List.copyOf(parts), () -> {
            synchronized (oneAtATime) {
                eventsRead.accept(parts.stream().mapToLong(EventLines::events).sum());
            }
        });
        parts.subList(1, parts.size()).forEach(read::takeOver);
        eventsRead.accept(events());
    }

    /** Usable events read so far; duplicates and returns are among them. */
    public long events() {
        return read.events();
    }

    /**
     * Makes the log of what was read. The builder is used up.
     *
     * @throws IllegalStateException if it was made already
     */
    public EventLog build() {
        if (built) {
            throw new IllegalStateException("A log is made once of what was read.");
        }
        built = true;
        LogAssembly assembly = new LogAssembly(read.raw(), leftOut);
        LogQuality quality = new LogQuality(
                reader.counts(),
                assembly.events(),
                read.unknownEventTypes(),
                read.outsideRange(),
                assembly.duplicates(),
                assembly.leftOut(),
                assembly.returns().applied(),
                assembly.returns().unmatched(),
                assembly.usersRecovered(),
                assembly.anonymousEvents(),
                read.unknownFields());
        return assembly.log(catalogue, quality);
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
