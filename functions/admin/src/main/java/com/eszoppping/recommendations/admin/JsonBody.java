package com.eszoppping.recommendations.admin;

import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.Quote;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Set;

/** The body of a request, a JSON object with known fields. */
final class JsonBody {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /**
     * Reads a body.
     *
     * @param body null if there is none
     * @param what it should be, for messages, e.g. {@code "a JSON object that describes the experiment"}
     * @throws ProblemException if it is something else
     */
    static JsonNode parse(String body, String what) {
        try {
            JsonNode object = JSON.readTree(body == null ? "" : body);
            if (object.isObject()) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    Problem.badParameter("body", "The body is not JSON: " + Quote.of(e.getOriginalMessage())));
        }
        throw new ProblemException(Problem.badParameter("body", "The body is " + what + "."));
    }

    /**
     * Refuses fields that an object does not have, so that a typing error is seen and not ignored.
     *
     * @param where the object's place in the body with a point behind it; empty for the body itself
     */
    static void refuseOthers(JsonNode object, Set<String> known, String where) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!known.contains(field.getKey())) {
                String name = where + Quote.of(field.getKey());
                throw new ProblemException(Problem.badParameter(
                        name,
                        "There is no field '" + name + "'; known are "
                                + String.join(", ", known.stream().sorted().toList()) + "."));
            }
        }
    }
}
