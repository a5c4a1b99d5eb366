package com.eszoppping.recommendations.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** HTTP responses with JSON bodies. */
public final class Responses {
    private static final JsonFactory JSON = new JsonFactory();

    private Responses() {}

    /** Writes the inside of a JSON object. */
    @FunctionalInterface
    public interface Body {
        /** Writes names and values. */
        void write(JsonGenerator json) throws IOException;
    }

    /** 200 with a JSON object. */
    public static APIGatewayV2HTTPResponse ok(Map<String, String> headers, Body body) {
        return response(200, "application/json", headers, object(body));
    }

    /** What a client may keep; not sent again to one that has it. */
    public static APIGatewayV2HTTPResponse cached(String etag, String maxAge, APIGatewayV2HTTPEvent event, Body body) {
        Map<String, String> headers = Map.of("ETag", etag, "Cache-Control", maxAge);
        return etag.equals(event.getHeaders().get("if-none-match"))
                ? response(304, "application/json", headers, "")
                : ok(headers, body);
    }

    /** The problem as {@code application/problem+json}. */
    public static APIGatewayV2HTTPResponse problem(Problem problem) {
        Map<String, String> headers = new LinkedHashMap<>(problem.headers());
        headers.put("Cache-Control", "no-store");
        return response(problem.status(), "application/problem+json", headers, object(json -> {
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", problem.title());
            json.writeNumberField("status", problem.status());
            json.writeStringField("detail", problem.detail());
            if (problem.parameter().isPresent()) {
                json.writeStringField("parameter", problem.parameter().get());
            }
        }));
    }

    private static APIGatewayV2HTTPResponse response(
            int status, String contentType, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", contentType);
        all.put("X-Content-Type-Options", "nosniff");
        APIGatewayV2HTTPResponse response = new APIGatewayV2HTTPResponse();
        response.setStatusCode(status);
        response.setHeaders(all);
        response.setBody(body);
        return response;
    }

    private static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
