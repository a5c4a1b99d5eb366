package com.eszoppping.recommendations.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.training.Gate.Check;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingMetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:01:00Z");

    @Test
    void a_version_that_was_held_back_is_counted_and_says_why() throws IOException {
        TrainingReport report = new TrainingReport(Map.of("version", "v", "rejectedShare", 0.05))
                .with(new Gate(List.of(new Check("coverage", false, "It fell."))));

        JsonNode line = line(new TrainingSummary(false, "Held back: it fell.", Optional.of(report)));

        assertThat(line.path("VersionHeldBack").asInt()).isOne();
        assertThat(line.path("VersionLive").asInt()).isZero();
        assertThat(line.path("RejectedShare").asDouble()).isEqualTo(0.05);
        assertThat(line.path("sentence").asText()).contains("it fell");
        assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Namespace").asText()).isEqualTo("Recommendations");
        assertThat(directive.path("Metrics").findValuesAsText("Name"))
                .containsExactly("VersionLive", "VersionHeldBack", "RejectedShare");
    }

    @Test
    void a_retry_that_had_nothing_to_do_only_says_that_it_is_not_live() throws IOException {
        JsonNode line = line(new TrainingSummary(false, "Published already.", Optional.empty()));

        assertThat(line.path("VersionLive").asInt()).isZero();
        assertThat(line.has("VersionHeldBack")).isFalse();
    }

    private static JsonNode line(TrainingSummary summary) throws IOException {
        String line = TrainingMetrics.line(summary, NOW);
        assertThat(line).doesNotContain("\n");
        return new ObjectMapper().readTree(line);
    }
}
