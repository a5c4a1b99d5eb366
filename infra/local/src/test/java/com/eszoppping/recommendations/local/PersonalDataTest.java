package com.eszoppping.recommendations.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.training.TrainingFunction;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person's name, address and e-mail stand wherever the input has room for a text, and also in requests. Afterwards they are in
 * nothing that was written, logged or answered; the e-mail, which is the person's id, only where ids of users belong.
 */
final class PersonalDataTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant MONDAY = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T02:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T03:00:00Z"));

    private static final String NAME = "Zdzislawa Kwiatkowska";
    private static final String STREET = "ul. Przykladowa 77/3";
    private static final String CITY = "Testowice Gorne";
    private static final String ID = "zdzislawa@kwiatkowska.example";

    /** None of them is a part of a word that the product or the generated store uses. */
    private static final List<String> TRACES = List.of("zdzislawa", "kwiatkowska", "przykladowa", "testowice");

    @TempDir
    private static Path data;

    @TempDir
    private static Path store;

    private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
    private static final PrintStream LOGGING = new PrintStream(LOG, true, UTF_8);
    private static SqliteTable table;
    private static LocalApi front;
    private static HttpClient client;

    @BeforeAll
    static void seedTrainAndServe() throws Exception {
        client = HttpClient.newHttpClient();
        Stores.generate(data, 1_500, true);
        seed();
        table = new SqliteTable(store.resolve("versions.db"), CLOCK);
        FolderBucket bucket = new FolderBucket(data, store);
        front = LocalApi.start(
                LocalApi.template(),
                Map.of(
                        "ApiFunction",
                        new ApiFunction(table, Duration.ZERO, new ExposureFile(store, CLOCK), "salt", CLOCK),
                        "FeedbackFunction",
                        new FeedbackFunction(new FileEventSink(store, CLOCK), CLOCK),
                        "AdminFunction",
                        new AdminFunction(table, bucket, CLOCK)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(),
                CLOCK,
                LOGGING,
                Optional.of("token"),
                true);
        train(MONDAY);
        send("PUT", "/experiments/split", """
                {"status":"RUNNING","end":"2099-01-01T00:00:00Z","variants":[{"name":"a","model":"popular"},{"name":"b","model":"groups"}]}
                """);
        send("PUT", "/products/1/availability", "{\"available\":false}");
        train(TUESDAY);
    }

    @AfterAll
    static void stop() {
        client.close();
        front.close();
        table.close();
    }

    private static void seed() throws IOException {
        String person = "\"name\":\"" + NAME + "\",\"street\":\"" + STREET + "\",\"city\":\"" + CITY + "\",\"" + NAME
                + "\":{\"address\":[\"" + STREET + "\"]}";
        Files.writeString(
                data.resolve("catalogue/users.jsonl"), "{\"user_id\":\"" + ID + "\"," + person + "}\n{" + NAME + "\n");
        Files.write(
                data.resolve("catalogue/products-more.jsonl"),
                List.of(
                        "{\"product_id\":\"p-1\",\"product_name\":\"Lampa\",\"category_path\":\"Dom;Lampy\",\"price\":9.5,"
                                + person + "}",
                        "{\"product_id\":\"p-2\",\"price\":\"" + NAME + "\"," + person,
                        "{\"product_id\":null,\"product_name\":\"" + NAME + "\"," + person + "}",
                        "[\"" + NAME + "\"]"));
        Path products = data.resolve("catalogue/products.jsonl.gz");
        List<String> catalogue = new ArrayList<>(lines(products));
        catalogue.addAll(Files.readAllLines(data.resolve("catalogue/products-more.jsonl")));
        Files.delete(products);
        Files.delete(data.resolve("catalogue/products-more.jsonl"));
        Files.write(data.resolve("catalogue/products.jsonl"), catalogue);
        List<String> sessions = new ArrayList<>();
        String product = JSON.readTree(catalogue.getFirst()).path("product_id").asText();
        for (int event = 0; event < 60; event++) {
            sessions.add(event(ID, product, "VIEW_PRODUCT", "2026-10-01T05:%02d:00".formatted(event), person));
        }
        sessions.add(event(ID, product, NAME, "2026-10-01T05:00:00", person));
        sessions.add(event(ID, product, "VIEW_PRODUCT", NAME, person));
        sessions.add(event(ID, NAME, "VIEW_PRODUCT", "2026-10-01T05:00:00", person));
        sessions.add(
                event(ID, product, "BUY_PRODUCT", "2026-10-01T05:00:00", person).replace("}", ""));
        sessions.add(NAME + ", " + STREET);
        sessions.add("\"" + NAME + "\"");
        Files.write(data.resolve("sessions/seeded.jsonl"), sessions);
        Files.writeString(data.resolve("sessions/broken.jsonl.gz"), NAME + " " + STREET);
    }

    private static String event(String user, String product, String type, String time, String more) {
        return "{\"session_id\":\"s-1\",\"timestamp\":\"" + time + "\",\"user_id\":\"" + user + "\",\"product_id\":\""
                + product + "\",\"event_type\":\"" + type + "\",\"offered_discount\":0,\"purchase_id\":null," + more
                + "}";
    }

    private static void train(Instant time) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TrainingFunction(name -> new FolderBucket(data, store), "bucket", table, "salt", CLOCK, LOGGING)
                .handleRequest(
                        new ByteArrayInputStream(("{\"scheduledTime\":\"" + time + "\"}").getBytes(UTF_8)),
                        out,
                        LocalContext.of("Training", Duration.ofHours(1), CLOCK, LOGGING));
        assertThat(JSON.readTree(out.toByteArray()).path("live").asBoolean())
                .as(out.toString(UTF_8))
                .isTrue();
        out.writeTo(LOG);
    }

    @Test
    void nothing_that_is_written_names_a_person() throws Exception {
        ask();
        Map<String, String> written = new TreeMap<>(Map.of("log", LOG.toString(UTF_8)));
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("versions.db"))
                    .toList()) {
                written.put(store.relativize(file).toString(), text(file));
            }
        }
        // What visitors' browsers sent is a log, where ids belong.
        written.keySet().removeIf(name -> name.startsWith("sessions/"));

        assertThat(written.keySet())
                .contains("log", "control/pointer.json", "control/experiments.json", "exposures/2026-11-25.jsonl")
                .anyMatch(name -> name.matches("reports/.*/report.html"))
                .anyMatch(name -> name.matches("reports/.*/report.json"))
                .anyMatch(name -> name.matches("rejected/2.*/lines.jsonl.gz"));
        assertThat(written)
                .allSatisfy((name, text) -> assertThat(traces(text)).as(name).isEmpty());
        assertThat(Files.readString(store.resolve("sessions/feedback/2026-11-25.jsonl")))
                .contains(ID)
                .doesNotContain(NAME, STREET, CITY);
    }

    @Test
    void no_item_of_the_table_names_a_person_but_those_of_users_who_have_ids() throws Exception {
        boolean found = false;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store.resolve("versions.db"));
                ResultSet rows = connection.createStatement().executeQuery("select id, fields from items")) {
            while (rows.next()) {
                String fields = rows.getString(2);
                if (rows.getString(1).contains("#users#")) {
                    found |= fields.contains(ID);
                    fields = fields.replace(ID, "");
                }
                assertThat(traces(rows.getString(1) + fields))
                        .as(rows.getString(1))
                        .isEmpty();
            }
        }
        assertThat(found).as("whether the person is in a group at all").isTrue();
    }

    @Test
    void an_answer_names_nobody_but_says_again_what_was_asked() throws Exception {
        for (String path : List.of(
                "/recommendations?limit=50&expand=product&explain=true",
                "/products?limit=50",
                "/products/p-1",
                "/products/p-1/recommendations",
                "/categories",
                "/models",
                "/models/"
                        + JSON.readTree(send("GET", "/models", "").body())
                                .path("current")
                                .asText(),
                "/experiments",
                "/experiments/split",
                "/experiments/split/assignment?visitorId=v",
                "/console/live.json",
                "/health")) {
            HttpResponse<String> answer = send("GET", path, "");
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
            assertThat(traces(answer.body())).as(path).isEmpty();
        }
        HttpResponse<String> own = send("GET", "/users/" + encoded(ID) + "/group", "");
        assertThat(JSON.readTree(own.body()).path("userId").asText()).isEqualTo(ID);
        assertThat(traces(own.body().replace(ID, ""))).isEmpty();
    }

    /** With a name in every place of a request that takes a text; what is answered is the asker's own. */
    private static void ask() throws Exception {
        List<String> requests = List.of(
                "/recommendations?userId=" + encoded(ID) + "&visitorId=" + encoded(NAME),
                "/recommendations?limit=" + encoded(NAME),
                "/recommendations?category=" + encoded(STREET),
                "/recommendations?" + encoded(NAME) + "=" + encoded(CITY),
                "/recommendations?viewed=" + encoded(NAME),
                "/products?q=" + encoded(NAME),
                "/products/" + encoded(NAME),
                "/users/" + encoded(NAME) + "/group",
                "/experiments/split/assignment?visitorId=" + encoded(NAME),
                "/models/" + encoded(NAME),
                "/" + encoded(NAME));
        for (String request : requests) {
            assertThat(send("GET", request, "").statusCode()).as(request).isIn(200, 400, 404);
        }
        String event = "{\"type\":\"view\",\"productId\":\"1\",\"sessionId\":\"s\",\"userId\":\"" + ID + "\"";
        String more = ",\"name\":\"" + NAME + "\",\"" + STREET + "\":\"" + CITY + "\"}";
        for (String events :
                List.of(event + "}," + event + more, event.replace("view", NAME) + "}", "\"" + NAME + "\"", NAME)) {
            send("POST", "/events", "{\"events\":[" + events + "],\"name\":\"" + NAME + "\"}");
            send("POST", "/events", "{\"events\":[" + events + "]}");
        }
        send("PUT", "/experiments/" + encoded(NAME), "{\"name\":\"" + NAME + "\"}");
        send("PUT", "/products/1/availability", "{\"available\":\"" + NAME + "\"}");
        send("DELETE", "/users/" + encoded(NAME), "");
    }

    private static List<String> traces(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return TRACES.stream().filter(lower::contains).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
            return new String(plain.readAllBytes(), UTF_8);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer token")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
