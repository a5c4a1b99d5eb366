package com.eszoppping.recommendations.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a training answers.
 *
 * @param ending how it ended
 * @param sentence what happened, for people
 * @param report what was done, of which the JSON has the short facts; absent if there was nothing to do
 */
public record TrainingSummary(Ending ending, String sentence, Optional<TrainingReport> report) {
    /** How a training ends that does not fail. */
    public enum Ending {
        /** This run's version is the one that is served now. */
        LIVE,
        /** This run's version is not served. */
        NOT_LIVE,
        /** There was nothing to do: the logical time was published by an earlier run. */
        PUBLISHED_BEFORE,
        /** The log is too large for this process: a cluster has to train on it. */
        HANDED_OVER
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether this run's version is the one that is served now. */
    public boolean live() {
        return ending == Ending.LIVE;
    }

    /** The summary as one JSON object; whoever reads it looks for {@code "handOver":true}. */
    public String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("live", live());
        if (ending == Ending.HANDED_OVER) {
            fields.put("handOver", true);
        }
        fields.put("sentence", sentence);
        report.ifPresent(done -> fields.putAll(done.shortFields()));
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The summary cannot be written as JSON.", e);
        }
    }
}
