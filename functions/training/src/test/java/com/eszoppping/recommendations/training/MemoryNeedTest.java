package com.eszoppping.recommendations.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final long GIBIBYTE = 1 << 30;
    private static final int LINES = 200_000;

    @Test
    void small_logs_fit_by_their_sizes_and_no_file_is_opened() throws IOException {
        List<StoredObject> files = List.of(object("a.jsonl.gz", 500_000), object("b.jsonl", 500_000));

        MemoryNeed need = MemoryNeed.of(files, GIBIBYTE, bucket(Map.of()));

        assertThat(need.events()).isEqualTo(500_000 / 6 + 500_000 / 100);
        assertThatNoException().isThrownBy(() -> need.check(GIBIBYTE));
    }

    @Test
    void where_sizes_leave_doubt_the_beginning_of_the_largest_file_says_how_many_events_there_are() throws IOException {
        byte[] gzip = lines(true);
        byte[] plain = lines(false);
        Bucket bucket = bucket(Map.of("large.jsonl.gz", gzip, "plain.jsonl", plain));
        List<StoredObject> files = List.of(
                object("large.jsonl.gz", gzip.length),
                object("small.jsonl.gz", gzip.length / 2),
                object("plain.jsonl", plain.length));

        MemoryNeed need = MemoryNeed.of(files, MEBIBYTE, bucket);

        assertThat(need.events()).isCloseTo(LINES * 5L / 2, withPercentage(3));
    }

    @Test
    void a_log_that_does_not_fit_is_refused_with_what_would_do() {
        assertThatThrownBy(() -> new MemoryNeed(20_000_000).check(GIBIBYTE))
                .isInstanceOf(LogTooLargeException.class)
                .hasMessageContaining("about 20,000,000 events")
                .hasMessageContaining("there are 1,024 MB")
                .hasMessageContaining("TrainingMemoryMb")
                .hasMessageContaining("RECS_HEAP=");
        assertThatThrownBy(() -> new MemoryNeed(2_000_000_000).check(8 * GIBIBYTE))
                .isInstanceOf(LogTooLargeException.class)
                .hasMessageContaining("Spark");
    }

    @Test
    void the_most_events_of_a_function_are_those_that_it_has_memory_for() {
        for (int megabytes : new int[] {1_769, 3_008, 5_120, 7_076, 10_240}) {
            long most = MemoryNeed.mostEvents(megabytes);
            assertThat(new MemoryNeed(most).functionMb().orElseThrow()).isBetween(megabytes - 1, megabytes);
        }
        assertThat(new MemoryNeed(MemoryNeed.mostEvents(MemoryNeed.LARGEST_FUNCTION_MB) + 10_000).functionMb())
                .isEmpty();
        assertThat(MemoryNeed.mostEvents(64)).isZero();
    }

    @Test
    void the_largest_function_holds_a_hundred_million_events() {
        assertThat(new MemoryNeed(100_000_000).fits(MemoryNeed.heapOf(MemoryNeed.LARGEST_FUNCTION_MB)))
                .isTrue();
    }

    private static byte[] lines(boolean gzip) throws IOException {
        Random random = new Random(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes) {
            for (int i = 0; i < LINES; i++) {
                out.write(("{\"session_id\":" + random.nextInt(1_000_000) + ",\"event_type\":\"VIEW_PRODUCT\"}\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static StoredObject object(String key, long bytes) {
        return new StoredObject(key, bytes, "");
    }

    private static Bucket bucket(Map<String, byte[]> files) {
        return new Bucket() {
            @Override
            public List<StoredObject> list(String prefix) {
                throw new AssertionError("Nothing is listed.");
            }

            @Override
            public InputStream open(String key) {
                return new ByteArrayInputStream(files.get(key));
            }

            @Override
            public void write(String key, byte[] content) {
                throw new AssertionError("Nothing is written.");
            }

            @Override
            public void write(String key, Path content) {
                throw new AssertionError("Nothing is written.");
            }

            @Override
            public String location() {
                return "memory";
            }
        };
    }
}
