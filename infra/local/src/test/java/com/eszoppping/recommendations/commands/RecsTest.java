package com.eszoppping.recommendations.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.architecture.Repository;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a user meets it: exit code, result on stdout, sentences on stderr. */
class RecsTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_store_is_generated_trained_and_rolled_back() throws Exception {
        assertThat(run("generate", "--out", in("data"), "--sessions", "800", "--users", "60", "--products", "80"))
                .isZero();
        String first = train("2026-11-23T02:00:00Z");
        String second = train("2026-11-24T02:00:00Z");

        assertThat(run("activate", first, "--store", in("store"))).isZero();
        assertThat(new ObjectMapper()
                        .readTree(out.toString(StandardCharsets.UTF_8))
                        .path("previous")
                        .asText())
                .isEqualTo(second);
    }

    private String train(String time) throws IOException {
        assertThat(run("train", "--data", in("data"), "--store", in("store"), "--time", time, "--seed", "3"))
                .as(errors())
                .isZero();
        assertThat(errors()).contains("is live.");
        return new ObjectMapper()
                .readTree(out.toString(StandardCharsets.UTF_8))
                .path("version")
                .asText();
    }

    @Test
    void a_range_of_time_may_be_open_at_either_end() throws IOException {
        assertThat(run("generate", "--out", in("data"), "--sessions", "800", "--users", "60", "--products", "80"))
                .isZero();
        String middle = "2026-10-10T00:00:00Z";
        JsonNode older = trainOnPart("--to", middle);
        JsonNode newer = trainOnPart("--from", middle);

        assertThat(older.path("events").asLong()).isPositive();
        assertThat(newer.path("events").asLong()).isPositive();
        assertThat(older.at("/log/outsideRange").asLong()
                        + newer.at("/log/outsideRange").asLong())
                .isEqualTo(newer.path("lines").asLong());
    }

    private JsonNode trainOnPart(String end, String time) throws IOException {
        assertThat(run("train", "--data", in("data"), "--store", in("store" + end), "--models", "popular", end, time))
                .as(errors())
                .isZero();
        JsonNode summary = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        return new ObjectMapper()
                .readTree(folder.resolve("store" + end)
                        .resolve(summary.path("report").asText())
                        .toFile());
    }

    @Test
    void models_are_tested_by_both_protocols_and_the_figures_land_in_a_file() throws IOException {
        assertThat(run("generate", "--out", in("data"), "--sessions", "800", "--users", "60", "--products", "80"))
                .isZero();

        assertThat(run("evaluate", "--data", in("data"), "--report", in("temporal.json")))
                .as(errors())
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("What does the visitor look at next", "What does the visitor look at first")
                .contains("next", "popularity in category", "uniform guess", "against");
        JsonNode temporal =
                new ObjectMapper().readTree(folder.resolve("temporal.json").toFile());
        assertThat(temporal.at("/next/questions").asInt()).isPositive();
        assertThat(temporal.at("/parameters").has("groups.groups")).isTrue();

        assertThat(run("evaluate", "--data", in("data"), "--protocol", "seed", "--models", "popular,groups"))
                .as(errors())
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("popular in the store", "three comparisons, divided by two", "%");
    }

    @Test
    void the_handler_is_measured_against_a_raw_read_of_the_table() throws IOException {
        assertThat(run("generate", "--out", in("data"), "--sessions", "800", "--users", "60", "--products", "80"))
                .isZero();

        assertThat(run("bench", "api", "--store", in("data"), "--clients", "1,3", "--seconds", "1"))
                .as(errors())
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("1 +SDK's GetItem +\\d+ +\\d+ +\\d+ +[1-9]")
                .containsPattern("\n +our GetItem +\\d+ +\\d+ +\\d+ +[1-9]")
                .containsPattern("of the SDK's +\\d+\\.\\d+")
                .containsPattern("of ours +\\d+\\.\\d+")
                .containsPattern("3 +SDK's GetItem")
                .containsPattern("1 +own work +\\d+ +\\d+ +\\d+ +[1-9]");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client has a native part for Linux only.")
    void cold_starts_are_measured_on_the_zips_that_are_deployed() throws IOException {
        assertThat(run("generate", "--out", in("data"), "--sessions", "800", "--users", "60", "--products", "80"))
                .isZero();

        assertThat(run("bench", "cold-start", "--store", in("data"), "--rounds", "1"))
                .as(errors())
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("obvious build +[1-9]\\d+ +\\d+ +\\d+ +1\\.00")
                .containsPattern("ApiFunction +[1-9]\\d+ +\\d+ +\\d+ +\\d+\\.\\d+")
                .containsPattern("bare call +[1-9]\\d+")
                .containsPattern("restored, unprimed +\\d+\\.\\d")
                .containsPattern("restored, primed +\\d+\\.\\d");
    }

    @Test
    void reading_the_log_is_measured_against_inflating_it() {
        assertThat(run("bench", "ingest", "--events", "3000", "--quick", "--readers", "none", "--files", in("files")))
                .as(errors())
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("the store's own 7 fields", "12 fields")
                .containsPattern("gunzip +\\d+\\.\\d+ +\\d+\\.\\d+ +1\\.00")
                .containsPattern("log takes \\d+\\.\\d+ of gunzip's time");

        assertThat(run("bench", "ingest", "--events", "3000", "--memory", "--files", in("files")))
                .as(errors())
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("least heap", "10,240");
    }

    @Test
    void publishing_is_measured_against_the_sdk_alone_and_against_a_tables_limit() {
        assertThat(run("bench", "publish", "--users", "900", "--products", "700"))
                .as(errors())
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("900 users and 700 products: [\\d,]+ items, [\\d.]+ MB, [\\d,]+ write units")
                .containsPattern("a publication, 64 at once +[1-9]\\d+ +[\\d.]+ +0 +\\d\\.\\d\\d of the SDK's rate")
                .containsPattern("takes 4,000 units a second, limit 4,000 +[1-9]\\d+")
                .containsPattern("SQLite +[1-9]\\d+");
    }

    @Test
    void reading_from_far_away_is_measured_against_one_request() {
        assertThat(run("bench", "s3", "--quick")).as(errors()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("80 MB/s a connection, gunzip +\\d+ +\\d+ +\\d+\\.\\d\\d")
                .containsPattern("each connection cut after 3 MB +fails +[1-9]");
    }

    @Test
    void wrong_use_is_2_with_a_sentence_that_shows_the_way() {
        assertWrongUse("Name a command", new String[0]);
        assertWrongUse("trian", "trian");
        assertWrongUse("--out", "generate");
        assertWrongUse("--sessions", "generate", "--out", in("x"), "--sessions", "many");
        assertWrongUse("products", "generate", "--out", in("x"), "--products", "3");
        assertWrongUse("--data", "train", "--store", in("s"));
        assertWrongUse("--store", "train", "--data", in("x"));
        assertWrongUse("next9", "train", "--data", in("x"), "--store", in("s"), "--models", "next9");
        assertWrongUse("'threads'", "train", "--data", in("x"), "--store", in("s"), "--threads", "0");
        assertWrongUse("20261124T020000Z", "activate", "yesterday", "--store", in("s"));
        assertWrongUse("written like", "train", "--data", in("x"), "--store", in("s"), "--time", "yesterday");
        String day = "2026-11-24T00:00:00Z";
        assertWrongUse("--from is before", "train", "--data", in("x"), "--store", in("s"), "--from", day, "--to", day);
        assertWrongUse("--port", "local-cloud", "--port", "99999");
        assertWrongUse("temporal", "evaluate", "--data", in("x"), "--protocol", "random");
        assertWrongUse("name that too", "evaluate", "--data", in("x"), "--models", "next");
        assertWrongUse("--port", "serve", "--store", in("s"), "--port", "70000");
        assertWrongUse("what to measure", "bench");
        assertWrongUse("--rounds", "bench", "cold-start", "--rounds", "0");
        assertWrongUse("--clients", "bench", "api", "--clients", "1,0");
        assertWrongUse("from 1", "bench", "ingest", "--events", "0");
        assertWrongUse("'spark'", "bench", "ingest", "--readers", "spark");
        assertWrongUse("--users", "bench", "publish", "--users", "0");
        assertWrongUse("--users", "cost");
        assertWrongUse("'many'", cost("--users", "many"));
        assertWrongUse("--users is a whole number from 1", cost("--users", "0"));
        assertWrongUse("--requests-per-day is a whole number from 0", cost("--requests-per-day", "-1"));
        assertWrongUse("--retrain-per-day is a number from 0", cost("--retrain-per-day", "NaN"));
        assertWrongUse("'often'", cost("--retrain-per-day", "often"));
        assertWrongUse("--events-per-day is a whole number", cost("--events-per-day", "-3"));
        assertWrongUse("--request-milliseconds is a number", cost("--request-milliseconds", "0"));
        assertWrongUse("there is no file", cost("--report", in("none.json")));
        assertWrongUse("reports", cost("--store", in("nowhere")));
    }

    private static String[] cost(String option, String value) {
        Map<String, String> options =
                new LinkedHashMap<>(Map.of("--users", "1000", "--requests-per-day", "1000", "--retrain-per-day", "1"));
        options.put(option, value);
        return Stream.concat(
                        Stream.of("cost"),
                        options.entrySet().stream().flatMap(each -> Stream.of(each.getKey(), each.getValue())))
                .toArray(String[]::new);
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void a_month_is_billed_from_the_report_of_a_training() throws IOException {
        assertThat(run("generate", "--out", in("data"), "--sessions", "800", "--users", "60", "--products", "80"))
                .isZero();
        train("2026-11-24T02:00:00Z");

        assertThat(run(cost("--store", in("store")))).as(errors()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("1,000 users, 30,000 requests a month", "list prices of 2026-11-24", "USD/month")
                .contains("Lambda in all", "DynamoDB in all", "for 1,000 requests", "Not included");

        assertThat(run(with(cost("--store", in("store")), "--json"))).isZero();
        JsonNode bill = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(bill.path("usdPerMonth").asDouble()).isPositive();
        assertThat(bill.path("lines")).isNotEmpty();

        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "region: here");
        assertWrongUse("'prices' is a mapping", with(cost("--store", in("store")), "--prices", wrong.toString()));
        assertWrongUse("it is not JSON", cost("--report", wrong.toString()));
        Path old = Files.writeString(folder.resolve("old.json"), "{\"version\":\"v\"}");
        assertWrongUse("it has no 'written'", cost("--report", old.toString()));
    }

    @Test
    void everything_that_is_measured_has_a_short_form() {
        assertThat(Bench.of(console()).getSubcommands())
                .isNotEmpty()
                .allSatisfy((name, measurement) -> assertThat(
                                measurement.getCommandSpec().findOption("--quick"))
                        .as(name)
                        .isNotNull());
    }

    private void assertWrongUse(String named, String... arguments) {
        assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
        assertThat(errors()).contains(named).contains("--help").doesNotContain("Exception");
    }

    @Test
    void a_failure_is_1_with_one_sentence_and_no_stack_trace() throws IOException {
        assertFailure("There is no folder", "train", "--data", in("nowhere"), "--store", in("s"));
        assertFailure("There is no store", "serve", "--store", in("nowhere"));
        assertFailure("environment variable TABLE_NAME", "train", "--cloud");

        Files.createDirectories(folder.resolve("empty/catalogue"));
        Files.createDirectories(folder.resolve("empty/sessions"));
        assertFailure("catalogue/products.jsonl", "train", "--data", in("empty"), "--store", in("s"));
        assertFailure("There is no complete version", "activate", "20261124T020000Z-3f2a", "--store", in("s"));

        Files.createDirectories(folder.resolve("used/sessions"));
        assertFailure("already", "generate", "--out", in("used"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFailure("is in use", "serve", "--store", in("s"), "--port", String.valueOf(taken.getLocalPort()));
        }
    }

    private void assertFailure(String named, String... arguments) {
        assertThat(run(arguments))
                .as(String.join(" ", arguments) + "\n" + errors())
                .isEqualTo(1);
        String[] lines = errors().strip().split("\n", -1);
        assertThat(lines[lines.length - 1]).contains(named).endsWith(".");
        assertThat(errors()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void help_names_every_command() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("demo", "generate", "train", "serve", "activate", "local-cloud", "bench", "cost", "test");
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return Recs.run(console(), arguments);
    }

    private Console console() {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                variable -> null,
                false,
                Repository.file(""));
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String in(String path) {
        return folder.resolve(path).toString();
    }
}
