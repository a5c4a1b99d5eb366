package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.local.LogLines;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What visitors ask, as events of API Gateway (payload 2.0): users of the log in the middle of their sessions, with up to five
 * products viewed, half of them in the category of the product at hand.
 */
final class RequestMix {
    private static final int REQUESTS = 2_000;
    private static final int MAX_VIEWED = 5;
    private static final long SEED = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private RequestMix() {}

    /** Requests from the beginning of the log; fewer if the log is short, none if nobody in it is known. */
    static List<byte[]> of(Bucket bucket) throws IOException {
        Map<String, String> categories = categories(bucket);
        Map<String, List<String>> viewedBySession = new HashMap<>();
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> requests = new ArrayList<>();
        LogLines.first(bucket, "sessions/", event -> {
            if (event.hasNonNull("user_id") && event.hasNonNull("product_id")) {
                List<String> viewed = viewedBySession.computeIfAbsent(
                        event.path("session_id").asText(), session -> new ArrayList<>());
                requests.add(request(event.get("user_id").asText(), newest(viewed), categories, random));
                viewed.add(event.get("product_id").asText());
            }
            return requests.size() < REQUESTS ? Optional.empty() : Optional.of(requests);
        });
        return requests;
    }

    private static List<String> newest(List<String> viewed) {
        return List.copyOf(viewed.subList(Math.max(0, viewed.size() - MAX_VIEWED), viewed.size()));
    }

    private static Map<String, String> categories(Bucket bucket) throws IOException {
        Map<String, String> categories = new HashMap<>();
        LogLines.first(bucket, "catalogue/products", product -> {
            if (product.hasNonNull("category_path")) {
                categories.put(
                        product.path("product_id").asText(),
                        product.get("category_path").asText());
            }
            return Optional.empty();
        });
        return categories;
    }

    private static byte[] request(
            String userId, List<String> viewed, Map<String, String> categories, SplittableRandom random) {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", "GET /recommendations");
        event.put("rawPath", "/recommendations");
        event.set("headers", browserHeaders());
        ObjectNode query = event.putObject("queryStringParameters");
        query.put("userId", userId);
        if (!viewed.isEmpty()) {
            query.put("viewed", String.join(",", viewed));
            String category = categories.get(viewed.getLast());
            if (category != null && random.nextBoolean()) {
                query.put("category", category);
            }
        }
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", "123456789012");
        context.put("apiId", "api-id");
        context.put("requestId", "JKJaXmPLvHcESHA=");
        context.put("stage", "$default");
        ObjectNode http = context.putObject("http");
        http.put("method", "GET");
        http.put("path", "/recommendations");
        http.put("sourceIp", "192.0.2.1");
        event.put("isBase64Encoded", false);
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode browserHeaders() {
        return JSON.createObjectNode()
                .put("accept", "*/*")
                .put("accept-encoding", "gzip, deflate, br, zstd")
                .put("accept-language", "pl,en-US;q=0.7,en;q=0.3")
                .put("host", "abcdefghij.execute-api.eu-central-1.amazonaws.com")
                .put("origin", "https://www.example.com")
                .put("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .put("x-amzn-trace-id", "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e")
                .put("x-forwarded-for", "192.0.2.1")
                .put("x-forwarded-port", "443")
                .put("x-forwarded-proto", "https");
    }
}
