package com.eszoppping.recommendations.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.local.Functions;
import com.eszoppping.recommendations.store.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Visitors who ask the API over and over, and compare each answer to what an undisturbed training of the same log would have it
 * say. The same log gives the same lists, so an answer of half a version, of two versions or of half a log gives itself away.
 */
final class Visitors implements AutoCloseable {
    private static final Duration REFRESH = Duration.ofMillis(20);
    private static final int THREADS = 2;
    private static final long POLL_MILLIS = 10;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final ApiFunction api;
    private final List<Answers> possible;
    private final Map<String, Answers> ofVersions = new ConcurrentHashMap<>();
    private final AtomicLong right = new AtomicLong();
    private final AtomicLong unavailable = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> working = new ArrayList<>();

    /** What is answered to every query. */
    record Answers(Map<Map<String, String>, JsonNode> byQuery) {}

    private Visitors(Table table, List<Answers> possible) {
        this.api = function(table);
        this.possible = possible;
    }

    /**
     * Begins to ask.
     *
     * @param possible what each log that may be trained on leads to
     */
    static Visitors of(Table table, List<Answers> possible) {
        Visitors visitors = new Visitors(table, possible);
        for (int thread = 0; thread < THREADS; thread++) {
            visitors.working.add(visitors.threads.submit(visitors::askUntilOver));
        }
        return visitors;
    }

    /** What a table answers to which nothing happens. */
    static Answers answers(Table table) throws IOException {
        ApiFunction api = function(table);
        Map<Map<String, String>, JsonNode> answers = new LinkedHashMap<>();
        for (Map<String, String> query : queries()) {
            JsonNode answer = ask(api, query);
            assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(OK);
            answers.put(query, comparable(answer));
        }
        assertThat(Set.copyOf(answers.values())).hasSizeGreaterThan(answers.size() / 2);
        return new Answers(answers);
    }

    /** The number of answers until now that were right. */
    long right() {
        return right.get();
    }

    /** The number of answers until now that said that they can't be given. */
    long unavailable() {
        return unavailable.get();
    }

    /** Waits until the answers are those of this log. */
    void awaitRight(Answers newest) throws IOException, InterruptedException {
        for (Map<String, String> query : queries()) {
            while (!comparable(ask(api, query)).equals(newest.byQuery().get(query))) {
                assertThat(working).noneMatch(Future::isDone);
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    /** Stops, and throws if an answer was wrong. */
    @Override
    public void close() throws Exception {
        over.set(true);
        threads.shutdown();
        for (Future<?> thread : working) {
            thread.get();
        }
    }

    private Void askUntilOver() throws Exception {
        while (!over.get()) {
            for (Map<String, String> query : queries()) {
                judge(query, ask(api, query));
                if (over.get()) {
                    break;
                }
                Thread.sleep(1);
            }
        }
        return null;
    }

    private void judge(Map<String, String> query, JsonNode answer) throws IOException {
        int status = answer.path("statusCode").asInt();
        if (status == UNAVAILABLE) {
            unavailable.incrementAndGet();
            return;
        }
        assertThat(status).as("%s: %s", query, answer).isEqualTo(OK);
        String version = Functions.body(answer).path("version").asText();
        JsonNode body = comparable(answer);
        Answers said = ofVersions.computeIfAbsent(
                version,
                unseen -> possible.stream()
                        .filter(answers -> answers.byQuery().get(query).equals(body))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(version + " answers to " + query
                                + " what no whole version would: " + body + "; expected is one of "
                                + possible.stream()
                                        .map(answers ->
                                                answers.byQuery().get(query).toString())
                                        .toList())));
        assertThat(body)
                .as("%s answers to %s", version, query)
                .isEqualTo(said.byQuery().get(query));
        right.incrementAndGet();
    }

    private static JsonNode ask(ApiFunction api, Map<String, String> query) throws IOException {
        return Functions.call(api, "GET /recommendations", Map.of(), query, "");
    }

    /** Without what differs from call to call and from run to run. */
    private static JsonNode comparable(JsonNode answer) throws IOException {
        ObjectNode body = (ObjectNode) Functions.body(answer);
        return body.remove(List.of("recommendationId", "version"));
    }

    private static ApiFunction function(Table table) {
        return new ApiFunction(table, REFRESH, exposure -> {}, "salt", InstantSource.system());
    }

    /** With and without a visitor, a category and a session, of every model. */
    private static List<Map<String, String>> queries() {
        List<Map<String, String>> queries = new ArrayList<>();
        for (String model : List.of("popular", "groups", "next")) {
            for (String user : List.of("u3", "u41")) {
                for (String viewed : List.of("ap7", "bp31")) {
                    queries.add(Map.of(
                            "model", model, "userId", user, "viewed", viewed, "limit", "12", "expand", "product"));
                }
                queries.add(Map.of("model", model, "userId", user, "category", "Gry", "limit", "5"));
            }
        }
        return queries;
    }
}
