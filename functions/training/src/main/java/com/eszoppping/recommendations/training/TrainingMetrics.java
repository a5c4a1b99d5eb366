package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.evaluation.Measure;
import com.eszoppping.recommendations.training.TrainingSummary.Ending;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training's figures for alarms and the dashboard, as one line of CloudWatch's embedded metric format; the experiments have one
 * of their own. {@code docs/monitoring.md} says what each figure means.
 *
 * @param function the Lambda function's name, so that two installations in an account stay apart
 * @param clock tells when it was
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     the format</a>
 */
record TrainingMetrics(String function, InstantSource clock) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "Recommendations";
    private static final String DIMENSION = "FunctionName";
    private static final List<String> RATIOS = List.of("RejectedShare", "HitRate10");

    /** The line of a run that came to its end; one that had nothing to do has no figures but that it is not live. */
    String line(TrainingSummary summary) {
        Map<String, Object> values = new LinkedHashMap<>();
        // What Spark published is counted when the function is asked whether it is there.
        boolean published = summary.live() || summary.ending() == Ending.PUBLISHED_BEFORE;
        values.put("VersionLive", published ? 1 : 0);
        values.put("TrainingFailed", 0);
        summary.report().map(TrainingReport::shortFields).ifPresent(report -> {
            boolean heldBack = report.get("gate") instanceof Map<?, ?> gate && Boolean.FALSE.equals(gate.get("passed"));
            values.put("VersionHeldBack", heldBack ? 1 : 0);
            values.put("RejectedShare", report.get("rejectedShare"));
            if (report.get("seconds") instanceof Double seconds) {
                values.put("TrainingSeconds", seconds);
            }
            if (report.get("accuracy") instanceof Measure accuracy) {
                values.put("HitRate10", accuracy.value());
            }
        });
        return line(values, summary.sentence());
    }

    /** The line of a run that failed: its alarm needs it most. */
    String failureLine(String sentence) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("VersionLive", 0);
        values.put("TrainingFailed", 1);
        return line(values, sentence);
    }

    /**
     * The line about the experiments.
     *
     * @param computed how many have new results
     * @param failed whether they could not be computed
     */
    String experimentsLine(int computed, boolean failed, String sentence) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("ExperimentResults", computed);
        values.put("ExperimentResultsFailed", failed ? 1 : 0);
        return line(values, sentence);
    }

    private String line(Map<String, Object> values, String sentence) {
        List<Map<String, String>> metrics = values.keySet().stream()
                .map(name -> Map.of("Name", name, "Unit", unitOf(name)))
                .toList();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        clock.millis(),
                        "CloudWatchMetrics",
                        List.of(Map.of(
                                "Namespace",
                                NAMESPACE,
                                "Dimensions",
                                List.of(List.of(DIMENSION)),
                                "Metrics",
                                metrics))));
        line.put(DIMENSION, function);
        line.putAll(values);
        line.put("sentence", sentence);
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The metrics cannot be written as JSON.", e);
        }
    }

    private static String unitOf(String name) {
        if (name.endsWith("Seconds")) {
            return "Seconds";
        }
        return RATIOS.contains(name) ? "None" : "Count";
    }
}
