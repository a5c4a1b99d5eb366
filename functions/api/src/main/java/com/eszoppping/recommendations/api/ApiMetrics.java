package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.http.Metrics;
import com.eszoppping.recommendations.ranking.Fallback;
import com.eszoppping.recommendations.store.ListReads;
import com.eszoppping.recommendations.store.VersionReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What alarms and the dashboard know of the requests; {@code docs/monitoring.md} says what each figure means. None says who asked,
 * or for what. Safe for use by many threads.
 */
final class ApiMetrics {
    private static final String REQUESTS = "Requests";
    private static final String CLIENT_ERRORS = "ClientErrors";
    private static final String NOTHING_LIVE = "NothingLive";
    private static final String UNAVAILABLE = "Unavailable";
    private static final String FAILED = "Failed";
    private static final String LISTS_SERVED = "ListsServed";
    private static final int FIRST_SERVER_ERROR = 500;

    private final Map<Fallback, String> fallbacks = new EnumMap<>(Fallback.class);
    private final Metrics metrics;
    private final VersionReader versions;
    private final InstantSource clock;

    /** @param lines takes a line of JSON once a minute */
    ApiMetrics(Consumer<String> lines, VersionReader versions, InstantSource clock) {
        Stream<String> counted = Stream.of(REQUESTS, CLIENT_ERRORS, NOTHING_LIVE, UNAVAILABLE, FAILED, LISTS_SERVED);
        for (Fallback kind : Fallback.values()) {
            fallbacks.put(kind, nameOf(kind));
        }
        this.metrics = new Metrics(
                lines,
                clock,
                Stream.concat(counted, fallbacks.values().stream()).toList());
        this.versions = versions;
        this.clock = clock;
    }

    void asked() {
        metrics.count(REQUESTS, 1);
    }

    /** The request ended with a problem that we answer on purpose: the client's, or that nothing was published yet. */
    void refused(int status) {
        metrics.count(status < FIRST_SERVER_ERROR ? CLIENT_ERRORS : NOTHING_LIVE, 1);
    }

    /** The table did not answer. */
    void unavailable() {
        metrics.count(UNAVAILABLE, 1);
    }

    /** We made a mistake. */
    void failed() {
        metrics.count(FAILED, 1);
    }

    /** A list was served. */
    void served(Optional<Fallback> fallback) {
        metrics.count(LISTS_SERVED, 1);
        fallback.ifPresent(kind -> metrics.count(fallbacks.get(kind), 1));
    }

    /** Once a minute, prints what happened. */
    void print(String function) {
        metrics.print(function, this::figures);
    }

    private Map<String, Long> figures() {
        ListReads reads = versions.takeListReads();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("SharedListsFromMemory", reads.fromMemory());
        figures.put("SharedListsFromTable", reads.fromTable());
        versions.lastKnown()
                .map(live -> Duration.between(live.id().logicalTime(), clock.instant()))
                .ifPresent(age -> figures.put("VersionAgeSeconds", age.toSeconds()));
        return figures;
    }

    /** {@code FallbackParentCategory} for what answers call {@code PARENT_CATEGORY}. */
    private static String nameOf(Fallback fallback) {
        return Stream.of(fallback.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("", "Fallback", ""));
    }
}
