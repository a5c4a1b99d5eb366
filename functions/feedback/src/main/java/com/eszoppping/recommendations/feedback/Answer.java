package com.eszoppping.recommendations.feedback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP answer with a JSON body.
 *
 * @param status the HTTP status
 * @param headers by name
 */
record Answer(int status, Map<String, String> headers, ObjectNode body) {
    private static final int ACCEPTED = 202;

    static Answer accepted(int events, List<Refusal> refused) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("accepted", events);
        body.set("refused", Refusal.json(refused));
        return new Answer(ACCEPTED, headers("application/json", Map.of()), body);
    }

    static Answer of(Problem problem) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail());
        body.setAll(problem.more());
        return new Answer(problem.status(), headers("application/problem+json", problem.headers()), body);
    }

    private static Map<String, String> headers(String contentType, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", contentType);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Cache-Control", "no-store");
        return headers;
    }

    /** The answer in the form that API Gateway expects (payload 2.0). */
    ObjectNode toEvent() {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("statusCode", status);
        ObjectNode target = event.putObject("headers");
        headers.forEach(target::put);
        return event.put("body", body.toString()).put("isBase64Encoded", false);
    }
}
