package com.eszoppping.recommendations.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.architecture.OpenApi;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.training.TrainingFunction;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From lists that were served and events that were reported to what the API says of the experiment after the next training. */
class ExperimentResultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final String EXPERIMENT = """
            {"status":"RUNNING","end":"2027-01-01T00:00:00Z","variants":[
             {"name":"control","model":"popular"},{"name":"new","model":"groups"}]}
            """;
    private static final int VISITORS = 60;

    @TempDir
    private Path store;

    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-11-24T03:00:00Z");
    private final InstantSource clock = () -> now;
    private SqliteTable table;
    private RequestStreamHandler admin;
    private RequestStreamHandler api;
    private RequestStreamHandler feedback;
    private RequestStreamHandler training;

    /** What happened, by variant, as the test caused it. */
    private final Map<String, Truth> truth = new HashMap<>();

    private static final class Truth {
        private int visitors;
        private int followed;
        private int bought;
        private double revenue;
    }

    @BeforeEach
    void start() throws IOException {
        Stores.generate(store, 1_500, false);
        FolderBucket bucket = new FolderBucket(store, store);
        table = new SqliteTable(store.resolve("versions.db"), clock);
        admin = new AdminFunction(table, bucket, clock);
        api = new ApiFunction(table, REFRESH, new ExposureFile(store, clock), "salt", clock);
        feedback = new FeedbackFunction(new FileEventSink(store, clock), clock);
        training = new TrainingFunction(
                name -> bucket, "bucket", table, "salt", clock, new PrintStream(metrics, true, UTF_8));
        train();
        Functions.call(admin, "PUT /experiments/{name}", Map.of("name", "test"), Map.of(), EXPERIMENT);
        now = now.plus(REFRESH);
    }

    @AfterEach
    void stop() {
        table.close();
    }

    @Test
    void the_next_training_counts_what_visitors_did_with_their_lists() throws IOException {
        assertThat(results().isNull()).isTrue();
        visit();

        train();

        JsonNode results = results();
        assertThat(results.path("computedAt").asText()).isEqualTo(now.toString());
        assertThat(results.at("/read/exposures").asInt()).isEqualTo(VISITORS);
        assertThat(results.path("variants").findValuesAsText("name")).containsExactly("control", "new");
        results.path("variants").forEach(this::assertAsItHappened);
        assertThat(results.at("/variants/1/clickThrough/difference/alwaysValid/pValue")
                        .asDouble())
                .isBetween(0.0, 1.0);
        assertThat(results.at("/variants/0/clickThrough/difference").isNull()).isTrue();
        assertThat(results.at("/sampleRatio/asMeant").asBoolean()).isTrue();
        assertThat(metrics.toString(UTF_8)).contains("\"ExperimentResults\":1");
    }

    @Test
    void exposures_that_come_twice_or_as_the_runtime_wraps_them_count_once() throws IOException {
        visit();
        Path file = store.resolve("exposures/2026-11-24.jsonl");
        List<String> lines = Files.readAllLines(file);
        for (String line : lines) {
            String wrapped = JSON.createObjectNode()
                    .put("timestamp", "2026-11-24T03:00:00Z")
                    .put("level", "INFO")
                    .put("AWSRequestId", "r")
                    .put("message", line)
                    .toString();
            Files.writeString(file, line + "\n" + wrapped + "\n", StandardOpenOption.APPEND);
        }

        train();

        assertThat(results().at("/read/exposures").asInt()).isEqualTo(VISITORS);
        assertThat(results().at("/read/repeatedExposures").asInt()).isEqualTo(2 * VISITORS);
        results().path("variants").forEach(this::assertAsItHappened);
    }

    @Test
    void lines_that_cannot_be_used_are_kept_with_their_reason_and_stop_nothing() throws IOException {
        visit();
        Files.writeString(
                store.resolve("exposures/broken.jsonl"),
                "{\"type\":\"exposure\",\"recommendationId\":\"x\"\nnot json\n{\"type\":\"exposure\",\"time\":\"2026-11-24T03:00:00Z\"}\n");

        train();

        assertThat(results().at("/read/rejectedExposureLines").asInt()).isEqualTo(3);
        results().path("variants").forEach(this::assertAsItHappened);
        try (GZIPInputStream rejected =
                new GZIPInputStream(Files.newInputStream(store.resolve("rejected/exposures/lines.jsonl.gz")))) {
            assertThat(new String(rejected.readAllBytes(), UTF_8))
                    .contains("exposures/broken.jsonl", "MISSING_RECOMMENDATION_ID")
                    .doesNotContain("not json");
        }
    }

    @Test
    void results_that_cannot_be_computed_leave_the_version_live_and_say_so() throws IOException {
        visit();
        Files.delete(store.resolve("exposures/2026-11-24.jsonl"));
        Files.createDirectories(store.resolve("rejected"));
        Files.writeString(store.resolve("rejected/exposures"), "a file where the folder of rejected lines should be");
        Files.writeString(store.resolve("exposures/broken.jsonl"), "not json\n");

        String version = train().path("version").asText();

        assertThat(Functions.body(Functions.call(api, "GET /health", Map.of(), Map.of(), null))
                        .path("version")
                        .asText())
                .isNotEmpty()
                .isEqualTo(version);
        assertThat(metrics.toString(UTF_8)).contains("\"ExperimentResultsFailed\":1");
        assertThat(results().isNull()).isTrue();
    }

    /** Every second visitor clicks on the first product of the list, every fourth buys it, every twelfth gives it back. */
    private void visit() throws IOException {
        for (int i = 0; i < VISITORS; i++) {
            String visitor = "v" + i;
            JsonNode list = Functions.body(Functions.call(
                    api,
                    "GET /recommendations",
                    Map.of(),
                    Map.of("visitorId", visitor, "expand", "product", "limit", "3"),
                    null));
            Truth variant = truth.computeIfAbsent(list.at("/experiment/variant").asText(), name -> new Truth());
            variant.visitors++;
            JsonNode first = list.at("/items/0");
            String product = first.path("productId").asText();
            ObjectNode request = JSON.createObjectNode();
            ArrayNode events = request.putArray("events");
            if (i % 2 == 0) {
                variant.followed++;
                event(events, "click", visitor, product)
                        .put("recommendationId", list.path("recommendationId").asText());
            }
            if (i % 4 == 0) {
                variant.bought++;
                event(events, "purchase", visitor, product)
                        .put("purchaseId", "p" + i)
                        .put("offeredDiscount", 10);
                variant.revenue += i % 12 == 0 ? 0 : first.at("/product/price").asDouble() * 0.9;
            }
            if (i % 12 == 0) {
                event(events, "return", visitor, product).put("purchaseId", "p" + i);
            }
            if (!events.isEmpty()) {
                assertThat(Functions.call(feedback, "POST /events", Map.of(), Map.of(), request.toString())
                                .path("statusCode")
                                .asInt())
                        .isEqualTo(202);
            }
        }
        now = now.plus(Duration.ofHours(1));
    }

    private static ObjectNode event(ArrayNode events, String type, String visitor, String product) {
        return events.addObject()
                .put("type", type)
                .put("productId", product)
                .put("visitorId", visitor)
                .put("sessionId", "s-" + visitor);
    }

    private void assertAsItHappened(JsonNode arm) {
        Truth expected = truth.get(arm.path("name").asText());
        assertThat(arm.path("visitors").asInt()).isEqualTo(expected.visitors);
        assertShare(arm.path("clickThrough"), expected.followed, expected.visitors);
        assertShare(arm.path("conversion"), expected.bought, expected.visitors);
        assertThat(arm.at("/revenuePerVisitor/value").asDouble())
                .isCloseTo(expected.revenue / expected.visitors, within(0.01));
    }

    private static void assertShare(JsonNode measured, int part, int whole) {
        double share = (double) part / whole;
        assertThat(measured.path("value").asDouble()).isCloseTo(share, within(1e-9));
        assertThat(measured.path("low").asDouble()).isLessThan(share);
        assertThat(measured.path("high").asDouble()).isGreaterThan(share);
    }

    private JsonNode train() throws IOException {
        now = now.plus(Duration.ofHours(1));
        return Functions.call(training, JSON.createObjectNode().put("scheduledTime", now.toString()));
    }

    private JsonNode results() throws IOException {
        JsonNode experiment =
                Functions.body(Functions.call(api, "GET /experiments/{name}", Map.of("name", "test"), Map.of(), null));
        assertThat(OpenApi.read()
                        .root()
                        .child("paths")
                        .child("/experiments/{name}")
                        .child("get")
                        .child("responses")
                        .child("200")
                        .child("content")
                        .child("application/json")
                        .child("schema")
                        .violations(experiment))
                .isEmpty();
        return experiment.path("results");
    }
}
