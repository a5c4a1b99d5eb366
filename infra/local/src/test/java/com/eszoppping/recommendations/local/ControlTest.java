package com.eszoppping.recommendations.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.Versions;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingFunction;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.eszoppping.recommendations.training.TrainingSummary;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators change, from a request at the front to what is served and trained. */
class ControlTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final Instant MONDAY = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T02:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-11-25T02:00:00Z");

    /** Stands in every user's id, and nowhere else. Slash, comma and the like are part of an id as well. */
    private static final String PERSON = "zq7x/ż,=~#";

    @TempDir
    private static Path generated;

    private static List<String> catalogue;

    @TempDir
    private Path store;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final HttpClient client = HttpClient.newHttpClient();
    private Instant now = Instant.parse("2026-11-25T03:00:00Z");
    private final InstantSource clock = () -> now;
    private Path data;
    private SqliteTable table;
    private Versions versions;
    private LocalApi front;

    @BeforeAll
    static void generate() throws IOException {
        Path plain = Files.createTempDirectory(generated, "plain");
        Stores.generate(plain, 1_500, false);
        catalogue = lines(plain.resolve("catalogue/products.jsonl.gz"));
        Files.createDirectories(generated.resolve("sessions"));
        List<String> events = new ArrayList<>();
        try (Stream<Path> files = Files.walk(plain.resolve("sessions"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                events.addAll(lines(file));
            }
        }
        Files.write(
                generated.resolve("sessions/all.jsonl"),
                events.stream()
                        .map(line -> line.replaceAll("\"user_id\":(\\d+)", "\"user_id\":\"" + PERSON + "$1\""))
                        .toList());
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            return reader.lines().toList();
        }
    }

    @BeforeEach
    void start() throws IOException {
        data = Files.createDirectories(store.resolve("data"));
        Files.createDirectories(data.resolve("catalogue"));
        Files.createSymbolicLink(data.resolve("sessions"), generated.resolve("sessions"));
        Files.write(data.resolve("catalogue/products.jsonl"), catalogue);
        PrintStream logging = new PrintStream(log, true, UTF_8);
        table = new SqliteTable(store.resolve("versions.db"), clock);
        FolderBucket bucket = new FolderBucket(data, store);
        versions = new Versions(table, clock, ControlCopies.in(bucket::write));
        front = LocalApi.start(
                LocalApi.template(),
                Map.of(
                        "ApiFunction",
                        new ApiFunction(table, REFRESH, new ExposureFile(store, clock), "salt", clock),
                        "FeedbackFunction",
                        new FeedbackFunction((lines, until) -> {}, clock),
                        "AdminFunction",
                        new AdminFunction(table, bucket, clock)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(),
                clock,
                logging,
                Optional.of("token"),
                false);
    }

    @AfterEach
    void stop() {
        front.close();
        table.close();
        client.close();
    }

    @Test
    void a_mistake_of_ours_is_a_500_that_says_nothing_of_it() throws IOException {
        JsonNode answer = Functions.call(
                new AdminFunction(table, new BrokenBucket(), clock),
                "PUT /products/{productId}/availability",
                Map.of("productId", "1004"),
                Map.of(),
                "{\"available\":false}");

        assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
        assertThat(Functions.body(answer).path("title").asText()).isEqualTo("Internal error");
        assertThat(answer.toString()).doesNotContain("broken on purpose", "Exception");
    }

    private static final class BrokenBucket implements Bucket {
        @Override
        public List<StoredObject> list(String prefix) {
            throw broken();
        }

        @Override
        public InputStream open(String key) {
            throw broken();
        }

        @Override
        public void write(String key, byte[] content) {
            throw broken();
        }

        @Override
        public void write(String key, Path content) {
            throw broken();
        }

        @Override
        public String location() {
            return "nowhere";
        }

        private static IllegalStateException broken() {
            return new IllegalStateException("This is broken on purpose.");
        }
    }

    @Test
    void a_product_that_is_taken_off_sale_is_gone_from_every_answer_after_the_refresh_until_it_is_taken_back()
            throws Exception {
        train(MONDAY);
        String product = products("").getFirst();
        String before = get("/products/" + product).headers().firstValue("ETag").orElseThrow();
        assertThat(recommended("model=popular")).contains(product);
        assertThat(get("/products/" + product).body()).contains("\"available\":true");

        assertThat(send("PUT", "/products/" + product + "/availability", "{\"available\":false}", "")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> put = change("PUT", "/products/" + product + "/availability", "{\"available\":false}");
        assertThat(put.body())
                .isEqualTo("{\"productId\":\"" + product
                        + "\",\"available\":false,\"since\":\"2026-11-25T03:00:00Z\",\"known\":true}");
        assertThat(Files.readString(store.resolve("control/availability.json"))).contains(product);

        now = now.plus(REFRESH);
        assertThat(products("")).isNotEmpty().doesNotContain(product);
        assertThat(recommended("model=popular")).hasSize(50).doesNotContain(product);
        for (String other : products("").subList(0, 5)) {
            assertThat(ids(get("/products/" + other + "/recommendations?limit=50"), "items"))
                    .isNotEmpty()
                    .doesNotContain(product);
        }
        HttpResponse<String> shown = get("/products/" + product);
        assertThat(shown.body()).contains("\"available\":false");
        assertThat(shown.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(before);

        String again = change("PUT", "/products/" + product + "/availability", "{\"available\":false}")
                .body();
        assertThat(again).isEqualTo(put.body());
        assertThat(change("PUT", "/products/" + product + "/availability", "{\"available\":true}")
                        .body())
                .isEqualTo("{\"productId\":\"" + product + "\",\"available\":true,\"since\":null,\"known\":true}");
        now = now.plus(REFRESH);
        assertThat(recommended("model=popular")).contains(product);
        assertThat(get("/products/" + product).headers().firstValue("ETag")).contains(before);
    }

    @Test
    void a_product_that_nobody_knows_can_be_withdrawn_before_it_comes_and_a_wrong_wish_is_refused() throws Exception {
        train(MONDAY);
        assertThat(change("PUT", "/products/not%2Fyet/availability", "{\"available\":false}")
                        .body())
                .contains("\"productId\":\"not/yet\"", "\"known\":false");

        for (String wrong : List.of("", "[]", "{", "{}", "{\"available\":\"no\"}", "{\"available\":false,\"why\":1}")) {
            HttpResponse<String> refused = change("PUT", "/products/1/availability", wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(change("PUT", "/products/" + "x".repeat(257) + "/availability", "{\"available\":false}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void what_left_the_catalogue_or_is_sold_out_in_it_is_not_served_by_a_version_that_is_served_again()
            throws Exception {
        train(MONDAY);
        List<String> popular = recommended("model=popular");
        String left = popular.get(0);
        String soldOut = popular.get(1);
        String stays = popular.get(2);
        List<String> newer = catalogue.stream()
                .filter(line -> !line.contains("\"product_id\":" + left + ","))
                .map(line -> line.contains("\"product_id\":" + soldOut + ",")
                        ? line.replaceFirst("\\{", "{\"available\":false,")
                        : line)
                .toList();
        Files.write(data.resolve("catalogue/products.jsonl"), newer);
        train(TUESDAY);

        versions.activate(versionOf(MONDAY));
        now = now.plus(REFRESH);

        assertThat(get("/health").body()).contains(versionOf(MONDAY).text());
        assertThat(recommended("model=popular")).contains(stays).doesNotContain(left, soldOut);
        assertThat(products("")).contains(stays).doesNotContain(left, soldOut);
        for (String product : List.of(left, soldOut)) {
            assertThat(get("/products/" + product).body()).contains("\"available\":false");
        }
    }

    @Test
    void an_erased_person_is_in_no_version_and_in_no_later_training() throws Exception {
        train(MONDAY);
        train(TUESDAY);
        String person = knownPerson();
        assertThat(versionsThatKnow(person)).isEqualTo(2);
        String path = "/users/" + URLEncoder.encode(person, UTF_8);

        assertThat(send("DELETE", path, "", "").statusCode()).isEqualTo(403);
        assertThat(versionsThatKnow(person)).isEqualTo(2);
        HttpResponse<String> answer = change("DELETE", path, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"versionsChanged\":2}");
        assertThat(versionsThatKnow(person)).isZero();
        assertThat(change("DELETE", path, "").body()).isEqualTo("{\"versionsChanged\":0}");

        JsonNode report = train(WEDNESDAY);
        assertThat(report.at("/log/leftOut").asLong()).isPositive();
        assertThat(versionsThatKnow(person)).isZero();
        assertThat(versionsThatKnow(PERSON)).isEqualTo(3);
        assertThat(get("/recommendations?userId=" + URLEncoder.encode(person, UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_training_that_is_running_does_not_bring_an_erased_person_back() throws Exception {
        train(MONDAY);
        String person = knownPerson();
        for (String phase : List.of("fitting groups", "publishing")) {
            Instant time = phase.equals("publishing") ? WEDNESDAY : TUESDAY;
            train(time, new Progress() {
                @Override
                public void phase(String name) {
                    if (name.equals(phase)) {
                        versions.erase(person);
                    }
                }

                @Override
                public void advanced(long done, String unit) {}

                @Override
                public void finished() {}
            });
            assertThat(versions.pointer().orElseThrow().current().logicalTime()).isEqualTo(time);
            assertThat(versionsThatKnow(person)).as(phase).isZero();
        }
    }

    @Test
    void no_users_id_is_in_any_log_report_exposure_or_control_item() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TrainingFunction(
                        name -> new FolderBucket(data, store),
                        "bucket",
                        table,
                        "salt",
                        clock,
                        new PrintStream(log, true, UTF_8))
                .handleRequest(
                        new ByteArrayInputStream(("{\"scheduledTime\":\"" + MONDAY + "\"}").getBytes(UTF_8)),
                        out,
                        LocalContext.of("Training", Duration.ofHours(1), clock, new PrintStream(log, true, UTF_8)));
        out.writeTo(log);
        String person = URLEncoder.encode(knownPerson(), UTF_8);
        get("/recommendations?userId=" + person + "&limit=5");
        get("/recommendations?userId=" + person + "&limit=wrong");
        send(
                "POST",
                "/events",
                "{\"events\":[{\"type\":\"view\",\"productId\":\"1\",\"sessionId\":\"s\",\"userId\":\"" + PERSON
                        + "1\"},{\"type\":\"look\",\"userId\":\"" + PERSON + "1\"}]}",
                "");
        change("DELETE", "/users/" + person, "");
        table.close();
        get("/recommendations?userId=" + person);
        change("DELETE", "/users/" + person, "");

        Map<String, String> written = new TreeMap<>();
        written.put("log", log.toString(UTF_8));
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(json|jsonl|html)"))
                    .filter(file -> !file.startsWith(data))
                    .toList()) {
                written.put(store.relativize(file).toString(), Files.readString(file));
            }
        }
        assertThat(written.keySet())
                .contains("log", "exposures/2026-11-25.jsonl", "control/pointer.json", "control/erased.json")
                .anyMatch(name -> name.endsWith("report.json"))
                .anyMatch(name -> name.endsWith("report.html"));
        assertThat(written.get("log")).contains("could not be");
        assertThat(written)
                .allSatisfy((name, text) ->
                        assertThat(text.contains("zq7x")).as(name).isFalse());
        Stores.items(store, "2026").forEach((key, item) -> {
            if (!key.contains("#users#")) {
                assertThat(key + item).doesNotContain("zq7x");
            }
        });
    }

    private JsonNode train(Instant time) throws IOException {
        return train(time, Progress.none());
    }

    private JsonNode train(Instant time, Progress progress) throws IOException {
        TrainingSummary summary = new Training(new FolderBucket(data, store), table, clock, progress)
                .run(TrainingRequest.of(Optional.of(time)), Deadline.never());
        assertThat(summary.live()).as(summary.sentence()).isTrue();
        return JSON.readTree(Files.readAllBytes(store.resolve(
                "reports/" + JSON.readTree(summary.json()).path("version").asText() + "/report.json")));
    }

    private VersionId versionOf(Instant time) {
        return versions.pointer().orElseThrow().published().stream()
                .filter(version -> version.logicalTime().equals(time))
                .findFirst()
                .orElseThrow();
    }

    private String knownPerson() throws Exception {
        String buckets = String.join("", buckets("2026"));
        int start = buckets.indexOf("zq7x");
        String escaped = buckets.substring(start, buckets.indexOf('=', start));
        return escaped.replace("\\\\c", ",").replace("\\\\e", "=");
    }

    private long versionsThatKnow(String person) throws Exception {
        String escaped = person.replace(",", "\\\\c").replace("=", "\\\\e");
        return versions.pointer().orElseThrow().published().stream()
                .filter(version -> buckets(version.text()).stream()
                        .anyMatch(bucket -> bucket.contains("," + escaped + (person.equals(PERSON) ? "" : "="))))
                .count();
    }

    private List<String> buckets(String version) {
        try {
            return Stores.items(store, version).entrySet().stream()
                    .filter(item -> item.getKey().contains("#users#"))
                    .map(Map.Entry::getValue)
                    .toList();
        } catch (SQLException e) {
            throw new AssertionError("The table cannot be read.", e);
        }
    }

    private List<String> recommended(String query) throws Exception {
        return ids(get("/recommendations?limit=50&" + query), "items");
    }

    private List<String> products(String query) throws Exception {
        return ids(get("/products?limit=50" + query), "products");
    }

    private static List<String> ids(HttpResponse<String> answer, String field) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path(field).findValuesAsText("productId");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "", "");
    }

    private HttpResponse<String> change(String method, String path, String body) throws Exception {
        return send(method, path, body, "Bearer token");
    }

    private HttpResponse<String> send(String method, String path, String body, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
