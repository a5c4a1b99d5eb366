package com.eszoppping.recommendations.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.LocalDynamo;
import com.eszoppping.recommendations.store.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The function while the table's endpoint is killed, or hangs, under load: with the client and the time-outs of the cloud,
 * through a wire that can be cut.
 */
class TableOutageTest {
    /** So short that each outage also meets requests that look for a newer version and newer experiments. */
    private static final Duration REFRESH = Duration.ofMillis(300);

    /** What a shop's page may wait for its recommendations; the table's two seconds and a busy machine's own time. */
    private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(8);

    private static final int CLIENTS = 32;
    private static final String PATH = "/recommendations";
    private static final Map<String, String> PERSONAL = Map.of("userId", "u1", "viewed", "g1,g2", "model", "groups");
    private static final Map<String, String> SHARED = Map.of("category", "Gry", "model", "popular");

    private Wire wire;
    private Table table;
    private Gateway gateway;

    @BeforeEach
    void connect() throws IOException {
        String tableName = PublishedShop.publish(InstantSource.system());
        wire = Wire.to(LocalDynamo.endpoint());
        table = DynamoTable.forRequests(
                LocalDynamo.clientForRequests(wire.uri()).build(), tableName);
        gateway = new Gateway(newFunction());
    }

    private ApiFunction newFunction() {
        return new ApiFunction(table, REFRESH, line -> {}, "salt", InstantSource.system());
    }

    @AfterEach
    void close() {
        table.close();
        wire.close();
    }

    @ParameterizedTest
    @EnumSource(Wire.Fault.class)
    void an_outage_under_load_is_answered_in_time_and_ends_without_a_restart(Wire.Fault fault) throws Exception {
        assertThat(gateway.get(PATH, PERSONAL).status()).isEqualTo(200);
        assertThat(gateway.get(PATH, SHARED).status()).isEqualTo(200);
        AtomicBoolean over = new AtomicBoolean();
        List<Callable<List<Timed>>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Map<String, String> query = client % 2 == 0 ? PERSONAL : SHARED;
            clients.add(() -> load(query, over));
        }
        List<Timed> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<List<Timed>>> running =
                    clients.stream().map(threads::submit).toList();
            awaitPersonal(200);
            wire.breaks(fault);
            awaitPersonal(503);
            for (int request = 0; request < 5; request++) {
                assertUnavailable(gateway.get(PATH, PERSONAL));
            }
            wire.mend();
            awaitPersonal(200);
            over.set(true);
            for (Future<List<Timed>> client : running) {
                answers.addAll(client.get());
            }
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.time()).isLessThan(CLIENT_TIMEOUT);
            if (answer.query().equals(SHARED)) {
                assertThat(answer.answer().status()).as(answer.answer().text()).isEqualTo(200);
            } else if (answer.answer().status() != 200) {
                assertUnavailable(answer.answer());
            }
        });
        assertThat(answers)
                .anyMatch(answer -> answer.answer().status() == 503)
                .anyMatch(answer -> answer.answer().status() == 200);
    }

    @ParameterizedTest
    @EnumSource(Wire.Fault.class)
    void many_first_requests_during_an_outage_wait_for_one_time_out_and_not_for_each_others(Wire.Fault fault)
            throws Exception {
        wire.breaks(fault);
        Gateway cold = new Gateway(newFunction());
        List<Callable<Timed>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(() -> Timed.of(cold, SHARED));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<Timed> answer : threads.invokeAll(clients)) {
                assertUnavailable(answer.get().answer());
                assertThat(answer.get().time()).isLessThan(CLIENT_TIMEOUT);
            }
        }

        wire.mend();
        await(cold, SHARED, 200);
    }

    @Test
    void what_needs_nothing_of_the_visitor_is_served_from_memory_as_long_as_the_outage_lasts() throws Exception {
        gateway.get(PATH, SHARED);
        wire.breaks(Wire.Fault.REFUSES);
        awaitPersonal(503);

        for (int request = 0; request < 20; request++) {
            assertThat(gateway.get(PATH, SHARED).status()).isEqualTo(200);
            assertThat(gateway.get("/products", Map.of()).status()).isEqualTo(200);
            assertThat(gateway.get("/categories", Map.of()).status()).isEqualTo(200);
        }
    }

    private List<Timed> load(Map<String, String> query, AtomicBoolean over) {
        List<Timed> answers = new ArrayList<>();
        while (!over.get()) {
            answers.add(Timed.of(gateway, query));
        }
        return answers;
    }

    private void awaitPersonal(int status) {
        await(gateway, PERSONAL, status);
    }

    /** Ends by the answer, or fails. */
    private static void await(Gateway gateway, Map<String, String> query, int status) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (gateway.get(PATH, query).status() != status) {
            assertThat(System.nanoTime())
                    .as("no answer " + status + " to " + query)
                    .isLessThan(end);
        }
    }

    private static void assertUnavailable(Gateway.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/problem+json")
                .containsKey("Retry-After");
        assertThat(answer.body().path("title").asText()).isEqualTo("Service unavailable");
    }

    private record Timed(Map<String, String> query, Gateway.Answer answer, Duration time) {
        static Timed of(Gateway gateway, Map<String, String> query) {
            long start = System.nanoTime();
            Gateway.Answer answer = gateway.get(PATH, query);
            return new Timed(query, answer, Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
