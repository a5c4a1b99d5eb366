package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.JsonLinesReader;
import com.eszoppping.recommendations.lines.LineCounts;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.lines.RejectedLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads session files event by event and keeps nothing, for those who ask who did what and need no {@link EventLog}. Repeats are
 * handed out as often as they stand there. Not thread-safe.
 */
public final class EventStream {
    private final JsonLinesReader reader;
    private final EventLineParser parser = new EventLineParser();
    private final EventLine line = new EventLine();
    private final LoggedEvent event = new LoggedEvent(line);

    /**
     * @param rejected where the lines go that can't be used
     */
    public EventStream(RejectedLines rejected) {
        this.reader = new JsonLinesReader(rejected);
    }

    /**
     * Reads a file of events.
     *
     * @param file the name to use for rejected lines
     * @param in JSON Lines, plain or gzip; stays open
     * @param events takes each event, which is good only during the call; events of unknown types are left out
     * @throws IOException as {@code in} throws it; broken gzip data is no failure but ends the file
     */
    public void read(String file, InputStream in, Consumer<LoggedEvent> events) throws IOException {
        reader.read(file, in, (bytes, from, to) -> {
            Optional<RejectReason> reason = parser.parse(bytes, from, to, line);
            if (reason.isEmpty() && line.kind != EventLine.Kind.UNKNOWN) {
                events.accept(event);
            }
            return reason;
        });
    }

    /** What became of the lines so far. */
    public LineCounts counts() {
        return reader.counts();
    }
}
