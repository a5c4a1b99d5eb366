package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.ranking.Fallback;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What the console shows of this front while it runs: how fast each route answers, and how many lists needed a fallback. In the
 * cloud the dashboard of {@code infra/monitoring.yaml} has the same. None of it says who asked. Safe for use by many threads.
 */
final class LiveFigures {
    /** Where they are; no path of the API. */
    static final String PATH = "/console/live.json";

    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int SIGNIFICANT_DIGITS = 2;
    private static final double NANOS_PER_MILLISECOND = 1e6;
    private static final int OK = 200;
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final String LISTS = "/recommendations";
    private static final String NONE = "NONE";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InstantSource clock;
    private final Instant since;
    private final Map<String, OfRoute> routes = new TreeMap<>();
    private final Map<String, Long> fallbacks = new TreeMap<>(Comparator.comparingInt(LiveFigures::distance));
    private final Deque<Slice> slices = new ArrayDeque<>();

    LiveFigures(InstantSource clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /** All requests to one route. */
    private static final class OfRoute {
        private final Histogram nanos = new Histogram(SIGNIFICANT_DIGITS);
        private long clientErrors;
        private long serverErrors;
    }

    /** A few seconds of requests for lists. */
    private static final class Slice {
        private final Instant from;
        private final Histogram nanos = new Histogram(SIGNIFICANT_DIGITS);
        private long withFallback;

        private Slice(Instant from) {
            this.from = from;
        }
    }

    /** Counts a request that a function answered. */
    void answered(Route route, GatewayResponse answer, long nanos) {
        if (route.path().endsWith(LISTS) && answer.status() == OK) {
            // Answers are read side by side; only counting has to take turns.
            countList(fallbackOf(answer), nanos);
        }
        count(route, answer.status(), nanos);
    }

    private synchronized void count(Route route, int status, long nanos) {
        OfRoute figures = routes.computeIfAbsent(route.key(), key -> new OfRoute());
        figures.nanos.recordValue(nanos);
        if (status >= FIRST_SERVER_ERROR) {
            figures.serverErrors++;
        } else if (status >= FIRST_CLIENT_ERROR) {
            figures.clientErrors++;
        }
    }

    private synchronized void countList(Optional<String> fallback, long nanos) {
        Slice slice = currentSlice();
        slice.nanos.recordValue(nanos);
        if (fallback.isPresent()) {
            slice.withFallback++;
        }
        fallbacks.merge(fallback.orElse(NONE), 1L, Long::sum);
    }

    /** Made with those that are missing since the last one, so that a silence is seen; those too long ago are forgotten. */
    private Slice currentSlice() {
        long seconds = clock.instant().getEpochSecond();
        Instant now = Instant.ofEpochSecond(seconds - seconds % SLICE.toSeconds());
        Instant oldest = now.minus(KEPT);
        slices.removeIf(slice -> slice.from.isBefore(oldest));
        Instant next = slices.isEmpty() ? now : slices.getLast().from.plus(SLICE);
        for (Instant from = next; !from.isAfter(now); from = from.plus(SLICE)) {
            slices.add(new Slice(from));
        }
        return slices.getLast();
    }

    /** How general a list had to help; the asked list comes first. */
    private static int distance(String fallback) {
        return fallback.equals(NONE) ? -1 : Fallback.valueOf(fallback).ordinal();
    }

    private static Optional<String> fallbackOf(GatewayResponse answer) {
        try {
            JsonNode fallback = JSON.readTree(answer.body()).path("fallback");
            return fallback.isTextual() ? Optional.of(fallback.asText()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("A list that was served is no JSON.", e);
        }
    }

    /** The figures, if the request is for them. */
    Optional<GatewayResponse> answer(GatewayRequest request) {
        if (!request.method().equals("GET") || !request.path().equals(PATH)) {
            return Optional.empty();
        }
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Cache-Control", "no-store");
        return Optional.of(
                new GatewayResponse(OK, headers, List.of(), json().toString().getBytes(StandardCharsets.UTF_8)));
    }

    private synchronized ObjectNode json() {
        currentSlice();
        ObjectNode json = JSON.createObjectNode().put("since", since.toString());
        ArrayNode ofRoutes = json.putArray("routes");
        routes.forEach((key, figures) -> {
            ObjectNode route = ofRoutes.addObject().put("route", key);
            putLatency(route, figures.nanos);
            route.put("clientErrors", figures.clientErrors).put("serverErrors", figures.serverErrors);
        });
        long served = fallbacks.values().stream().mapToLong(Long::longValue).sum();
        ArrayNode kinds = json.putObject("lists").put("served", served).putArray("fallbacks");
        fallbacks.forEach((kind, count) ->
                kinds.addObject().put("fallback", kind).put("lists", count).put("share", (double) count / served));
        ArrayNode times = json.putArray("lastMinutes");
        for (Slice slice : slices) {
            ObjectNode time =
                    times.addObject().put("from", slice.from.toString()).put("seconds", SLICE.toSeconds());
            putLatency(time, slice.nanos);
            long lists = slice.nanos.getTotalCount();
            time.put("fallbackShare", lists == 0 ? 0 : (double) slice.withFallback / lists);
        }
        return json;
    }

    private static void putLatency(ObjectNode target, Histogram nanos) {
        target.put("requests", nanos.getTotalCount())
                .put("p50Milliseconds", nanos.getValueAtPercentile(50) / NANOS_PER_MILLISECOND)
                .put("p95Milliseconds", nanos.getValueAtPercentile(95) / NANOS_PER_MILLISECOND)
                .put("p99Milliseconds", nanos.getValueAtPercentile(99) / NANOS_PER_MILLISECOND);
    }
}
