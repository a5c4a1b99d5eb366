package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.feedback.EventSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every place for the frontend's events must do: a training that lists the bucket afterwards finds every line. */
abstract class EventSinkContract {
    private static final int REQUESTS = 20;

    /** A sink into an empty bucket. */
    protected abstract EventSink sink();

    /** The bucket that the sink's events come into. */
    protected abstract Bucket bucket();

    @Test
    void what_was_kept_is_in_the_bucket_where_trainings_look_for_sessions() throws IOException {
        sink().keep(List.of("{\"a\":\"zażółć\"}", "{\"a\":2}"), soon());
        sink().keep(List.of("{\"a\":3}"), soon());

        assertThat(lines()).containsExactlyInAnyOrder("{\"a\":\"zażółć\"}", "{\"a\":2}", "{\"a\":3}");
        assertThat(bucket().list("sessions/feedback/")).isNotEmpty();
    }

    @Test
    void requests_at_once_lose_nothing_and_mix_no_lines() throws Exception {
        List<String> expected = new ArrayList<>();
        List<Callable<Void>> requests = new ArrayList<>();
        EventSink sink = sink();
        for (int request = 0; request < REQUESTS; request++) {
            List<String> lines = linesOf(request);
            expected.addAll(lines);
            requests.add(() -> {
                sink.keep(lines, soon());
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(requests)) {
                done.get();
            }
        }

        assertThat(lines()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void a_request_of_a_hundred_long_lines_is_kept() throws IOException {
        List<String> lines = IntStream.range(0, 100)
                .mapToObj(i -> "{\"a\":\"" + i + "x".repeat(2_500) + "\"}")
                .toList();

        sink().keep(lines, soon());

        assertThat(lines()).containsExactlyInAnyOrderElementsOf(lines);
    }

    private static List<String> linesOf(int request) {
        return IntStream.range(0, 10)
                .mapToObj(line -> "{\"request\":" + request + ",\"line\":" + line + "}")
                .toList();
    }

    private static Instant soon() {
        return Instant.now().plus(Duration.ofSeconds(20));
    }

    protected final List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (StoredObject object : bucket().list("sessions/")) {
            try (InputStream in = bucket().open(object.key())) {
                lines.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
            }
        }
        return lines;
    }
}
