package com.eszoppping.recommendations.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.feedback.EventSink;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingInput;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent to a function's door, it answers, in time, that something is wrong or what is asked, and nothing of it stays in
 * memory. A million inputs with {@code ./recs test --full}; a seed makes the same ones again.
 */
class HostileInputTest {
    private static final long SEED = Long.getLong("recs.seed", 20261124);
    private static final int OF_A_KIND = Boolean.getBoolean("recs.full") ? 250_000 : 3_000;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final long BYTES_PER_MB = 1 << 20;

    /** What caches and the JVM itself may still take after a fifth of the inputs; kept inputs would be many times as much. */
    private static final long MOST_GROWTH_MB = 48;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InstantSource CLOCK = InstantSource.system();

    private static final List<String> ROUTES = Routes.of(LocalApi.template()).inOrder().stream()
            .filter(route -> route.function().equals("ApiFunction"))
            .map(Route::key)
            .toList();

    /** Every parameter of a path or a query, with a value that is right. */
    private static final Map<String, String> PARAMETERS = new TreeMap<>(Map.ofEntries(
            Map.entry("productId", "1004"),
            Map.entry("userId", "102"),
            Map.entry("version", "20261124T020000Z-bfb7341b"),
            Map.entry("name", "groups-vs-popular"),
            Map.entry("visitorId", "v-1"),
            Map.entry("category", "Gry i konsole;Gry na konsole"),
            Map.entry("viewed", "1004,1010,1004"),
            Map.entry("exclude", "1001"),
            Map.entry("model", "next"),
            Map.entry("minPrice", "19.99"),
            Map.entry("maxPrice", "1e3"),
            Map.entry("limit", "10"),
            Map.entry("offset", "5"),
            Map.entry("diversity", "0.3"),
            Map.entry("explain", "true"),
            Map.entry("expand", "product"),
            Map.entry("consent", "false"),
            Map.entry("q", "sluchawki")));

    private static final String EXPERIMENT = """
            {"status":"RUNNING","salt":"s-1","start":"2026-11-24T00:00:00Z","end":"2027-01-01T00:00:00Z","trafficShare":0.5,
             "minimalEffect":0.1,"variants":[{"name":"control","model":"popular","weight":1,"settings":{"diversity":0.3}},
             {"name":"new","model":"groups","weight":2,"version":null}]}""";

    private static final String EVENTS = """
            {"events":[{"type":"view","productId":"1004","visitorId":"v-1","sessionId":"s-1","time":"NOW"},
             {"type":"purchase","productId":1010,"userId":"102","sessionId":"s-1","purchaseId":"p-1","offeredDiscount":10,
              "eventId":"e-1","recommendationId":"01a20bfc-5cdc-7bd4-a9f6-9f22454738f7","consent":true}]}""";

    private static final String TRAINING = """
            {"scheduledTime":"2026-11-24T02:00:00Z","from":"2026-01-01T00:00:00Z","to":"2026-12-01T00:00:00Z","seed":1,
             "models":["popular","next"],"maxRejectedShare":0.2,"maxCoverageFall":0.2}""";

    @TempDir
    private static Path folder;

    private static SqliteTable table;
    private static RequestStreamHandler api;
    private static RequestStreamHandler admin;

    private final HostileText hostile = new HostileText(new SplittableRandom(SEED));

    @BeforeAll
    static void serve() throws IOException {
        ServedStore.trained(folder).close();
        Path store = folder.resolve("store");
        table = new SqliteTable(store.resolve("versions.db"));
        api = new ApiFunction(table, Duration.ofSeconds(30), exposure -> {}, "salt", CLOCK);
        admin = new AdminFunction(table, new FolderBucket(store, store), CLOCK);
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @Test
    void every_route_answers_any_parameters() throws Exception {
        withoutGrowth(OF_A_KIND, input -> {
            String route = ROUTES.get(hostile.random().nextInt(ROUTES.size()));
            ObjectNode event =
                    JSON.createObjectNode().put("routeKey", route).put("rawPath", hostile.changed("/products/1"));
            ObjectNode path = event.putObject("pathParameters");
            ObjectNode query = event.putObject("queryStringParameters");
            PARAMETERS.forEach((name, value) -> {
                if (route.contains("{" + name + "}")) {
                    path.put(name, maybeChanged(value));
                } else if (hostile.random().nextInt(6) == 0) {
                    query.put(name, maybeChanged(value));
                }
            });
            if (hostile.random().nextInt(20) == 0) {
                query.put(hostile.piece(), hostile.piece());
            }
            event.putObject("headers")
                    .put("accept-language", maybeChanged("pl-PL,en;q=0.8"))
                    .put("if-none-match", maybeChanged("\"1-1-x\""));
            return Functions.call(api, event);
        });
    }

    @Test
    void experiments_are_made_as_they_should_be_or_not_at_all() throws Exception {
        withoutGrowth(OF_A_KIND / 5, input -> {
            String name = hostile.random().nextInt(4) == 0 ? hostile.changed("experiment") : "e" + input % 20;
            return Functions.call(
                    admin, "PUT /experiments/{name}", Map.of("name", name), Map.of(), hostile.changed(EXPERIMENT));
        });
        // Whatever got through is one that the API can read and split by.
        JsonNode all = Functions.call(api, "GET /experiments", Map.of(), Map.of(), "");
        assertThat(all.path("statusCode").asInt()).isEqualTo(200);
        JsonNode list = Functions.call(api, "GET /recommendations", Map.of(), Map.of("visitorId", "v-1"), "");
        assertThat(list.path("statusCode").asInt()).isEqualTo(200);
    }

    @Test
    void decisions_on_products_and_people_take_any_body_and_any_id() throws Exception {
        withoutGrowth(
                OF_A_KIND / 25,
                input -> input % 2 == 0
                        ? Functions.call(
                                admin,
                                "PUT /products/{productId}/availability",
                                Map.of("productId", maybeChanged("1004")),
                                Map.of(),
                                hostile.changed("{\"available\":true}"))
                        : Functions.call(
                                admin,
                                "DELETE /users/{userId}",
                                Map.of("userId", hostile.changed("nobody")),
                                Map.of(),
                                ""));
    }

    @Test
    void events_are_kept_one_line_each_or_refused() throws Exception {
        long[] kept = {0};
        EventSink sink = (lines, until) -> {
            lines.forEach(HostileInputTest::assertIsOneEvent);
            kept[0] += lines.size();
        };
        FeedbackFunction feedback = new FeedbackFunction(sink, CLOCK);
        long[] accepted = {0};
        withoutGrowth(OF_A_KIND, input -> {
            String body = hostile.changed(EVENTS.replace("NOW", Instant.now().toString()));
            JsonNode answer = Functions.call(feedback, "POST /events", Map.of(), Map.of(), body);
            accepted[0] += Functions.body(answer).path("accepted").asLong();
            return answer;
        });
        assertThat(kept[0]).isEqualTo(accepted[0]).isPositive();
    }

    @Test
    void the_input_of_a_training_is_taken_or_refused_in_a_sentence() throws Exception {
        int taken = 0;
        for (int input = 0; input < OF_A_KIND; input++) {
            String text = hostile.changed(TRAINING);
            try {
                TrainingInput.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
                taken++;
            } catch (IllegalArgumentException e) {
                assertThat(e).as(text).message().isNotBlank();
            }
        }
        assertThat(taken).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "to", "scheduledTime"})
    void times_beyond_all_calendars_are_no_mistake_of_ours(String field) throws Exception {
        String text = "{\"" + field + "\":\"+1000000000-12-31T23:59:59Z\"}";

        TrainingRequest request = TrainingInput.read(new ByteArrayInputStream(text.getBytes(UTF_8)));

        assertThat(request.range().to()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_training_for_a_time_to_come_is_refused_before_it_locks_out_all_others() {
        FolderBucket bucket = new FolderBucket(folder.resolve("data"), folder.resolve("store"));
        Training training = new Training(bucket, table, CLOCK, Progress.none());
        for (String time : List.of("+1000000000-12-31T23:59:59Z", "9999-01-01T00:00:00Z")) {
            TrainingRequest request = TrainingRequest.of(Optional.of(Instant.parse(time)));

            assertThatThrownBy(() -> training.run(request, Deadline.never()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'scheduledTime'")
                    .hasMessageContaining(time);
        }
    }

    private static void assertIsOneEvent(String line) {
        assertThat(line).doesNotContain("\n", "\r");
        try {
            assertThat(JSON.readTree(line).hasNonNull("session_id")).as(line).isTrue();
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private String maybeChanged(String value) {
        return hostile.random().nextBoolean() ? value : hostile.changed(value);
    }

    /** One request. */
    @FunctionalInterface
    private interface Sent {
        JsonNode answer(int input) throws IOException;
    }

    private static void withoutGrowth(int inputs, Sent sent) throws Exception {
        long before = 0;
        for (int input = 0; input < inputs; input++) {
            JsonNode answer = sent.answer(input);
            int status = answer.path("statusCode").asInt();
            assertThat(status).as("seed %d, input %d: %s", SEED, input, answer).isBetween(200, FIRST_SERVER_ERROR - 1);
            if (!answer.path("body").asText().isEmpty()) {
                assertThat(Functions.body(answer).isObject())
                        .as(answer.toString())
                        .isTrue();
            }
            if (input == inputs / 5) {
                before = usedMb();
            }
        }
        assertThat(usedMb() - before)
                .as("MB more than after a fifth of the inputs")
                .isLessThan(MOST_GROWTH_MB);
    }

    private static long usedMb() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / BYTES_PER_MB;
    }
}
