package com.eszoppping.recommendations.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.experiment.Metric;
import com.eszoppping.recommendations.experiment.Results.Arm;
import com.eszoppping.recommendations.experiment.VisitorHash;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Versions;
import com.eszoppping.recommendations.training.ExperimentReport;
import com.eszoppping.recommendations.training.ExperimentReview;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingFunction;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What visitors were served and did comes back as results, through the functions as they work together. */
class ExperimentReviewTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final String SALT = "pepper";
    private static final String SPLIT = """
            {"status":"%s","end":"2027-01-01T00:00:00Z","variants":[
             {"name":"control","model":"popular"},{"name":"new","model":"groups","settings":{"diversity":0.3}}]}
            """;

    @TempDir
    private static Path data;

    @TempDir
    private Path store;

    private Instant now = Instant.parse("2026-11-24T03:00:00Z");
    private final InstantSource clock = () -> now;
    private SqliteTable table;
    private FolderBucket bucket;
    private RequestStreamHandler admin;
    private RequestStreamHandler api;
    private RequestStreamHandler feedback;

    @BeforeAll
    static void generate() throws IOException {
        Stores.generate(data, 1_500, false);
    }

    @BeforeEach
    void train() throws IOException {
        bucket = new FolderBucket(data, store);
        table = new SqliteTable(store.resolve("versions.db"));
        new Training(bucket, table, clock, Progress.none()).run(TrainingRequest.of(Optional.of(now)), Deadline.never());
        admin = new AdminFunction(table, bucket, clock);
        api = new ApiFunction(table, REFRESH, new ExposureFile(store, clock), SALT, clock);
        feedback = new FeedbackFunction(new FileEventSink(store, clock), clock);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void results_come_with_the_experiment_once_they_are_computed_and_name_nobody() throws IOException {
        start();
        Served first = served("visitorId", "v-1");
        served("visitorId", "v-1");
        Served third = served("userId", "u-1");
        now = now.plusSeconds(60);
        report(
                event("click", first.product(), "visitorId", "v-1").put("recommendationId", first.id()),
                event("purchase", first.product(), "visitorId", "v-1").put("offeredDiscount", 25),
                event("view", third.product(), "userId", "u-1"),
                event("purchase", third.product(), "userId", "u-1").put("purchaseId", "p"),
                event("return", third.product(), "userId", "u-1").put("purchaseId", "p"));

        assertThat(experiment().path("results").isNull()).isTrue();
        assertThat(review()).hasSize(1);
        JsonNode results = experiment().path("results");

        assertThat(results.path("computedAt").asText()).isEqualTo("2026-11-24T03:02:00Z");
        assertThat(sum(results, "visitors")).isEqualTo(2);
        assertThat(sum(results, "exposures")).isEqualTo(3);
        assertThat(results.at("/read/exposures").asLong()).isEqualTo(3);
        assertThat(results.path("conclusive").asBoolean()).isFalse();
        assertThat(results.path("verdict").asText()).startsWith("Too early");
        assertThat(Files.readString(store.resolve("control/results-groups-vs-popular.json"), UTF_8))
                .doesNotContain("v-1", "u-1", VisitorHash.of(SALT, "v-1"));
    }

    @Test
    void figures_are_those_of_the_log_and_repeats_and_broken_lines_change_nothing() throws IOException {
        start();
        double price = 0;
        int clicks = 0;
        int lists = 0;
        for (int i = 0; i < 40; i++) {
            Served list = served("visitorId", "v-" + i);
            if (!list.variant().equals("control")) {
                continue;
            }
            lists++;
            if (i % 2 == 0) {
                clicks++;
                price += 0.75 * price(list.product());
                report(
                        event("click", list.product(), "visitorId", "v-" + i).put("recommendationId", list.id()),
                        event("purchase", list.product(), "visitorId", "v-" + i).put("offeredDiscount", 25));
            }
        }
        double clickThrough = (double) clicks / lists;
        double revenue = price / lists;

        review();
        JsonNode control = experiment().at("/results/variants/0");
        assertThat(control.path("name").asText()).isEqualTo("control");
        assertThat(control.path("visitors").asInt()).isEqualTo(lists);
        assertThat(control.at("/clickThrough/value").asDouble()).isEqualTo(clickThrough);
        assertThat(control.at("/conversion/value").asDouble()).isEqualTo(clickThrough);
        assertThat(control.at("/revenuePerVisitor/value").asDouble()).isCloseTo(revenue, within(1e-6));
        assertThat(control.at("/clickThrough/difference").isNull()).isTrue();
        assertThat(experiment()
                        .at("/results/variants/1/clickThrough/difference/alwaysValid/pValue")
                        .isNumber())
                .isTrue();

        Path file = store.resolve("exposures/2026-11-24.jsonl");
        String delivered = Files.readString(file);
        Files.writeString(
                store.resolve("exposures/again.jsonl"),
                delivered + "{\"type\":\"exposure\"}\n{",
                StandardOpenOption.CREATE_NEW);
        review();
        JsonNode again = experiment().path("results");
        assertThat(again.at("/variants/0")).isEqualTo(control);
        assertThat(again.at("/read/repeatedExposures").asInt()).isEqualTo(40);
        assertThat(again.at("/read/rejectedExposureLines").asInt()).isEqualTo(2);
        assertThat(store.resolve("rejected/exposures/lines.jsonl.gz")).isNotEmptyFile();
    }

    @Test
    void what_an_erased_person_bought_is_not_counted() throws IOException {
        start();
        Served list = served("userId", "u-1");
        for (int i = 0; i < 20; i++) {
            served("visitorId", "v-" + i);
        }
        report(event("purchase", list.product(), "userId", "u-1"));
        assertThat(conversions()).isCloseTo(1, within(1e-9));

        new Versions(table, clock, ControlCopies.none()).erase("u-1");

        assertThat(conversions()).isZero();
    }

    /** How many visitors bought, in all variants. */
    private double conversions() throws IOException {
        double buyers = 0;
        for (Arm arm : review().get(0).results().arms()) {
            buyers += arm.visitors()
                    * arm.of(Metric.CONVERSION).estimate().orElseThrow().value();
        }
        return buyers;
    }

    @Test
    void a_stopped_experiment_is_computed_for_a_month_and_its_results_stay() throws IOException {
        start();
        served("visitorId", "v-1");
        now = now.plusSeconds(60);
        put(SPLIT.formatted("STOPPED"));
        now = now.plus(Duration.ofDays(29));
        assertThat(review()).hasSize(1);
        String computedAt = experiment().at("/results/computedAt").asText();

        now = now.plus(Duration.ofDays(2));

        assertThat(review()).isEmpty();
        assertThat(experiment().at("/results/computedAt").asText()).isEqualTo(computedAt);
    }

    @Test
    void a_new_experiment_of_the_same_name_does_not_inherit_results() throws IOException {
        start();
        served("visitorId", "v-1");
        review();
        put(SPLIT.formatted("STOPPED"));
        call(admin, "DELETE /experiments/{name}", Map.of("name", "groups-vs-popular"), Map.of(), null);
        now = now.plusSeconds(60);

        put(SPLIT.formatted("DRAFT"));
        now = now.plus(REFRESH);

        assertThat(experiment().path("results").isNull()).isTrue();
        assertThat(review()).isEmpty();
    }

    @Test
    void a_training_computes_them_and_goes_live_even_if_it_cannot() throws IOException {
        start();
        served("visitorId", "v-1");

        assertThat(training(bucket)).contains("\"ExperimentResults\":1", "\"ExperimentResultsFailed\":0");
        assertThat(experiment().path("results").isNull()).isFalse();

        now = now.plusSeconds(60);
        assertThat(training(new WithoutExposures(bucket)))
                .contains("\"VersionLive\":1", "\"ExperimentResultsFailed\":1", "could not be computed: ");
        assertThat(new Versions(table, clock, ControlCopies.none())
                        .pointer()
                        .orElseThrow()
                        .current()
                        .logicalTime())
                .isEqualTo(now);
    }

    private String training(Bucket from) throws IOException {
        ByteArrayOutputStream metrics = new ByteArrayOutputStream();
        new TrainingFunction(name -> from, "bucket", table, SALT, clock, new PrintStream(metrics, true, UTF_8))
                .handleRequest(
                        new ByteArrayInputStream(("{\"scheduledTime\":\"" + now + "\"}").getBytes(UTF_8)),
                        new ByteArrayOutputStream(),
                        LocalContext.of("TrainingFunction", Duration.ofHours(1), clock, System.err));
        return metrics.toString(UTF_8);
    }

    /** A bucket whose exposures may not be read. */
    private record WithoutExposures(Bucket bucket) implements Bucket {
        @Override
        public List<StoredObject> list(String prefix) throws IOException {
            return bucket.list(prefix);
        }

        @Override
        public InputStream open(String key) throws IOException {
            if (key.startsWith("exposures/")) {
                throw new IOException("Forbidden: " + key);
            }
            return bucket.open(key);
        }

        @Override
        public void write(String key, byte[] content) throws IOException {
            bucket.write(key, content);
        }

        @Override
        public void write(String key, Path content) throws IOException {
            bucket.write(key, content);
        }

        @Override
        public String location() {
            return bucket.location();
        }
    }

    private List<ExperimentReport> review() throws IOException {
        now = now.plus(REFRESH);
        return new ExperimentReview(bucket, table, SALT, clock, Progress.none())
                .run(TrainingRequest.of(Optional.empty()), Deadline.never());
    }

    private void start() throws IOException {
        put(SPLIT.formatted("RUNNING"));
        now = now.plus(REFRESH);
    }

    private void put(String experiment) throws IOException {
        call(admin, "PUT /experiments/{name}", Map.of("name", "groups-vs-popular"), Map.of(), experiment);
    }

    private JsonNode experiment() throws IOException {
        return call(api, "GET /experiments/{name}", Map.of("name", "groups-vs-popular"), Map.of(), null);
    }

    private double price(String product) throws IOException {
        return call(api, "GET /products/{productId}", Map.of("productId", product), Map.of(), null)
                .path("price")
                .asDouble();
    }

    /** A list as it was served. */
    private record Served(String id, String variant, String product) {}

    private Served served(String who, String id) throws IOException {
        JsonNode list = call(api, "GET /recommendations", Map.of(), Map.of(who, id), null);
        return new Served(
                list.path("recommendationId").asText(),
                list.at("/experiment/variant").asText(),
                list.at("/items/0/productId").asText());
    }

    private static ObjectNode event(String type, String product, String who, String id) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("productId", product)
                .put("sessionId", "s-" + id)
                .put(who, id);
    }

    private void report(ObjectNode... events) throws IOException {
        ArrayNode list = JSON.createArrayNode().addAll(List.of(events));
        call(
                feedback,
                "POST /events",
                Map.of(),
                Map.of(),
                JSON.createObjectNode().set("events", list).toString());
    }

    private static long sum(JsonNode results, String field) {
        long sum = 0;
        for (JsonNode variant : results.path("variants")) {
            sum += variant.path(field).asLong();
        }
        return sum;
    }

    private static JsonNode call(
            RequestStreamHandler function,
            String route,
            Map<String, String> path,
            Map<String, String> query,
            String body)
            throws IOException {
        JsonNode answer = Functions.call(function, route, path, query, body);
        assertThat(answer.path("statusCode").asInt())
                .as(answer.path("body").asText())
                .isBetween(200, 299);
        return Functions.body(answer);
    }
}
