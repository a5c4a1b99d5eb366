package com.eszoppping.recommendations.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What goes back to the client.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param cookies each becomes a {@code Set-Cookie} header
 * @param body empty if there is none
 */
record GatewayResponse(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
    /** What a function's answer may weigh: the quota of a synchronous Lambda invocation. */
    static final int MAX_ANSWER_BYTES = 6 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOWEST_FINAL_STATUS = 200;
    private static final int HIGHEST_STATUS = 599;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final long NO_BODY = -1;

    /** Headers that describe the connection; the server writes its own. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("content-length", "transfer-encoding", "connection", "keep-alive", "date");

    /** What the gateway itself answers when it doesn't call the function, or when the function failed. */
    static GatewayResponse ofTheGateway(int status, String message) {
        byte[] body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        return new GatewayResponse(status, Map.of("Content-Type", "application/json"), List.of(), body);
    }

    /**
     * Reads a function's answer in payload format 2.0. Without a {@code statusCode} the whole answer is the body, with
     * status 200.
     *
     * @throws IOException if it is too long, no JSON, or no answer that the gateway understands
     */
    static GatewayResponse ofTheFunction(byte[] answer) throws IOException {
        if (answer.length > MAX_ANSWER_BYTES) {
            throw new IOException("The function answered " + answer.length + " bytes; Lambda takes " + MAX_ANSWER_BYTES
                    + " at most.");
        }
        JsonNode json = JSON.readTree(answer);
        if (!json.has("statusCode")) {
            return new GatewayResponse(200, Map.of("Content-Type", "application/json"), List.of(), answer);
        }
        int status = json.path("statusCode").asInt();
        if (status < LOWEST_FINAL_STATUS || status > HIGHEST_STATUS) {
            throw new IOException("The function answered with the status " + json.path("statusCode") + ".");
        }
        return new GatewayResponse(status, headers(json), cookies(json), body(json));
    }

    void write(HttpExchange exchange) throws IOException {
        headers.forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        cookies.forEach(cookie -> exchange.getResponseHeaders().add("Set-Cookie", cookie));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head && status != NOT_MODIFIED) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        if (head || body.length == 0 || status == NO_CONTENT || status == NOT_MODIFIED) {
            exchange.sendResponseHeaders(status, NO_BODY);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> headers(JsonNode json) {
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers").properties().forEach(header -> headers.put(header.getKey(), oneLine(header.getValue())));
        return headers;
    }

    private static List<String> cookies(JsonNode json) {
        List<String> cookies = new ArrayList<>();
        json.path("cookies").forEach(cookie -> cookies.add(oneLine(cookie)));
        return cookies;
    }

    private static String oneLine(JsonNode value) {
        return value.asText().replaceAll("[\\r\\n]", " ");
    }

    private static byte[] body(JsonNode json) throws IOException {
        String body = json.path("body").asText("");
        if (!json.path("isBase64Encoded").asBoolean()) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IOException("The function's body is not Base64.", e);
        }
    }
}
