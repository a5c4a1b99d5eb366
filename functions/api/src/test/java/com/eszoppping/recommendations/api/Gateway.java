package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls the function as API Gateway does: with an event of payload 2.0, taking its JSON answer apart. */
record Gateway(ApiFunction function, StringBuilder log) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Gateway(ApiFunction function) {
        this(function, new StringBuilder());
    }

    record Answer(int status, Map<String, String> headers, String text) {
        JsonNode body() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError("The answer is not JSON: " + text, e);
            }
        }
    }

    Answer get(String path, Map<String, String> query) {
        return call("GET", path, "GET " + path, query, Map.of());
    }

    /** A request to a route whose path has a variable. */
    Answer get(String route, String variable, String value, Map<String, String> query) {
        return get(route, variable, value, query, Map.of());
    }

    Answer get(String route, String variable, String value, Map<String, String> query, Map<String, String> headers) {
        String path = route.replace("{" + variable + "}", value);
        return call("GET", path, "GET " + route, query, headers, Map.of(variable, value));
    }

    Answer call(String method, String path, String routeKey, Map<String, String> query, Map<String, String> headers) {
        return call(method, path, routeKey, query, headers, Map.of());
    }

    private Answer call(
            String method,
            String path,
            String routeKey,
            Map<String, String> query,
            Map<String, String> headers,
            Map<String, String> variables) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", routeKey);
        event.put("rawPath", path);
        event.put("rawQueryString", "");
        event.put("headers", headers);
        if (!query.isEmpty()) {
            event.put("queryStringParameters", query);
        }
        if (!variables.isEmpty()) {
            event.put("pathParameters", variables);
        }
        event.put(
                "requestContext",
                Map.of("requestId", "r-1", "stage", "$default", "http", Map.of("method", method, "path", path)));
        event.put("isBase64Encoded", false);
        try {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            function.handleRequest(
                    new ByteArrayInputStream(JSON.writeValueAsBytes(event)), output, new TestContext(log));
            return answer(JSON.readTree(output.toString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError("The function failed.", e);
        }
    }

    private static Answer answer(JsonNode response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Answer(
                response.path("statusCode").asInt(),
                headers,
                response.path("body").asText());
    }

    private record TestContext(StringBuilder log) implements Context {
        @Override
        public String getAwsRequestId() {
            return "r-1";
        }

        @Override
        public String getLogGroupName() {
            return "";
        }

        @Override
        public String getLogStreamName() {
            return "";
        }

        @Override
        public String getFunctionName() {
            return "ApiFunction";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "";
        }

        @Override
        public CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 1000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            return new LambdaLogger() {
                @Override
                public void log(String message) {
                    synchronized (log) {
                        log.append(message).append('\n');
                    }
                }

                @Override
                public void log(byte[] message) {
                    log(new String(message, StandardCharsets.UTF_8));
                }
            };
        }
    }
}
