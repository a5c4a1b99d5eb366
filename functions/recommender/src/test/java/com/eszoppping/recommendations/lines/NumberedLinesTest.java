package com.eszoppping.recommendations.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NumberedLinesTest {
    /** Longer than a block, so that a file has several. */
    private static final String LONG = "l".repeat(300_000);

    @Property(tries = 200)
    void a_rejected_line_is_fetched_by_the_number_that_the_reader_gave_it(@ForAll Random random) throws IOException {
        byte[] file = file(random);
        Map<Long, String> rejected = new HashMap<>();
        new JsonLinesReader(line -> rejected.put(line.line(), line.text()))
                .read("f", new ByteArrayInputStream(file), (bytes, from, to) -> Optional.of(RejectReason.BROKEN_JSON));

        NavigableMap<Long, byte[]> fetched = fetch(file, new TreeSet<>(rejected.keySet()));

        assertThat(fetched.keySet()).isEqualTo(rejected.keySet());
        fetched.forEach((number, line) -> assertThat(new String(line, UTF_8))
                .startsWith(rejected.get(number))
                .doesNotContain("\n", "\r"));
    }

    @Test
    void lines_that_are_blank_too_long_or_not_there_are_not_fetched() throws IOException {
        byte[] file = ("a\n \n" + "x".repeat((1 << 20) + 1) + "\nb").getBytes(UTF_8);

        assertThat(fetch(file, numbers(1, 9))).containsOnlyKeys(1L, 4L);
        assertThat(fetch(file, numbers(1, 0))).isEmpty();
    }

    @Test
    void a_corrupt_file_ends_where_it_is_corrupt() throws IOException {
        byte[] file = FileBytes.concat(FileBytes.gzip("a\nb\n"), new byte[] {1, 2, 3});

        assertThat(fetch(file, numbers(1, 9))).containsOnlyKeys(1L, 2L);
    }

    private static byte[] file(Random random) {
        List<String> lines = List.of("", " ", "a", "ż\r", "\ufeffb", "", LONG, "{}");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(lines.get(random.nextInt(lines.size()))).append('\n');
        }
        text.append(random.nextBoolean() ? "end" : "");
        byte[] plain = text.toString().getBytes(UTF_8);
        int middle = random.nextInt(plain.length + 1);
        return random.nextBoolean()
                ? plain
                : FileBytes.concat(
                        FileBytes.gzip(Arrays.copyOf(plain, middle)),
                        FileBytes.gzip(Arrays.copyOfRange(plain, middle, plain.length)));
    }

    private static NavigableMap<Long, byte[]> fetch(byte[] file, NavigableSet<Long> numbers) throws IOException {
        return NumberedLines.fetch(new ByteArrayInputStream(file), numbers);
    }

    private static NavigableSet<Long> numbers(long first, long last) {
        NavigableSet<Long> numbers = new TreeSet<>();
        LongStream.rangeClosed(first, last).forEach(numbers::add);
        return numbers;
    }
}
