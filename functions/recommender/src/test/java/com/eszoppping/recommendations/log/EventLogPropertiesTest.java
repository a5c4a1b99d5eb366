package com.eszoppping.recommendations.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.lines.LinesFile;
import com.eszoppping.recommendations.lines.RejectedLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for any log, however dirty. */
class EventLogPropertiesTest {
    static final TimeRange RANGE =
            TimeRange.between(Instant.parse("2021-01-01T00:00:10Z"), Instant.parse("2021-01-01T00:01:00Z"));

    @Property(tries = 500)
    void the_order_of_lines_and_files_makes_no_difference(@ForAll Random random) {
        List<String> lines = dirtyLines(random);
        EventLog expected = EventLogs.readFiles(RANGE, new ArrayList<>(), List.of(lines));

        Collections.shuffle(lines, random);
        EventLog shuffled = EventLogs.readFiles(RANGE, new ArrayList<>(), split(lines, random));

        assertThat(EventLogs.text(shuffled)).isEqualTo(EventLogs.text(expected));
        assertThat(shuffled.quality()).isEqualTo(expected.quality());
        assertThat(userIds(shuffled)).isEqualTo(userIds(expected)).isSorted();
    }

    @Property(tries = 200)
    void the_number_of_threads_makes_no_difference(@ForAll Random random) throws IOException {
        List<List<String>> files = split(dirtyLines(random), random);
        List<RejectedLine> expectedRejected = new ArrayList<>();
        EventLog expected = readBy(1, files, expectedRejected);
        List<RejectedLine> rejected = new ArrayList<>();
        EventLog parallel = readBy(2 + random.nextInt(4), files, rejected);

        assertThat(EventLogs.text(parallel)).isEqualTo(EventLogs.text(expected));
        assertThat(parallel.quality()).isEqualTo(expected.quality());
        assertThat(userIds(parallel)).isEqualTo(userIds(expected));
        assertThat(rejected).containsExactlyInAnyOrderElementsOf(expectedRejected);
    }

    private static EventLog readBy(int threads, List<List<String>> contents, List<RejectedLine> rejected)
            throws IOException {
        EventLogBuilder builder = new EventLogBuilder(EventLogs.CATALOGUE, RANGE, rejected::add);
        List<LinesFile> files = new ArrayList<>();
        for (List<String> lines : contents) {
            byte[] content = String.join("\n", lines).getBytes(UTF_8);
            files.add(new LinesFile("f" + files.size(), () -> new ByteArrayInputStream(content)));
        }
        builder.read(files, threads, events -> {});
        return builder.build();
    }

    @Property(tries = 500)
    void every_line_is_accounted_for(@ForAll Random random) {
        List<RejectedLine> rejected = new ArrayList<>();
        List<String> lines = dirtyLines(random);
        LogQuality quality =
                EventLogs.readFiles(RANGE, rejected, split(lines, random)).quality();

        assertThat(quality.read().lines()).isEqualTo(lines.size());
        assertCountsAddUp(quality, rejected);
    }

    @Property(tries = 1000)
    void hostile_bytes_never_fail_the_run_and_no_line_is_lost(@ForAll Random random) {
        byte[] bytes = String.join("\n", dirtyLines(random)).getBytes(UTF_8);
        for (int i = random.nextInt(40); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = hostileByte(random);
        }
        byte[] cut = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        List<RejectedLine> rejected = new ArrayList<>();
        EventLogBuilder builder = new EventLogBuilder(EventLogs.CATALOGUE, RANGE, rejected::add);

        EventLogs.read(builder, cut);

        assertCountsAddUp(builder.build().quality(), rejected);
    }

    @Property(tries = 200)
    void events_are_in_canonical_order_and_every_session_has_some(@ForAll Random random) {
        EventLog log = EventLogs.readFiles(TimeRange.all(), new ArrayList<>(), List.of(dirtyLines(random)));

        int next = 0;
        for (int session = 0; session < log.sessions(); session++) {
            assertThat(log.firstEvent(session)).isEqualTo(next);
            assertThat(log.endEvent(session)).isGreaterThan(next);
            for (int event = next + 1; event < log.endEvent(session); event++) {
                assertThat(orderKey(log, event)).isGreaterThanOrEqualTo(orderKey(log, event - 1));
            }
            next = log.endEvent(session);
        }
        assertThat(next).isEqualTo(log.events());
    }

    private static void assertCountsAddUp(LogQuality quality, List<RejectedLine> rejected) {
        long accounted = quality.events()
                + quality.duplicates()
                + quality.leftOut()
                + 2 * quality.returnsApplied()
                + quality.returnsUnmatched()
                + quality.outsideRange()
                + quality.unknownEventTypes()
                + quality.read().rejectedLines()
                + quality.read().blank();
        assertThat(quality.read().lines()).isEqualTo(accounted);
        assertThat(quality.read().rejectedLines()).isEqualTo(rejected.size());
        assertThat(quality.counts()).containsEntry("rejected", (long) rejected.size());
    }

    private static String orderKey(EventLog log, int event) {
        return "%d %s %s".formatted(log.time(event), log.type(event) == EventType.VIEW ? 1 : 2, log.product(event));
    }

    /** Few values, so that duplicates, ties, conflicts and returns are frequent. */
    static List<String> dirtyLines(Random random) {
        List<String> lines = new ArrayList<>(List.of("", " \r", "{", "[]"));
        for (int i = random.nextInt(80); i >= 0; i--) {
            lines.add(dirtyLine(random));
        }
        return lines;
    }

    private static String dirtyLine(Random random) {
        String type = pick(random, "VIEW_PRODUCT", "VIEW_PRODUCT", "BUY_PRODUCT", "RETURN_PRODUCT", "SEARCH");
        String time = "00:00:%02d%s".formatted(random.nextInt(60), pick(random, "", "Z", ".5", "+00:01"));
        String user = pick(random, "1", "2", "null", "null", "\"żółw\"", "1.5");
        String product = pick(random, "p0", "p1", "p2", "gone");
        String purchase = pick(random, "", "", ",\"purchase_id\":1", ",\"purchase_id\":\"2\"");
        String eventId = pick(random, "", "", ",\"event_id\":\"e1\"", ",\"event_id\":\"e2\"");
        String rest = pick(random, "", "", ",\"visitor_id\":\"v\"", ",\"offered_discount\":5", ",\"x\":[]");
        return EventLogs.event(type, pick(random, "a", "b", "c", "d"), time, user, product, purchase + eventId + rest);
    }

    private static List<List<String>> split(List<String> lines, Random random) {
        int first = random.nextInt(lines.size());
        int second = first + random.nextInt(lines.size() - first);
        return List.of(
                withEnd(lines.subList(0, first)),
                withEnd(lines.subList(first, second)),
                withEnd(lines.subList(second, lines.size())));
    }

    /** An empty text at the end becomes a final newline and so keeps a blank last line a line. */
    private static List<String> withEnd(List<String> lines) {
        List<String> ended = new ArrayList<>(lines);
        if (!ended.isEmpty()) {
            ended.add("");
        }
        return ended;
    }

    private static byte hostileByte(Random random) {
        byte[] hostile = {
            '\n', '"', '{', '}', '[', '\\', 0, -1, (byte) 0xef, (byte) 0xc3, ' ', '\r', (byte) random.nextInt()
        };
        return hostile[random.nextInt(hostile.length)];
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static List<String> userIds(EventLog log) {
        List<String> ids = new ArrayList<>();
        for (int user = 0; user < log.users(); user++) {
            ids.add(log.userId(user));
        }
        return ids;
    }
}
