package com.eszoppping.recommendations.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.catalogue.Product;
import com.eszoppping.recommendations.lines.RejectedLine;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Event logs for tests: read from lines, and written out so that two can be compared. */
final class EventLogs {
    /** Products {@code p0} to {@code p9}. */
    static final Catalogue CATALOGUE = Catalogue.of(IntStream.range(0, 10)
            .mapToObj(i ->
                    new Product("p" + i, "", CategoryPath.STORE, OptionalDouble.empty(), OptionalDouble.empty(), true))
            .toList());

    private EventLogs() {}

    static EventLog read(List<RejectedLine> rejected, String... lines) {
        return readFiles(TimeRange.all(), rejected, List.of(List.of(lines)));
    }

    static EventLog readFiles(TimeRange range, List<RejectedLine> rejected, List<List<String>> files) {
        EventLogBuilder builder = new EventLogBuilder(CATALOGUE, range, rejected::add);
        for (List<String> lines : files) {
            read(builder, String.join("\n", lines).getBytes(UTF_8));
        }
        return builder.build();
    }

    static void read(EventLogBuilder builder, byte[] content) {
        try {
            builder.read("sessions.jsonl", new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that a log holds: {@code session time user product type} for each event. */
    static List<String> text(EventLog log) {
        List<String> events = new ArrayList<>();
        for (int session = 0; session < log.sessions(); session++) {
            for (int event = log.firstEvent(session); event < log.endEvent(session); event++) {
                String user = log.user(event) == EventLog.ANONYMOUS ? "-" : log.userId(log.user(event));
                String time = Instant.ofEpochMilli(log.time(event)).toString().substring("2021-01-01T".length());
                String product = log.catalogue().product(log.product(event)).id();
                events.add(String.join(
                        " ",
                        log.sessionId(session),
                        time,
                        user,
                        product,
                        log.type(event).name()));
            }
        }
        return events;
    }

    static String view(String session, String time, String user, String product) {
        return event("VIEW_PRODUCT", session, time, user, product, "");
    }

    static String purchase(String session, String time, String user, String product, String purchase) {
        return event("BUY_PRODUCT", session, time, user, product, ",\"purchase_id\":" + purchase);
    }

    static String returned(String session, String time, String product, String purchase) {
        return event("RETURN_PRODUCT", session, time, "null", product, ",\"purchase_id\":" + purchase);
    }

    /** A line of 2021-01-01; a user is JSON, everything else is text. */
    static String event(String type, String session, String time, String user, String product, String more) {
        return ("{\"session_id\":\"%s\",\"timestamp\":\"2021-01-01T%s\",\"user_id\":%s,\"product_id\":\"%s\","
                        + "\"event_type\":\"%s\"%s}")
                .formatted(session, time, user, product, type, more);
    }
}
