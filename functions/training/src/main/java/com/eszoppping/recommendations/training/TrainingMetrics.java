package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.evaluation.Measure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training's figures for alarms and dashboards, as one line of CloudWatch's embedded metric format: {@code VersionLive},
 * {@code VersionHeldBack}, {@code HitRate10} of the default model and {@code RejectedShare}; {@code ExperimentResults} and {@code
 * ExperimentResultsFailed} in one of their own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     the format</a>
 */
final class TrainingMetrics {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "Recommendations";

    private TrainingMetrics() {}

    /** The line; a run that failed or had nothing to do has no figures but that it is not live. */
    static String line(TrainingSummary summary, Instant now) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("VersionLive", summary.live() ? 1 : 0);
        summary.report().map(TrainingReport::shortFields).ifPresent(report -> {
            boolean heldBack = report.get("gate") instanceof Map<?, ?> gate && Boolean.FALSE.equals(gate.get("passed"));
            values.put("VersionHeldBack", heldBack ? 1 : 0);
            values.put("RejectedShare", report.get("rejectedShare"));
            if (report.get("accuracy") instanceof Measure accuracy) {
                values.put("HitRate10", accuracy.value());
            }
        });
        return line(values, summary.sentence(), now);
    }

    /**
     * The line about the experiments.
     *
     * @param computed how many have new results
     * @param failed whether they could not be computed
     */
    static String experimentsLine(int computed, boolean failed, String sentence, Instant now) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("ExperimentResults", computed);
        values.put("ExperimentResultsFailed", failed ? 1 : 0);
        return line(values, sentence, now);
    }

    private static String line(Map<String, Object> values, String sentence, Instant now) {
        List<Map<String, String>> metrics =
                values.keySet().stream().map(name -> Map.of("Name", name)).toList();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        now.toEpochMilli(),
                        "CloudWatchMetrics",
                        List.of(Map.of("Namespace", NAMESPACE, "Dimensions", List.of(List.of()), "Metrics", metrics))));
        line.putAll(values);
        line.put("sentence", sentence);
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The metrics cannot be written as JSON.", e);
        }
    }
}
