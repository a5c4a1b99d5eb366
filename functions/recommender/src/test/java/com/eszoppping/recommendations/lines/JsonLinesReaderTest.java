package com.eszoppping.recommendations.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

class JsonLinesReaderTest {
    private static final int MEBIBYTE = 1 << 20;

    private final List<RejectedLine> rejected = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private JsonLinesReader reader = new JsonLinesReader(rejected::add);

    @BeforeTry
    void start_afresh() {
        rejected.clear();
        taken.clear();
        reader = new JsonLinesReader(rejected::add);
    }

    @Test
    void plain_gzip_and_multi_member_files_have_the_same_lines() throws IOException {
        String start = "{\"a\":1}\n{\"b\":";
        String end = "2}\n{\"c\":3}\n";

        read((start + end).getBytes(UTF_8));
        read(FileBytes.gzip(start + end));
        read(FileBytes.concat(FileBytes.gzip(start), FileBytes.gzip(""), FileBytes.gzip(end)));

        List<String> lines = List.of("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
        assertThat(taken).containsExactlyElementsOf(repeat(lines, 3));
        assertThat(reader.counts().lines()).isEqualTo(9);
    }

    @Test
    void members_are_found_on_streams_that_do_not_know_whether_there_is_more() throws IOException {
        byte[] twoMembers = FileBytes.concat(FileBytes.gzip("a\nb"), FileBytes.gzip("c\nd\n"));

        for (int bytesPerRead = 1; bytesPerRead <= twoMembers.length; bytesPerRead++) {
            taken.clear();
            read(FileBytes.network(twoMembers, bytesPerRead));
            assertThat(taken).containsExactly("a", "bc", "d");
        }
        assertThat(rejected).isEmpty();
    }

    @Test
    void every_optional_part_of_a_gzip_header_is_skipped() throws IOException {
        byte[] plain = FileBytes.gzip("a\nb\n");
        byte allFlags = 2 + 4 + 8 + 16;
        byte[] start = {plain[0], plain[1], plain[2], allFlags, 0, 0, 0, 0, 0, 3};
        byte[] optional = FileBytes.concat(
                new byte[] {3, 0, 'x', 'y', 'z'}, "name\0".getBytes(UTF_8), "remark\0".getBytes(UTF_8), new byte[2]);

        read(FileBytes.concat(start, optional, Arrays.copyOfRange(plain, 10, plain.length)));

        assertThat(taken).containsExactly("a", "b");
    }

    @Test
    void empty_files_have_no_lines() throws IOException {
        read(new byte[0]);
        read(FileBytes.gzip(""));

        assertThat(reader.counts()).isEqualTo(LineCounts.none());
    }

    @Test
    void the_last_line_needs_no_newline() throws IOException {
        read("a\nb".getBytes(UTF_8));
        read("c".getBytes(UTF_8));

        assertThat(taken).containsExactly("a", "b", "c");
    }

    @Test
    void carriage_returns_and_byte_order_marks_are_no_part_of_a_line() throws IOException {
        read("\ufeffa\r\nb\r\n\ufeffc".getBytes(UTF_8));

        assertThat(taken).containsExactly("a", "b", "c");
    }

    @Test
    void blank_lines_are_skipped_and_counted_apart() throws IOException {
        read("\n a\n \t\r\n\nb\n\ufeff".getBytes(UTF_8));

        assertThat(taken).containsExactly(" a", "b");
        assertThat(reader.counts().lines()).isEqualTo(6);
        assertThat(reader.counts().blank()).isEqualTo(4);
        assertThat(reader.counts().rejectedShare()).isZero();
    }

    @Test
    void a_line_of_one_mebibyte_is_read_and_a_longer_one_is_rejected() throws IOException {
        String longest = "x".repeat(MEBIBYTE);

        read((longest + "\nb\n" + longest + "y\nc\n" + longest + "y").getBytes(UTF_8));

        assertThat(taken).containsExactly(longest, "b", "c");
        assertThat(rejected).extracting(RejectedLine::line).containsExactly(3L, 5L);
        assertThat(rejected).allSatisfy(line -> {
            assertThat(line.reason()).isEqualTo(RejectReason.TOO_LONG);
            assertThat(line.text()).isEqualTo("x".repeat(RejectedLine.MAX_TEXT_BYTES));
        });
        assertThat(reader.counts().lines()).isEqualTo(5);
    }

    @Test
    void a_line_longer_than_any_array_is_read_over() throws IOException {
        long length = Integer.MAX_VALUE + 10L;

        read(new InputStream() {
            private long at;

            @Override
            public int read() {
                at++;
                return at <= length ? 'x' : at == length + 1 ? '\n' : at == length + 2 ? 'b' : -1;
            }

            @Override
            public int read(byte[] into, int offset, int count) {
                if (at + count <= length) {
                    Arrays.fill(into, offset, offset + count, (byte) 'x');
                    at += count;
                    return count;
                }
                int next = read();
                into[offset] = (byte) next;
                return next < 0 ? -1 : 1;
            }
        });

        assertThat(taken).containsExactly("b");
        assertThat(rejected).extracting(RejectedLine::reason).containsExactly(RejectReason.TOO_LONG);
    }

    @Test
    void rejected_lines_carry_file_number_reason_and_text() throws IOException {
        JsonLinesReader strict = new JsonLinesReader(rejected::add);

        strict.read(
                "a.jsonl",
                new ByteArrayInputStream("\n{\r\n".getBytes(UTF_8)),
                (bytes, from, to) -> Optional.of(RejectReason.BROKEN_JSON));

        assertThat(rejected).containsExactly(new RejectedLine("a.jsonl", 2, RejectReason.BROKEN_JSON, "{"));
        assertThat(strict.counts().rejectedShare()).isEqualTo(1.0);
    }

    @Test
    void the_text_of_a_rejected_line_is_cut_between_characters() throws IOException {
        JsonLinesReader strict = new JsonLinesReader(rejected::add);

        strict.read(
                "a",
                new ByteArrayInputStream(("x" + "ą".repeat(3000)).getBytes(UTF_8)),
                (bytes, from, to) -> Optional.of(RejectReason.BROKEN_JSON));

        assertThat(rejected.get(0).text()).isEqualTo("x" + "ą".repeat(2047));
    }

    @Test
    void a_truncated_gzip_file_counts_up_to_where_it_ends_and_the_rest_is_rejected() throws IOException {
        byte[] whole = FileBytes.gzip(incompressibleLines(1000));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);

        read(half);

        assertThat(taken.size()).isBetween(400, 600);
        assertThat(incompressibleLines(1000)).startsWith(String.join("\n", taken) + "\n");
        assertThat(reader.counts().corruptFiles()).isEqualTo(1);
        assertThat(rejected)
                .containsExactly(new RejectedLine(
                        "file",
                        taken.size() + 1,
                        RejectReason.CORRUPT_GZIP,
                        "The file ends in the middle of a gzip member."));
    }

    @Test
    void gzip_files_cut_anywhere_inside_are_told_from_whole_ones() throws IOException {
        byte[] whole = FileBytes.gzip("a\nb\n");

        for (int length = 2; length < whole.length; length++) {
            read(Arrays.copyOf(whole, length));
        }

        assertThat(reader.counts().corruptFiles()).isEqualTo(whole.length - 2);
    }

    @Test
    void a_gzip_file_with_a_wrong_checksum_is_rejected_after_its_lines() throws IOException {
        byte[] file = FileBytes.gzip("a\nb\n");
        file[file.length - 8] ^= 1;

        read(file);

        assertThat(taken).containsExactly("a", "b");
        assertThat(rejected).extracting(RejectedLine::text).containsExactly("The checksum of a gzip member is wrong.");
    }

    @Test
    void garbage_between_gzip_members_is_noticed() throws IOException {
        read(FileBytes.concat(FileBytes.gzip("a\n"), "garbage".getBytes(UTF_8), FileBytes.gzip("b\n")));

        assertThat(taken).containsExactly("a");
        assertThat(rejected).extracting(RejectedLine::reason).containsExactly(RejectReason.CORRUPT_GZIP);
    }

    @Test
    void after_a_corrupt_file_the_next_one_is_read() throws IOException {
        read(new byte[] {(byte) 0x1f, (byte) 0x8b, 9});
        read("a".getBytes(UTF_8));

        assertThat(taken).containsExactly("a");
    }

    @Test
    void a_broken_connection_is_not_taken_for_a_bad_file() {
        byte[] member = FileBytes.gzip("a\nb\n");

        for (byte[] received : List.of("a\nb".getBytes(UTF_8), member, Arrays.copyOf(member, 15), new byte[0])) {
            assertThatThrownBy(() -> read(FileBytes.broken(received)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Connection reset");
        }
        assertThat(rejected).isEmpty();
    }

    @Property(tries = 300)
    void any_bytes_split_into_the_lines_that_are_there(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
        int lineFeeds = 0;
        for (byte b : bytes) {
            lineFeeds += b == '\n' ? 1 : 0;
        }
        boolean unfinishedLine = bytes.length > 0 && bytes[bytes.length - 1] != '\n';
        byte[] notGzip = FileBytes.concat("#".getBytes(UTF_8), bytes);

        read(notGzip);
        LineCounts counts = reader.counts();

        assertThat(counts.lines()).isEqualTo(lineFeeds + (unfinishedLine || bytes.length == 0 ? 1 : 0));
        assertThat(counts.lines()).isEqualTo(counts.blank() + taken.size());
    }

    @Property(tries = 300)
    void a_damaged_gzip_file_never_fails_the_run(@ForAll Random random) throws IOException {
        byte[] file = FileBytes.concat(FileBytes.gzip(incompressibleLines(20)), FileBytes.gzip("last\n"));
        for (int i = 0; i < 3; i++) {
            file[2 + random.nextInt(file.length - 2)] = (byte) random.nextInt(256);
        }

        read(file);

        assertThat(reader.counts().lines()).isEqualTo(reader.counts().blank() + taken.size());
        assertThat(rejected).hasSize((int) reader.counts().corruptFiles());
    }

    private void read(byte[] content) throws IOException {
        read(new ByteArrayInputStream(content));
    }

    private void read(InputStream in) throws IOException {
        reader.read("file", in, (bytes, from, to) -> {
            taken.add(new String(bytes, from, to - from, UTF_8));
            return Optional.empty();
        });
    }

    private static String incompressibleLines(int count) {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(random.nextLong()).append('\n');
        }
        return lines.toString();
    }

    private static List<String> repeat(List<String> lines, int times) {
        return Collections.nCopies(times, lines).stream().flatMap(List::stream).toList();
    }
}
