package com.eszoppping.recommendations.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.Item;
import com.eszoppping.recommendations.store.LocalDynamo;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.TableUnavailableException;
import com.eszoppping.recommendations.store.WriteCapacity;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What CloudWatch hears of the API's requests. */
class ApiMetricsTest {
    private static final Instant PUBLISHED = Instant.parse("2026-11-24T03:00:00Z");
    private static final String PATH = "/recommendations";

    private static Table table;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private Instant now = PUBLISHED.plus(Duration.ofHours(1));
    private Gateway gateway = gateway(table);

    @BeforeAll
    static void publish() {
        String tableName = PublishedShop.publish(() -> PUBLISHED);
        table = new DynamoTable(LocalDynamo.clientBuilder().build(), tableName);
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @Test
    void the_first_request_prints_a_line_and_the_next_one_does_a_minute_later() {
        gateway.get(PATH, Map.of());
        gateway.get(PATH, Map.of());
        now = now.plusSeconds(59);
        gateway.get(PATH, Map.of());
        assertThat(lines).hasSize(1);

        now = now.plusSeconds(1);
        gateway.get(PATH, Map.of());

        assertThat(lines).hasSize(2);
        assertThat(figure(0, "Requests")).isEqualTo(1);
        assertThat(figure(1, "Requests")).isEqualTo(3);
    }

    @Test
    void fallbacks_are_counted_by_kind() {
        gateway.get("/health", Map.of());
        gateway.get(PATH, Map.of("userId", "u1", "category", "Gry", "model", "groups"));
        gateway.get(PATH, Map.of("userId", "stranger", "category", "Gry", "model", "groups"));
        gateway.get(PATH, Map.of("userId", "nobody", "category", "Gry", "model", "groups"));
        nextLine();

        assertThat(figure(1, "ListsServed")).isEqualTo(3);
        assertThat(figure(1, "FallbackCategory")).isEqualTo(2);
        assertThat(figure(1, "FallbackStore")).isZero();
        assertThat(line(1).properties())
                .extracting(Map.Entry::getKey)
                .contains("FallbackGroupInCategory", "FallbackParentCategory", "FallbackGroup");
    }

    @Test
    void shared_lists_are_counted_by_where_they_came_from() {
        gateway.get(PATH, Map.of("category", "Gry", "model", "popular"));
        gateway.get(PATH, Map.of("category", "Gry", "model", "popular"));
        nextLine();

        assertThat(figure(0, "SharedListsFromMemory")).isZero();
        assertThat(figure(0, "SharedListsFromTable")).isPositive();
        assertThat(figure(1, "SharedListsFromMemory")).isEqualTo(figure(0, "SharedListsFromTable"));
        assertThat(figure(1, "SharedListsFromTable")).isZero();
    }

    @Test
    void the_age_of_what_is_served_counts_from_the_time_that_the_schedule_meant() {
        gateway.get("/health", Map.of());

        assertThat(figure(0, "VersionAgeSeconds"))
                .isEqualTo(Duration.between(PublishedShop.VERSION.logicalTime(), now)
                        .toSeconds());
        assertThat(metric("VersionAgeSeconds").path("Unit").asText()).isEqualTo("Seconds");
    }

    @Test
    void mistakes_of_clients_are_none_of_ours() {
        gateway.get(PATH, Map.of("limit", "-1"));

        assertThat(figure(0, "ClientErrors")).isEqualTo(1);
        assertThat(figure(0, "Failed") + figure(0, "Unavailable") + figure(0, "NothingLive"))
                .isZero();
    }

    @Test
    void nothing_to_serve_a_table_that_is_down_and_a_mistake_of_ours_are_told_apart() throws IOException {
        try (Table empty = new DynamoTable(LocalDynamo.clientBuilder().build(), LocalDynamo.newTable())) {
            gateway(empty).get(PATH, Map.of());
        }
        gateway(new BrokenTable(new TableUnavailableException("The table is down.", null)))
                .get(PATH, Map.of());
        gateway(new BrokenTable(new IllegalStateException("A mistake."))).get(PATH, Map.of());

        assertThat(List.of(figure(0, "NothingLive"), figure(0, "Unavailable"), figure(0, "Failed")))
                .containsExactly(1L, 0L, 0L);
        assertThat(List.of(figure(1, "NothingLive"), figure(1, "Unavailable"), figure(1, "Failed")))
                .containsExactly(0L, 1L, 0L);
        assertThat(List.of(figure(2, "NothingLive"), figure(2, "Unavailable"), figure(2, "Failed")))
                .containsExactly(0L, 0L, 1L);
        assertThat(line(0).has("VersionAgeSeconds")).isFalse();
    }

    @Test
    void no_visitor_is_named_in_a_metric() {
        gateway.get(PATH, Map.of("userId", "u1", "visitorId", "secret-visitor", "viewed", "g1", "category", "Gry"));
        gateway.get(PATH, Map.of("model", "secret-visitor"));
        nextLine();

        assertThat(lines).hasSize(2).noneMatch(line -> line.contains("u1") || line.contains("secret-visitor"));
        assertThat(lines).allMatch(line -> line.contains("\"FunctionName\":\"ApiFunction\""));
    }

    @Test
    void nothing_is_lost_or_counted_twice_by_many_threads() {
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            for (int request = 0; request < 400; request++) {
                clients.execute(() -> gateway.get("/health", Map.of()));
            }
        }
        nextLine();

        assertThat(figure(0, "Requests") + figure(1, "Requests")).isEqualTo(401);
    }

    private Gateway gateway(Table shop) {
        return new Gateway(new ApiFunction(
                shop,
                Duration.ofSeconds(30),
                new Printed(exposure -> {}, lines::add),
                "salt",
                () -> now,
                SecureRandom::new,
                LambdaRuntime.getLogger()));
    }

    private void nextLine() {
        now = now.plusSeconds(60);
        gateway.get("/health", Map.of());
    }

    private long figure(int line, String name) {
        assertThat(line(line).has(name)).as(name).isTrue();
        return line(line).path(name).asLong();
    }

    private JsonNode metric(String name) {
        for (JsonNode metric : line(0).at("/_aws/CloudWatchMetrics/0/Metrics")) {
            if (metric.path("Name").asText().equals(name)) {
                return metric;
            }
        }
        throw new AssertionError(name + " is no metric of the line.");
    }

    private JsonNode line(int number) {
        try {
            return new ObjectMapper().readTree(lines.get(number));
        } catch (IOException e) {
            throw new AssertionError("The line is not JSON: " + lines.get(number), e);
        }
    }

    private record BrokenTable(RuntimeException error) implements Table {
        @Override
        public Map<String, Item> read(Collection<String> keys) {
            throw error;
        }

        @Override
        public Optional<Item> readLatest(String key) {
            throw error;
        }

        @Override
        public Map<String, Item> readLatest(Collection<String> keys) {
            throw error;
        }

        @Override
        public void write(List<Item> items, Deadline deadline) {
            throw error;
        }

        @Override
        public WriteCapacity writeCapacity() {
            throw error;
        }

        @Override
        public boolean replace(Item item, long expectedRevision) {
            throw error;
        }

        @Override
        public void close() {}
    }
}
