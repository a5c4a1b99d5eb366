package com.eszoppping.recommendations.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.store.DeadlineReachedException;
import com.eszoppping.recommendations.training.TrainingFunction;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that cannot finish says that somebody else has to, if there is somebody. */
class HandOverTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    private Path store;

    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    private SqliteTable table;

    @BeforeEach
    void open() throws IOException {
        Stores.generate(store, 300, false);
        table = new SqliteTable(store.resolve("versions.db"), CLOCK);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void with_spark_it_answers_so_and_nothing_has_failed() throws IOException {
        JsonNode answer = new ObjectMapper().readTree(train(Duration.ofSeconds(1), true));

        assertThat(answer.path("handOver").asBoolean()).isTrue();
        assertThat(answer.path("live").asBoolean()).isFalse();
        assertThat(answer.path("sentence").asText()).isNotEmpty();
        assertThat(metrics.toString(UTF_8)).contains("\"TrainingFailed\":0", "\"VersionLive\":0");
    }

    @Test
    void without_spark_it_fails_and_says_why() {
        assertThatThrownBy(() -> train(Duration.ofSeconds(1), false)).isInstanceOf(DeadlineReachedException.class);
        assertThat(metrics.toString(UTF_8)).contains("\"TrainingFailed\":1");
    }

    @Test
    void asked_again_it_says_that_the_version_is_there() throws IOException {
        train(Duration.ofHours(1), true);
        metrics.reset();

        JsonNode answer = new ObjectMapper().readTree(train(Duration.ofHours(1), true));

        assertThat(answer.has("handOver")).isFalse();
        assertThat(answer.path("sentence").asText()).contains("published already");
        assertThat(metrics.toString(UTF_8)).contains("\"VersionLive\":1");
    }

    private String train(Duration left, boolean hasSpark) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new TrainingFunction(
                        name -> new FolderBucket(store, store),
                        "bucket",
                        table,
                        "salt",
                        CLOCK,
                        new PrintStream(metrics, true, UTF_8),
                        hasSpark)
                .handleRequest(
                        new ByteArrayInputStream(("{\"scheduledTime\":\"" + NOW + "\"}").getBytes(UTF_8)),
                        answer,
                        LocalContext.of(
                                "Training", left, CLOCK, new PrintStream(new ByteArrayOutputStream(), true, UTF_8)));
        return answer.toString(UTF_8);
    }
}
