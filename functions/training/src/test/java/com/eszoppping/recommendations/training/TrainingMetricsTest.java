package com.eszoppping.recommendations.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.training.Gate.Check;
import com.eszoppping.recommendations.training.TrainingSummary.Ending;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingMetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:01:00Z");
    private static final String VERSION = "20261124T020000Z-3f2a";
    private static final TrainingMetrics METRICS = new TrainingMetrics("shop-training", InstantSource.fixed(NOW));

    @Test
    void a_version_that_was_held_back_is_counted_and_says_why() throws IOException {
        TrainingReport report = new TrainingReport(Map.of("version", VERSION, "rejectedShare", 0.05))
                .with(new Gate(List.of(new Check("coverage", false, "It fell."))));

        JsonNode line = line(new TrainingSummary(Ending.NOT_LIVE, "Held back: it fell.", Optional.of(report)));

        assertThat(line.path("VersionHeldBack").asInt()).isOne();
        assertThat(line.path("VersionLive").asInt()).isZero();
        assertThat(line.path("RejectedShare").asDouble()).isEqualTo(0.05);
        assertThat(line.path("sentence").asText()).contains("it fell");
        assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Namespace").asText()).isEqualTo("Recommendations");
        assertThat(directive.path("Metrics").findValuesAsText("Name"))
                .containsExactly("VersionLive", "TrainingFailed", "VersionHeldBack", "RejectedShare");
        assertThat(directive.at("/Dimensions/0/0").asText()).isEqualTo("FunctionName");
        assertThat(line.path("FunctionName").asText()).isEqualTo("shop-training");
    }

    @Test
    void the_seconds_are_those_of_all_phases() throws IOException {
        TrainingReport report = new TrainingReport(Map.of("version", VERSION, "rejectedShare", 0.0))
                .withSeconds(Map.of("reading the log", 3.5, "publishing", 1.5));

        JsonNode line = line(new TrainingSummary(Ending.LIVE, "Live.", Optional.of(report)));

        assertThat(line.path("TrainingSeconds").asDouble()).isEqualTo(5);
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics"))
                .anySatisfy(metric ->
                        assertThat(metric.toString()).contains("\"Name\":\"TrainingSeconds\"", "\"Unit\":\"Seconds\""));
    }

    @Test
    void what_was_published_before_counts_as_live_when_the_function_is_asked_again() throws IOException {
        JsonNode before = line(new TrainingSummary(Ending.PUBLISHED_BEFORE, "By Spark.", Optional.empty()));
        JsonNode handedOver = line(new TrainingSummary(Ending.HANDED_OVER, "To Spark.", Optional.empty()));

        assertThat(before.path("VersionLive").asInt()).isOne();
        assertThat(handedOver.path("VersionLive").asInt()).isZero();
        assertThat(handedOver.path("TrainingFailed").asInt()).isZero();
    }

    @Test
    void a_run_that_failed_is_counted_and_says_why() throws IOException {
        JsonNode line = read(METRICS.failureLine("There is no log."));

        assertThat(line.path("TrainingFailed").asInt()).isOne();
        assertThat(line.path("VersionLive").asInt()).isZero();
        assertThat(line.path("sentence").asText()).isEqualTo("There is no log.");
    }

    @Test
    void a_retry_that_had_nothing_to_do_only_says_that_it_is_not_live() throws IOException {
        JsonNode line = line(new TrainingSummary(Ending.NOT_LIVE, "Published already.", Optional.empty()));

        assertThat(line.path("VersionLive").asInt()).isZero();
        assertThat(line.path("TrainingFailed").asInt()).isZero();
        assertThat(line.has("VersionHeldBack")).isFalse();
    }

    private static JsonNode line(TrainingSummary summary) throws IOException {
        return read(METRICS.line(summary));
    }

    private static JsonNode read(String line) throws IOException {
        assertThat(line).doesNotContain("\n");
        return new ObjectMapper().readTree(line);
    }
}
