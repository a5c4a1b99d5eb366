package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.log.TimeRange;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON that the schedule or a person sends to the training function; all of it is optional:
 *
 * <pre>{"scheduledTime":"2026-11-24T02:00:00Z","bucket":"…","cataloguePrefix":"…","sessionsPrefix":"…",
 * "from":"…","to":"…","models":["popular"],"seed":1,"maxRejectedShare":0.2,"maxCoverageFall":0.2}</pre>
 */
public final class TrainingInput {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS = List.of(
            "scheduledTime",
            "bucket",
            "cataloguePrefix",
            "sessionsPrefix",
            "from",
            "to",
            "models",
            "seed",
            "maxRejectedShare",
            "maxCoverageFall");

    private final JsonNode input;

    private TrainingInput(JsonNode input) {
        this.input = input;
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException if something in it is unknown or wrong; the message names field, value and what was
     *     expected
     */
    public static TrainingRequest read(InputStream input) throws IOException {
        JsonNode node;
        try {
            node = JSON.readTree(input);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The input is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!node.isObject() && !node.isMissingNode()) {
            throw new IllegalArgumentException("The input is a JSON object, but this is " + node.getNodeType() + ".");
        }
        return new TrainingInput(node).request();
    }

    private TrainingRequest request() {
        for (Map.Entry<String, JsonNode> field : input.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw new IllegalArgumentException("There is no field '" + field.getKey()
                        + "' in a training's input; known are " + String.join(", ", FIELDS) + ".");
            }
        }
        TrainingRequest request = TrainingRequest.of(time("scheduledTime"));
        if (input.hasNonNull("bucket")) {
            request = request.withBucket(text("bucket").orElseThrow());
        }
        return request.withPrefixes(
                        text("cataloguePrefix").orElse(request.cataloguePrefix()),
                        text("sessionsPrefix").orElse(request.sessionsPrefix()))
                .withRange(TimeRange.of(time("from"), time("to")))
                .withModels(texts("models"))
                .withSeed(seed(request.seed()))
                .withMaxRejectedShare(share("maxRejectedShare", request.maxRejectedShare()))
                .withMaxCoverageFall(share("maxCoverageFall", request.maxCoverageFall()));
    }

    private Optional<String> text(String field) {
        JsonNode value = input.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong(field, value, "a text");
        }
        return Optional.of(value.textValue());
    }

    private Optional<Instant> time(String field) {
        return text(field).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw wrong(field, input.path(field), "a time like 2026-11-24T02:00:00Z");
            }
        });
    }

    private List<String> texts(String field) {
        JsonNode values = input.path(field);
        if (values.isMissingNode() || values.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        if (!values.isArray() || texts.isEmpty()) {
            throw wrong(field, values, "a list of names");
        }
        return texts;
    }

    private long seed(long byDefault) {
        JsonNode value = input.path("seed");
        if (value.isMissingNode() || value.isNull()) {
            return byDefault;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong("seed", value, "a whole number");
        }
        return value.longValue();
    }

    private double share(String field, double byDefault) {
        JsonNode value = input.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return byDefault;
        }
        if (!value.isNumber()) {
            throw wrong(field, value, "a number from 0 to 1");
        }
        return value.doubleValue();
    }

    private static IllegalArgumentException wrong(String field, JsonNode value, String expected) {
        return new IllegalArgumentException("'" + field + "' is " + expected + ", but this is " + value + ".");
    }
}
