package com.eszoppping.recommendations.feedback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Sends events to the function as API Gateway does. */
record Frontend(FeedbackFunction function, StringBuilder log) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Frontend(FeedbackFunction function) {
        this(function, new StringBuilder());
    }

    record Reply(int status, JsonNode headers, JsonNode body) {}

    /** Events, as the inside of the array. */
    Reply post(String events) {
        return send("application/json", "{\"events\":[" + events + "]}");
    }

    Reply send(String contentType, String body) {
        return call(event(contentType).put("body", body).put("isBase64Encoded", false));
    }

    Reply sendBytes(String contentType, byte[] body) {
        return call(event(contentType)
                .put("body", Base64.getEncoder().encodeToString(body))
                .put("isBase64Encoded", true));
    }

    private static ObjectNode event(String contentType) {
        ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("routeKey", "POST /events");
        ObjectNode headers = event.putObject("headers").put("host", "shop.example");
        if (contentType != null) {
            headers.put("content-type", contentType);
        }
        return event;
    }

    private Reply call(ObjectNode event) {
        try {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            function.handleRequest(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), output, context());
            JsonNode answer = JSON.readTree(output.toByteArray());
            return new Reply(
                    answer.path("statusCode").asInt(),
                    answer.path("headers"),
                    JSON.readTree(answer.path("body").asText()));
        } catch (IOException e) {
            throw new AssertionError("The function failed.", e);
        }
    }

    private Context context() {
        LambdaLogger logger = new LambdaLogger() {
            @Override
            public void log(String message) {
                log.append(message).append('\n');
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemainingTimeInMillis" -> 10_000;
                    case "getLogger" -> logger;
                    case "getFunctionName" -> "shop-feedback";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
