package com.eszoppping.recommendations.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The API as a shop's page sees it. Safe for use by many threads. */
final class Shop implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** API Gateway gives up after 30. */
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /**
     * @param url without a path, like {@code http://localhost:8080}
     */
    Shop(URI url) {
        this.url = url.toString().replaceAll("/+$", "");
    }

    /**
     * An experiment that runs.
     *
     * @param control the name of the variant that the others are compared with
     */
    record Running(String name, String control) {}

    /**
     * A list as it was served.
     *
     * @param variant the experiment's variant that it came from
     */
    record Served(String recommendationId, Optional<String> variant, List<String> productIds) {}

    /** The experiment that assigns visitors now, if one does. */
    Optional<Running> running() {
        Instant now = Instant.now();
        for (JsonNode experiment : get("/experiments").path("experiments")) {
            boolean inTime =
                    !now.isBefore(Instant.parse(experiment.path("start").asText()))
                            && now.isBefore(Instant.parse(experiment.path("end").asText()));
            if (experiment.path("status").asText().equals("RUNNING") && inTime) {
                String control =
                        experiment.path("variants").path(0).path("name").asText();
                return Optional.of(new Running(experiment.path("name").asText(), control));
            }
        }
        return Optional.empty();
    }

    /**
     * Asks for a list.
     *
     * @param viewed the products viewed before, oldest first
     */
    Served recommendations(String visitorId, List<String> viewed) {
        String query = "/recommendations?visitorId=" + encoded(visitorId)
                + (viewed.isEmpty() ? "" : "&viewed=" + encoded(String.join(",", viewed)));
        JsonNode list = get(query);
        List<String> products = new ArrayList<>();
        list.path("items").forEach(item -> products.add(item.path("productId").asText()));
        return new Served(
                list.path("recommendationId").asText(),
                Optional.ofNullable(list.path("experiment").path("variant").textValue()),
                products);
    }

    /** Reports what a visitor did. */
    void report(ArrayNode events) {
        String body = JSON.createObjectNode().set("events", events).toString();
        JsonNode answer = send(HttpRequest.newBuilder(URI.create(url + "/events"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        if (!answer.path("refused").isEmpty()) {
            throw new ShopFailedException("POST /events refused events: " + answer.path("refused"));
        }
    }

    private JsonNode get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(URI.create(url + pathAndQuery)).GET());
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpRequest whole = request.timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response = client.send(whole, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= 300) {
                throw new ShopFailedException(whole.method() + " " + whole.uri().getPath() + " was answered with "
                        + response.statusCode() + ": " + detail(response.body()));
            }
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new ShopFailedException(whole.uri() + " answers, but not with JSON: is it the API?", e);
        } catch (HttpTimeoutException e) {
            throw new ShopFailedException(url + " does not answer in time.", e);
        } catch (ConnectException e) {
            throw new ShopFailedException(
                    "Nothing answers at " + url + ": start it with ./recs demo, or name another with --url.", e);
        } catch (IOException e) {
            throw new ShopFailedException("The connection to " + url + " broke: " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShopFailedException("Interrupted while waiting for " + url + ".", e);
        }
    }

    /** What a problem document says, else the body. */
    private static String detail(String body) {
        try {
            return JSON.readTree(body).path("detail").asText(body);
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
