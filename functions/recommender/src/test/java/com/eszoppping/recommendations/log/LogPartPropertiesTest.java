package com.eszoppping.recommendations.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.lines.RejectedLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A log that was put together in parts is the one that was put together at once. */
class LogPartPropertiesTest {
    private static final int PARTS = 3;

    @Property(tries = 500)
    void parts_of_tied_lines_make_up_the_log(@ForAll Random random) {
        List<String> lines = EventLogPropertiesTest.dirtyLines(random);
        List<RejectedLine> rejectedAtOnce = new ArrayList<>();
        EventLogBuilder atOnce =
                new EventLogBuilder(EventLogs.CATALOGUE, EventLogPropertiesTest.RANGE, rejectedAtOnce::add);
        atOnce.leaveOut("2"::equals);
        EventLogs.read(atOnce, content(lines));
        EventLog expected = atOnce.build();

        List<RejectedLine> rejected = new ArrayList<>();
        EventLog union = inParts(lines, rejected, random);

        assertThat(EventLogs.text(union)).isEqualTo(EventLogs.text(expected));
        assertThat(union.users()).isEqualTo(expected.users());
        assertThat(union.quality()).isEqualTo(expected.quality());
        assertThat(rejected).isEqualTo(rejectedAtOnce);
    }

    private static EventLog inParts(List<String> lines, List<RejectedLine> rejected, Random random) {
        SessionLines reader = new SessionLines(EventLogs.CATALOGUE, EventLogPropertiesTest.RANGE, rejected::add);
        List<Read> usable = new ArrayList<>();
        read(
                reader,
                content(lines),
                (bytes, from, to, ties) -> usable.add(new Read(
                        new String(bytes, from, to - from, UTF_8),
                        ties.session(),
                        ties.event().orElse(0),
                        ties.purchase().orElse(0))));
        TiedSessions tied = tied(usable);
        Collections.shuffle(usable, random);
        LogQuality quality = reader.quality();
        List<LogPart> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            int number = part;
            EventLogBuilder builder = new EventLogBuilder(EventLogs.CATALOGUE, EventLogPropertiesTest.RANGE, line -> {
                throw new AssertionError("It was usable before: " + line);
            });
            builder.leaveOut("2"::equals);
            EventLogs.read(
                    builder,
                    content(usable.stream()
                            .filter(line -> Math.floorMod(tied.first(line.session()), PARTS) == number)
                            .map(Read::text)
                            .toList()));
            EventLog log = builder.build();
            quality = quality.plus(log.quality().ofAssembly());
            parts.add(new LogPart(log));
        }
        return LogPart.union(EventLogs.CATALOGUE, parts, quality);
    }

    private record Read(String text, long session, long event, long purchase) {}

    private static TiedSessions tied(List<Read> lines) {
        TiedSessions tied = new TiedSessions();
        Map<Long, Long> sessionOfEvent = new HashMap<>();
        Map<Long, Long> sessionOfPurchase = new HashMap<>();
        for (Read line : lines) {
            if (line.event() != 0) {
                tied.tie(line.session(), sessionOfEvent.computeIfAbsent(line.event(), event -> line.session()));
            }
            if (line.purchase() != 0) {
                tied.tie(line.session(), sessionOfPurchase.computeIfAbsent(line.purchase(), id -> line.session()));
            }
        }
        return tied;
    }

    private static void read(SessionLines reader, byte[] content, SessionLines.Taker taker) {
        try {
            reader.read("sessions.jsonl", new ByteArrayInputStream(content), taker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(List<String> lines) {
        return String.join("\n", lines).getBytes(UTF_8);
    }
}
