package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.eszoppping.recommendations.training.TrainingSummary;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients of the local front while a training publishes. The catalogue has products {@code a…} and {@code b…}; people look
 * only at the ones before the first training and only at the others before the second. So the top of the lists of the first
 * version has only {@code a…}, that of the second only {@code b…}, and an answer which mixes them gives itself away.
 */
class PublishingUnderLoadTest {
    private static final int CLIENTS = 32;
    private static final int ANSWERS_BEFORE_AND_AFTER = 3_000;
    private static final Duration LONG_RUN = Duration.ofSeconds(60);
    private static final Duration REFRESH = Duration.ofMillis(100);
    private static final Instant FIRST = Instant.parse("2026-11-24T02:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-11-25T02:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> QUERIES = List.of(
            "/recommendations?userId=u%d&viewed=%sp%d&limit=5",
            "/recommendations?userId=u%d&viewed=%sp%d&limit=15&model=groups&expand=product",
            "/recommendations?userId=u%d&exclude=%sp%d&model=popular&category=Gry",
            "/products/%2$sp%3$d/recommendations?userId=u%1$d");

    @TempDir
    private Path folder;

    private final AtomicLong answered = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private SqliteTable table;
    private LocalApi api;

    @BeforeEach
    void serve() throws IOException {
        Stores.whereNamesTell(folder.resolve("a"), "a");
        Stores.whereNamesTell(folder.resolve("b"), "b");
        train("a", FIRST);
        InstantSource clock = InstantSource.system();
        table = new SqliteTable(store().resolve("versions.db"));
        api = LocalApi.start(
                LocalApi.template(),
                Map.of(
                        "ApiFunction", new ApiFunction(table, REFRESH, line -> {}, "salt", clock),
                        "FeedbackFunction", new FeedbackFunction(new FileEventSink(store(), clock), clock),
                        "AdminFunction", new AdminFunction(table, bucket("a"), clock)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                clock,
                new PrintStream(System.err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        api.close();
        table.close();
    }

    @Test
    void a_training_that_publishes_is_seen_by_nobody_but_as_another_version() throws Exception {
        Map<String, Long> answers = load(() -> {
            awaitAnswers(ANSWERS_BEFORE_AND_AFTER);
            train("b", SECOND);
            awaitAnswers(answered.get() + ANSWERS_BEFORE_AND_AFTER);
        });

        assertThat(answers).hasSize(2);
    }

    @Test
    @Tag("full")
    void the_same_for_a_minute() throws Exception {
        long end = System.nanoTime() + LONG_RUN.toNanos();
        Map<String, Long> answers = load(() -> {
            awaitTime(end - LONG_RUN.toNanos() / 2);
            train("b", SECOND);
            awaitTime(end);
        });

        System.err.println(
                CLIENTS + " clients for " + LONG_RUN.toSeconds() + " s: answers by version " + answers + ", no error.");
        assertThat(answers).hasSize(2);
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Answers by version, all of which were right, while something else is done. */
    private Map<String, Long> load(Work meanwhile) throws Exception {
        Map<String, Long> answers = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
                HttpClient http = HttpClient.newHttpClient()) {
            List<Future<Map<String, Long>>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int seed = client;
                clients.add(threads.submit(() -> ask(http, seed)));
            }
            try {
                meanwhile.run();
            } finally {
                over.set(true);
            }
            for (Future<Map<String, Long>> client : clients) {
                client.get().forEach((version, number) -> answers.merge(version, number, Long::sum));
            }
        }
        return answers;
    }

    private Map<String, Long> ask(HttpClient http, int seed) throws Exception {
        Map<String, Long> answers = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        try {
            while (!over.get()) {
                String query = QUERIES.get(random.nextInt(QUERIES.size()))
                        .formatted(random.nextInt(60), random.nextBoolean() ? "a" : "b", random.nextInt(40));
                URI uri = URI.create("http://localhost:" + api.port() + query);
                HttpResponse<String> response =
                        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).as(query + response.body()).isEqualTo(200);
                answers.merge(versionOf(JSON.readTree(response.body()), query), 1L, Long::sum);
                answered.incrementAndGet();
            }
        } finally {
            over.set(true); // one that fails ends them all
        }
        return answers;
    }

    private static String versionOf(JsonNode answer, String query) {
        String version = answer.path("version").asText();
        String own = version.startsWith("20261124") ? "ap" : "bp";
        assertThat(answer.path("items")).as(query).isNotEmpty();
        for (JsonNode item : answer.path("items")) {
            assertThat(item.path("productId").asText()).as(query + answer).startsWith(own);
            if (query.contains("expand")) {
                assertThat(item.at("/product/name").asText()).startsWith(own);
            }
        }
        return version;
    }

    private void awaitAnswers(long number) throws InterruptedException {
        while (answered.get() < number && !over.get()) {
            Thread.sleep(5);
        }
    }

    private void awaitTime(long nanos) throws InterruptedException {
        while (System.nanoTime() < nanos && !over.get()) {
            Thread.sleep(5);
        }
    }

    private void train(String shop, Instant time) throws IOException {
        try (SqliteTable ofTheTraining = new SqliteTable(store().resolve("versions.db"))) {
            TrainingSummary summary = new Training(bucket(shop), ofTheTraining, () -> time, Progress.none())
                    .run(TrainingRequest.of(Optional.of(time)), Deadline.never());
            assertThat(summary.live()).as(summary.sentence()).isTrue();
        }
    }

    private FolderBucket bucket(String shop) {
        return new FolderBucket(folder.resolve(shop), store());
    }

    private Path store() {
        return folder.resolve("store");
    }
}
