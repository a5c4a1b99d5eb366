package com.eszoppping.recommendations.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every bucket does. A subclass brings an empty bucket for each test. */
public abstract class BucketContract {
    /** S3 lists 1,000 keys at a time. */
    private static final int MORE_THAN_A_PAGE = 1_100;

    private static final int SEVERAL_NETWORK_BUFFERS = 5_000_000;

    /** The bucket of the running test, empty at its beginning. */
    protected abstract Bucket bucket();

    @Test
    void what_was_written_is_read_back() throws IOException {
        bucket().write("reports/v1/report.json", bytes("{\"version\":\"v1\"}"));

        assertThat(content("reports/v1/report.json")).isEqualTo("{\"version\":\"v1\"}");
    }

    @Test
    void an_object_is_written_from_a_file(@TempDir Path folder) throws IOException {
        byte[] noise = new byte[SEVERAL_NETWORK_BUFFERS];
        new Random(1).nextBytes(noise);
        Path file = Files.write(folder.resolve("noise"), noise);

        bucket().write("rejected/v1/noise", file);

        try (InputStream in = bucket().open("rejected/v1/noise")) {
            assertThat(in.readAllBytes()).isEqualTo(noise);
        }
        assertThat(bucket().list("rejected/"))
                .singleElement()
                .extracting(StoredObject::bytes)
                .isEqualTo((long) SEVERAL_NETWORK_BUFFERS);
    }

    @Test
    void an_object_may_be_empty() throws IOException {
        bucket().write("rejected/v1/lines.jsonl", new byte[0]);

        assertThat(content("rejected/v1/lines.jsonl")).isEmpty();
        assertThat(bucket().list(""))
                .singleElement()
                .extracting(StoredObject::bytes)
                .isEqualTo(0L);
    }

    @Test
    void writing_again_replaces_the_object_and_its_fingerprint() throws IOException {
        bucket().write("control/pointer.json", bytes("first"));
        StoredObject first = bucket().list("control/").get(0);
        assertThat(bucket().list("control/")).containsExactly(first);

        bucket().write("control/pointer.json", bytes("the second"));

        assertThat(content("control/pointer.json")).isEqualTo("the second");
        assertThat(bucket().list("control/"))
                .singleElement()
                .extracting(StoredObject::fingerprint)
                .isNotEqualTo(first.fingerprint());
    }

    @Test
    void a_reader_keeps_the_object_that_it_opened() throws IOException {
        bucket().write("control/pointer.json", bytes("first"));
        try (InputStream in = bucket().open("control/pointer.json")) {
            bucket().write("control/pointer.json", bytes("the second"));

            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("first");
        }
    }

    @Test
    void a_stream_may_be_closed_before_its_end() throws IOException {
        bucket().write("sessions/a.jsonl", new byte[SEVERAL_NETWORK_BUFFERS]);
        InputStream in = bucket().open("sessions/a.jsonl");
        assertThat(in.read()).isZero();
        in.close();

        assertThat(content("sessions/a.jsonl")).hasSize(SEVERAL_NETWORK_BUFFERS);
    }

    @Test
    void every_member_of_a_gzip_file_is_read() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(gzip("first\n"));
        members.write(gzip("second\n"));
        bucket().write("sessions/a.jsonl.gz", members.toByteArray());

        try (InputStream in = new GZIPInputStream(bucket().open("sessions/a.jsonl.gz"))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("first\nsecond\n");
        }
    }

    @Test
    void a_missing_object_is_named() throws IOException {
        bucket().write("catalogue/products.jsonl", bytes("{}"));

        assertThatThrownBy(() -> bucket().open("catalogue/users.jsonl"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("catalogue/users.jsonl")
                .hasMessageContaining(bucket().location());
        assertThatThrownBy(() -> bucket().open("catalogue")).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void a_prefix_is_the_beginning_of_a_key_not_a_folder() throws IOException {
        for (String key : List.of("sessions/2026-11/a", "sessions/2026-1.jsonl", "sessions/2026-2", "sessions.txt")) {
            bucket().write(key, bytes(key));
        }

        assertThat(keys("sessions/2026-1")).containsExactly("sessions/2026-1.jsonl", "sessions/2026-11/a");
        assertThat(keys("sessions/2026-11/")).containsExactly("sessions/2026-11/a");
        assertThat(keys("")).hasSize(4);
        assertThat(keys("exposures/")).isEmpty();
        assertThat(keys("sessions/2026-2/")).isEmpty();
    }

    @Test
    void keys_are_listed_in_the_order_of_their_utf8_bytes() throws IOException {
        // Java's own order of texts would put the last one, two UTF-16 surrogates, before the one above it.
        List<String> ordered = List.of("a b", "a!", "a-b", "a/b", "a0", "aZ", "a_", "aa", "aż", "a～", "a🎮");
        for (int i = ordered.size() - 1; i >= 0; i--) {
            bucket().write(ordered.get(i), bytes("content"));
        }

        assertThat(keys("")).isEqualTo(ordered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sessions/Gry na konsole/zażółć gęślą jaźń.jsonl",
                "sessions/c#1+2=3 & 100%?.jsonl",
                "sessions/day=2026-11-24/hour=02/a.jsonl.gz",
                "sessions/Assassin's \"Creed\"; [1] {2} ~ ^ , @ : $ ! *()",
                "sessions/%20%2F+%2B",
                "sessions/..hidden...",
            })
    void a_key_may_have_odd_letters(String key) throws IOException {
        bucket().write(key, bytes(key));

        assertThat(content(key)).isEqualTo(key);
        assertThat(keys("sessions/")).containsExactly(key);
        assertThat(keys(key)).containsExactly(key);
    }

    @Test
    void many_threads_write_and_all_objects_are_listed() throws IOException {
        Bucket bucket = bucket();
        List<String> written = IntStream.range(0, MORE_THAN_A_PAGE)
                .mapToObj("sessions/%04d.jsonl"::formatted)
                .toList();
        written.parallelStream().forEach(key -> {
            try {
                bucket.write(key, bytes(key));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(keys("sessions/")).isEqualTo(written);
        assertThat(content("sessions/0999.jsonl")).isEqualTo("sessions/0999.jsonl");
    }

    /** The text of an object. */
    protected final String content(String key) throws IOException {
        try (InputStream in = bucket().open(key)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** The keys below a prefix, in the order in which they are listed. */
    protected final List<String> keys(String prefix) throws IOException {
        return bucket().list(prefix).stream().map(StoredObject::key).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(text));
        }
        return packed.toByteArray();
    }
}
