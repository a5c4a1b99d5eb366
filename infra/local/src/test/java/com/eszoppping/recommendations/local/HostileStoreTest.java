package com.eszoppping.recommendations.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.architecture.OpenApi.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store among whose files are some that somebody made to do harm: it is trained on all the same, and answers. */
final class HostileStoreTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final boolean FULL = Boolean.getBoolean("recs.full");

    /** Several times the heap that the tests have. */
    private static final long BYTES_OF_THE_BOMB = FULL ? 16L << 30 : 2L << 30;

    private static final int HOSTILE_LINES = FULL ? 250_000 : 5_000;

    /** So many that the hostile lines are less than the share with which a version is held back. */
    private static final int SESSIONS = FULL ? 500_000 : 12_000;

    private static final String EVENT =
            "{\"session_id\":%s,\"timestamp\":%s,\"user_id\":%s,\"product_id\":%s,\"event_type\":\"VIEW_PRODUCT\"}";

    private static final List<String> ODD_IDS = List.of(
            "a#b",
            "v#current",
            "%00",
            "tab\\tnewline\\n",
            "\\u0000",
            "\\u202eright to left",
            "żółw \\ud83d\\ude00",
            "\\ud800",
            "../..",
            "<b>",
            "a,b",
            "a;b",
            "NaN",
            "-0",
            "1e999");

    private static final List<String> ODD_TIMES = List.of(
            "\"-0001-01-01T00:00:00Z\"",
            "\"1969-12-31T23:59:59Z\"",
            "\"9999-12-31T23:59:59Z\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"2021-03-09T213:31:58\"",
            "\"2026-02-30T00:00:00Z\"",
            "-1",
            "1e400",
            "NaN",
            "\"\"",
            "null");

    @TempDir
    private static Path folder;

    private static ServedStore store;
    private static JsonNode report;

    @BeforeAll
    static void train() throws IOException, InterruptedException {
        Path data = Stores.generate(folder.resolve("data"), SESSIONS, false);
        Files.write(data.resolve("catalogue/products.jsonl.more.jsonl"), products());
        Path sessions = data.resolve("sessions");
        Files.write(sessions.resolve("odd.jsonl"), events());
        Files.write(
                sessions.resolve("changed.jsonl"),
                String.join("\n", changedLines()).getBytes(ISO_8859_1));
        try (OutputStream bomb = new GZIPOutputStream(Files.newOutputStream(sessions.resolve("bomb.jsonl.gz")))) {
            byte[] part = new byte[1 << 20];
            Arrays.fill(part, (byte) '[');
            for (long written = 0; written < BYTES_OF_THE_BOMB; written += part.length) {
                bomb.write(part);
            }
        }
        Files.write(sessions.resolve("inner.jsonl.gz"), twice(Files.readAllBytes(sessions.resolve("bomb.jsonl.gz"))));
        store = ServedStore.trained(data, folder);
        String version =
                JSON.readTree(store.get("/models").body()).path("current").asText();
        report = JSON.readTree(store.get("/models/" + version).body()).path("report");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    /** Two products with one id, ids and categories and numbers that nobody would think of, and a category inside itself. */
    private static List<String> products() {
        String product =
                "{\"product_id\":\"%s\",\"product_name\":\"%s\",\"category_path\":\"%s\",\"price\":%s,\"user_rating\":%s}";
        Stream<String> odd =
                ODD_IDS.stream().map(id -> product.formatted(id, "<img src=x>", "Gry;Gry;Gry", "1e400", "-5"));
        return Stream.concat(
                        odd,
                        Stream.of(
                                product.formatted("twice", "one", "A;B", "10", "4"),
                                product.formatted("twice", "two", "B;A", "NaN", "4"),
                                product.formatted("loop", "loop", "A;B;A;B", "-10", "9e99"),
                                product.formatted("deep", "deep", "A;".repeat(400) + "B", "5", "null"),
                                "{\"product_id\":\"keys\",\"product_id\":\"other\",\"product_name\":\"two keys\"}",
                                "\ufeff" + product.formatted("bom", "bom", "A", "5", "3") + "\r",
                                "[".repeat(100) + "]".repeat(100)))
                .toList();
    }

    private static List<String> events() {
        Stream<String> ids = ODD_IDS.stream().flatMap(id -> {
            String quoted = "\"" + id + "\"";
            String time = "\"2026-11-20T10:00:00Z\"";
            return Stream.of(
                    EVENT.formatted(quoted, time, quoted, quoted),
                    EVENT.formatted("\"s\"", time, "1", quoted).replace("}", ",\"product_id\":\"1004\"}"));
        });
        Stream<String> times = ODD_TIMES.stream().map(time -> EVENT.formatted("7", time, "1", "1004"));
        return Stream.concat(ids, times).toList();
    }

    /** Lines that were right once; written as bytes, so that some are no UTF-8. */
    private static List<String> changedLines() {
        HostileText hostile = new HostileText(new SplittableRandom(1));
        String line = EVENT.formatted("1", "\"2026-11-20T10:00:00Z\"", "102", "1004");
        return Stream.generate(() -> hostile.changed(line)).limit(HOSTILE_LINES).toList();
    }

    private static byte[] twice(byte[] gzip) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(gzip);
            out.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_line_is_accounted_for() {
        JsonNode log = report.path("log");
        long kept = log.path("events").asLong();
        long lost = Stream.of(
                        "rejected",
                        "unknownEventTypes",
                        "outsideRange",
                        "duplicates",
                        "returnsApplied",
                        "returnsUnmatched")
                .mapToLong(field -> log.path(field).asLong())
                .sum();

        // A return takes its purchase with it.
        assertThat(kept + lost + log.path("returnsApplied").asLong())
                .as(log.toString())
                .isEqualTo(log.path("lines").asLong() - log.path("blankLines").asLong());
        assertThat(log.path("rejected.TOO_LONG").asLong()).isEqualTo(2);
    }

    @Test
    void of_two_products_with_one_id_one_is_sold_and_categories_are_a_tree() throws Exception {
        assertThat(store.get("/products/twice").status()).isEqualTo(200);
        Set<String> seen = new HashSet<>();
        for (JsonNode category : JSON.readTree(store.get("/categories").body()).path("categories")) {
            String parent = category.path("parent").asText("null");
            assertThat(parent.equals("null") || seen.contains(parent))
                    .as(category.toString())
                    .isTrue();
            assertThat(seen.add(category.path("path").asText()))
                    .as(category.toString())
                    .isTrue();
        }
        assertThat(seen).contains("A;B;A;B", "Gry;Gry;Gry");
    }

    @Test
    void odd_ids_are_asked_for_as_any_other() throws Exception {
        for (String id : ODD_IDS) {
            String encoded = URLEncoder.encode(JSON.readTree("\"" + id + "\"").asText(), UTF_8)
                    .replace("+", "%20");
            for (String target : List.of(
                    "/recommendations?expand=product&explain=true&userId=" + encoded,
                    "/recommendations?viewed=" + encoded,
                    "/products/" + encoded,
                    "/products/" + encoded + "/recommendations",
                    "/users/" + encoded + "/group",
                    "/products?category=" + encoded)) {
                Answer answer = store.get(target);
                assertThat(answer.status()).as(target + ": " + answer.body()).isLessThan(500);
                assertThat(JSON.readTree(answer.body()).isObject()).isTrue();
            }
        }
    }

    @Test
    void what_people_see_of_it_is_text() throws Exception {
        Path reports = folder.resolve("store/reports");
        try (Stream<Path> pages = Files.walk(reports)) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".html")).toList()) {
                assertThat(Files.readString(page)).doesNotContain("<img src=x>");
            }
        }
    }
}
