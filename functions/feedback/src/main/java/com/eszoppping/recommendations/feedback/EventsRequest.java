package com.eszoppping.recommendations.feedback;

import com.eszoppping.recommendations.http.Quote;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The body of {@code POST /events}: {@code {"events":[…]}}.
 *
 * @param events as they came, not looked at yet
 */
record EventsRequest(List<JsonNode> events) {
    private static final int MAX_EVENTS = 100;
    private static final int MAX_BODY_BYTES = 256 * 1024;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Takes the body out of an event of API Gateway (payload 2.0).
     *
     * @throws ProblemException if it is not such a body
     */
    static EventsRequest of(JsonNode httpEvent) {
        requireJson(contentType(httpEvent));
        byte[] body = body(httpEvent);
        if (body.length > MAX_BODY_BYTES) {
            throw new ProblemException(Problem.tooLarge(body.length, MAX_BODY_BYTES));
        }
        return new EventsRequest(events(parsed(body)));
    }

    /** API Gateway writes header names in lower case; {@code sam local} leaves them as they came. */
    private static String contentType(JsonNode httpEvent) {
        return httpEvent.path("headers").properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(Map.Entry::getValue)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }

    private static void requireJson(String contentType) {
        String withoutParameters = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!withoutParameters.equals("application/json")) {
            throw new ProblemException(Problem.unsupportedType(contentType));
        }
    }

    private static byte[] body(JsonNode httpEvent) {
        String body = httpEvent.path("body").asText("");
        return httpEvent.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ProblemException(Problem.badBody("The body is not JSON" + place(e) + "."));
        } catch (IOException e) {
            throw new ProblemException(Problem.badBody("The body is not JSON in UTF-8."));
        }
    }

    /** Where it went wrong; unknown if the body was nested too deep. */
    private static String place(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        return place == null
                ? " that we can read"
                : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static List<JsonNode> events(JsonNode body) {
        if (!body.isObject()) {
            throw new ProblemException(
                    Problem.badBody("The body is a JSON object like {\"events\":[…]}, but this is none."));
        }
        refuseOtherFields(body);
        JsonNode events = body.path("events");
        if (!events.isArray()) {
            throw badEvents("but this is " + (events.isMissingNode() ? "missing" : "no array"));
        }
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw badEvents("but these are " + events.size());
        }
        List<JsonNode> each = new ArrayList<>();
        events.forEach(each::add);
        return each;
    }

    private static void refuseOtherFields(JsonNode body) {
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("events")) {
                throw new ProblemException(Problem.badParameter(
                        Quote.of(name),
                        "The body has one field, 'events', but this one has '" + Quote.of(name) + "'."));
            }
        });
    }

    private static ProblemException badEvents(String problem) {
        return new ProblemException(Problem.badParameter(
                "events", "'events' is an array of 1 to " + MAX_EVENTS + " events, " + problem + "."));
    }
}
