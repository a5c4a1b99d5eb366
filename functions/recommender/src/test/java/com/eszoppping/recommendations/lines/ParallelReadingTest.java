package com.eszoppping.recommendations.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelReadingTest {
    private static final int LINES = 60_000;

    private final List<RejectedLine> rejected = new ArrayList<>();
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    private final Set<Thread> threadsSeen = ConcurrentHashMap.newKeySet();
    private final JsonLinesReader reader = new JsonLinesReader(rejected::add);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void one_file_of_several_members_has_the_same_lines_for_any_number_of_threads(int threads) throws IOException {
        String start = lines(0, LINES / 2) + "{\"unfinished\":";
        String end = "1}\n" + "x".repeat(LineBlock.MAX_LINE_BYTES + 1) + "\n" + lines(LINES / 2, LINES);

        read(threads, file("a", FileBytes.concat(FileBytes.gzip(start), FileBytes.gzip(""), FileBytes.gzip(end))));

        assertThat(reader.counts().lines()).isEqualTo(LINES + 2);
        assertThat(taken)
                .hasSize(LINES / 10 * 9 + 1)
                .contains("{\"unfinished\":1}")
                .doesNotHaveDuplicates();
        assertThat(rejected).extracting(RejectedLine::line).isEqualTo(numbersOfRejected());
        assertThat(rejected.stream().filter(line -> line.reason() == RejectReason.BROKEN_JSON))
                .allSatisfy(line ->
                        assertThat(line.text()).isEqualTo("bad " + (line.line() - (line.line() > LINES / 2 ? 3 : 1))));
    }

    @Test
    void a_lone_file_is_parsed_by_more_threads_than_the_one_that_inflates_it() throws IOException {
        read(2, file("a", FileBytes.gzip(lines(0, 10 * LINES))));

        assertThat(threadsSeen).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void the_rejected_lines_of_each_file_come_in_order(int threads) throws IOException {
        read(
                threads,
                IntStream.range(0, 5)
                        .mapToObj(i -> file("f" + i, lines(0, LINES / 4).getBytes(UTF_8)))
                        .toArray(LinesFile[]::new));

        rejected.stream()
                .collect(Collectors.groupingBy(RejectedLine::file))
                .forEach((file, lines) -> assertThat(lines)
                        .extracting(RejectedLine::line)
                        .hasSize(LINES / 40)
                        .isSorted());
        assertThat(reader.counts().lines()).isEqualTo(5 * (LINES / 4));
    }

    @Test
    void a_corrupt_file_ends_where_it_is_corrupt_and_the_others_are_read() throws IOException {
        byte[] whole = FileBytes.gzip(lines(0, LINES));
        byte[] damaged = FileBytes.concat(whole, "no member".getBytes(UTF_8));

        read(3, file("good", whole), file("bad", damaged), file("also good", whole));

        assertThat(reader.counts().lines()).isEqualTo(3 * LINES);
        assertThat(reader.counts().corruptFiles()).isEqualTo(1);
        assertThat(rejected.stream().filter(line -> line.reason() == RejectReason.CORRUPT_GZIP))
                .containsExactly(new RejectedLine(
                        "bad",
                        LINES + 1,
                        RejectReason.CORRUPT_GZIP,
                        "Expected the header of a gzip member or the end of the file."));
    }

    @Test
    void what_fails_in_one_thread_fails_the_reading_and_every_file_is_closed() {
        AtomicInteger open = new AtomicInteger();
        LinesFile endless = new LinesFile("endless", () -> counted(endless(), open));
        LinesFile broken = new LinesFile(
                "broken", () -> counted(FileBytes.broken(lines(0, LINES).getBytes(UTF_8)), open));

        assertThatThrownBy(() -> read(2, endless, broken))
                .isInstanceOf(IOException.class)
                .hasMessage("Connection reset");
        assertThatThrownBy(() -> read(2, endless, new LinesFile("late", () -> {
                    throw new IllegalStateException("The time is over.");
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The time is over.");
        assertThat(open).hasValue(0);
    }

    @Test
    void an_interrupted_reading_fails_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> read(2, new LinesFile("endless", ParallelReadingTest::endless)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("The reading was interrupted.");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    private void read(int threads, LinesFile... files) throws IOException {
        List<JsonLinesReader.LineTaker> takers = Collections.nCopies(threads, (bytes, from, to) -> {
            String line = new String(bytes, from, to - from, UTF_8);
            threadsSeen.add(Thread.currentThread());
            if (line.startsWith("bad")) {
                return Optional.of(RejectReason.BROKEN_JSON);
            }
            taken.add(line);
            return Optional.empty();
        });
        reader.read(List.of(files), takers, () -> {});
    }

    private static LinesFile file(String name, byte[] content) {
        return new LinesFile(name, () -> new ByteArrayInputStream(content));
    }

    /** Every tenth line is bad. */
    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> (i % 10 == 3 ? "bad " : "{\"some text that makes the line longer\":")
                        + i
                        + (i % 10 == 3 ? "\n" : "}\n"))
                .collect(Collectors.joining());
    }

    private static List<Long> numbersOfRejected() {
        List<Long> numbers = new ArrayList<>();
        for (long i = 3; i < LINES / 2; i += 10) {
            numbers.add(i + 1);
        }
        numbers.add(LINES / 2 + 2L);
        for (long i = LINES / 2 + 3; i < LINES; i += 10) {
            numbers.add(i + 3);
        }
        return numbers;
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return '\n';
            }
        };
    }

    private static InputStream counted(InputStream in, AtomicInteger open) {
        open.incrementAndGet();
        return new FilterInputStream(in) {
            @Override
            public void close() throws IOException {
                open.decrementAndGet();
                super.close();
            }
        };
    }
}
