package com.eszoppping.recommendations.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Calls functions with events as API Gateway makes them (payload 2.0). */
public final class Functions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private Functions() {}

    /** The whole answer: status, headers and the body as a text. */
    public static JsonNode call(
            RequestStreamHandler function,
            String route,
            Map<String, String> path,
            Map<String, String> query,
            String body)
            throws IOException {
        return call(function, route, path, query, body, TIMEOUT);
    }

    /** The same with less time. */
    public static JsonNode call(
            RequestStreamHandler function,
            String route,
            Map<String, String> path,
            Map<String, String> query,
            String body,
            Duration timeout)
            throws IOException {
        ObjectNode event = JSON.createObjectNode().put("routeKey", route).put("rawPath", "/test");
        event.set("pathParameters", JSON.valueToTree(path));
        event.set("queryStringParameters", JSON.valueToTree(query));
        event.putObject("headers").put("content-type", "application/json");
        event.put("body", body);
        return call(function, event, timeout);
    }

    /** What a function answers to any event. */
    public static JsonNode call(RequestStreamHandler function, ObjectNode event) throws IOException {
        return call(function, event, TIMEOUT);
    }

    private static JsonNode call(RequestStreamHandler function, ObjectNode event, Duration timeout) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        function.handleRequest(
                new ByteArrayInputStream(JSON.writeValueAsBytes(event)),
                output,
                LocalContext.of("Function", timeout, InstantSource.system(), System.err));
        return JSON.readTree(output.toByteArray());
    }

    /** The body of an answer. */
    public static JsonNode body(JsonNode answer) throws IOException {
        return JSON.readTree(answer.path("body").asText());
    }
}
