package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.WriteCount;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a training did, as it is kept beside the version in {@code reports/<version>/report.json}.
 *
 * @param fields names and values in the order of the document: texts, numbers, lists and maps of them
 */
public record TrainingReport(Map<String, Object> fields) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String WRITE_UNITS_FORMULA =
            "each item costs its bytes divided by 1,024, rounded up; bytes are those of names and values in UTF-8";

    static TrainingReport of(VersionId id, TrainingRequest request, Inputs inputs, EventLog log) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", id.text());
        fields.put("logicalTime", id.logicalTime().toString());
        fields.put("seed", request.seed());
        fields.put("inputs", inputs.fields());
        fields.put("lines", log.quality().read().lines());
        fields.put("rejected", log.quality().read().rejected());
        fields.put("rejectedShare", log.quality().rejectedShare());
        fields.put("log", log.quality().counts());
        fields.put("catalogue", log.catalogue().quality().counts());
        fields.put("events", log.events());
        fields.put("sessions", log.sessions());
        fields.put("users", log.users());
        fields.put("products", log.catalogue().size());
        return new TrainingReport(fields);
    }

    TrainingReport with(TrainedVersion trained) {
        return plus(
                "models",
                trained.models().stream().map(TrainingReport::fieldsOf).toList());
    }

    private static Map<String, Object> fieldsOf(FittedModel model) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", model.name());
        fields.put("groups", model.groups());
        return fields;
    }

    TrainingReport with(WriteCount count) {
        return plus("items", count.items())
                .plus("bytes", count.bytes())
                .plus("writeUnits", count.writeUnits())
                .plus("writeUnitsFormula", WRITE_UNITS_FORMULA);
    }

    TrainingReport withSeconds(Map<String, Double> secondsOfPhases) {
        return plus("secondsOfPhases", secondsOfPhases);
    }

    /** What the version's manifest says of where it comes from. */
    Map<String, String> lineage() {
        Map<?, ?> inputs = (Map<?, ?>) fields.get("inputs");
        return Map.of(
                "seed", fields.get("seed").toString(),
                "inputs", inputs.get("hash").toString(),
                "events", fields.get("events").toString(),
                "report", key());
    }

    /** Where the report is kept. */
    String key() {
        return "reports/" + fields.get("version") + "/report.json";
    }

    private TrainingReport plus(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new TrainingReport(more);
    }

    /** The report as it is stored. */
    byte[] json() {
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The report cannot be written as JSON.", e);
        }
    }
}
