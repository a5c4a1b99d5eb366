package com.eszoppping.recommendations.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.LocalDynamo;
import com.eszoppping.recommendations.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** What each kind of request asks of DynamoDB, counted at the AWS client: each name is one round trip. */
class RoundTripsTest {
    private static final Instant PUBLISHED = Instant.parse("2026-11-24T03:00:00Z");
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final String PATH = "/recommendations";

    /** What a first request asks. */
    private static final List<String> COLD = List.of(
            "BatchGetItem", // the pointer, experiments, what people took off sale, whose catalogue is the newest
            "BatchGetItem", // manifest, category tree and catalogue
            "BatchGetItem", // the visitor and the viewed products
            "BatchGetItem"); // the shared lists

    private static final List<String> TRIPS = Collections.synchronizedList(new ArrayList<>());

    private static Table table;

    private Instant now = PUBLISHED.plus(Duration.ofHours(1));
    private ApiFunction function;
    private Gateway gateway;

    @BeforeAll
    static void publish() {
        String tableName = PublishedShop.publish(() -> PUBLISHED);
        table = new DynamoTable(
                LocalDynamo.clientBuilder()
                        .overrideConfiguration(settings -> settings.addExecutionInterceptor(new NotesOperations()))
                        .build(),
                tableName);
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @BeforeEach
    void coldFunction() {
        function = new ApiFunction(table, REFRESH, line -> {}, "salt", () -> now);
        gateway = new Gateway(function);
        TRIPS.clear();
    }

    @Test
    void a_warm_request_of_a_known_visitor_takes_one_batch() {
        warmUp();

        assertThat(trips(Map.of("userId", "u1", "viewed", "g1,g2", "model", "groups")))
                .containsExactly("BatchGetItem");
        assertThat(trips(Map.of("userId", "u3", "viewed", "g3,g1,g4,g0,g2", "category", "Gry", "model", "groups")))
                .containsExactly("BatchGetItem");
        assertThat(trips(Map.of("userId", "u1"))).containsExactly("BatchGetItem");
        assertThat(trips(Map.of("userId", "stranger", "model", "groups"))).containsExactly("BatchGetItem");
    }

    @Test
    void what_was_viewed_takes_one_batch_also_without_a_visitor_and_nothing_when_it_is_remembered() {
        warmUp();

        assertThat(trips(Map.of("viewed", "g2,g3"))).containsExactly("BatchGetItem");
        assertThat(trips(Map.of("viewed", "g3,g2"))).isEmpty();
        assertThat(trips(Map.of("viewed", "g2,g4,g5"))).containsExactly("BatchGetItem");
        assertThat(gateway.get("/products/{productId}/recommendations", "productId", "g0", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(taken()).containsExactly("BatchGetItem");
    }

    @Test
    void product_details_cost_no_further_round_trip() {
        warmUp();

        assertThat(trips(Map.of(
                        "userId", "u1", "viewed", "g1,g2", "model", "groups", "expand", "product", "maxPrice", "20")))
                .containsExactly("BatchGetItem");
    }

    @Test
    void lists_that_are_shared_come_from_memory() {
        warmUp();

        assertThat(trips(Map.of())).isEmpty();
        assertThat(trips(Map.of("category", "Gry", "model", "popular", "visitorId", "v1")))
                .isEmpty();
        assertThat(trips(Map.of("model", "popular", "userId", "u1"))).isEmpty();
        gateway.get("/products", Map.of("q", "gra"));
        gateway.get("/categories", Map.of());
        gateway.get("/health", Map.of());
        assertThat(taken()).isEmpty();
    }

    @Test
    void a_cold_request_reads_pointer_version_experiments_visitor_what_is_withdrawn_and_lists() {
        assertThat(trips(Map.of("userId", "u1", "viewed", "g1"))).containsExactlyElementsOf(COLD);
    }

    @Test
    void a_copy_of_a_snapshot_reads_what_a_cold_one_reads() {
        warmUp();
        function.beforeCheckpoint(null);
        function.afterRestore(null);
        taken();

        assertThat(trips(Map.of("userId", "u1", "viewed", "g1"))).containsExactlyElementsOf(COLD);
    }

    @Test
    void after_the_time_to_live_pointer_experiments_and_what_is_withdrawn_are_looked_up_together() {
        warmUp();
        now = now.plus(REFRESH);

        assertThat(trips(Map.of("userId", "u1", "viewed", "g1"))).containsExactly("BatchGetItem");
        assertThat(trips(Map.of("userId", "u1", "viewed", "g1", "model", "groups")))
                .containsExactly("BatchGetItem");
    }

    private void warmUp() {
        gateway.get(PATH, Map.of("userId", "u0", "category", "Gry", "model", "groups"));
        gateway.get(PATH, Map.of("userId", "u1", "category", "Gry", "model", "groups"));
        gateway.get(PATH, Map.of("userId", "u1", "category", "Gry", "model", "popular"));
        gateway.get(PATH, Map.of("userId", "u1", "viewed", "g1"));
        taken();
    }

    private List<String> trips(Map<String, String> query) {
        Gateway.Answer answer = gateway.get(PATH, query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return taken();
    }

    private static List<String> taken() {
        List<String> taken = List.copyOf(TRIPS);
        TRIPS.clear();
        return taken;
    }

    private static final class NotesOperations implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            TRIPS.add(context.request().getClass().getSimpleName().replace("Request", ""));
        }
    }
}
