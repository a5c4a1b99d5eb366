package com.eszoppping.recommendations.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a training answers.
 *
 * @param live whether this run's version is the one that is served now
 * @param sentence what happened, for people
 * @param report what was done, of which the JSON has the short facts; absent if there was nothing to do
 */
public record TrainingSummary(boolean live, String sentence, Optional<TrainingReport> report) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The summary as one JSON object. */
    public String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("live", live);
        fields.put("sentence", sentence);
        report.ifPresent(done -> fields.putAll(done.shortFields()));
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The summary cannot be written as JSON.", e);
        }
    }
}
