package com.eszoppping.recommendations.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.generator.StoreGenerator;
import com.eszoppping.recommendations.generator.StoreOptions;
import com.eszoppping.recommendations.local.FolderBucket;
import com.eszoppping.recommendations.local.SqliteTable;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.training.Engine;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingReport;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.eszoppping.recommendations.training.TrainingSummary;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training on Spark against the one in one process, on the same dirty store. */
class SparkTrainingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

    /** Fewer shoppers than there are, so that centres which were found on some are settled on all. */
    private static final SparkOptions OPTIONS = new SparkOptions(3, 1_000_000, 1_000_000, 500);

    @TempDir
    private static Path folder;

    private static TrainingReport here;
    private static TrainingReport onSpark;

    @BeforeAll
    static void train() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data);
        new StoreGenerator(new StoreOptions(600, 1_500, 12_000, 5, true)).write(data, events -> {});
        here = train(data, "here", Optional.empty());
        String logs = data.toString();
        try (JavaSparkContext spark = SparkOnThisMachine.context(2)) {
            Engine engine = new SparkEngine(
                    spark, () -> new FolderBucket(Path.of(logs), Path.of(logs).resolveSibling("spark")), OPTIONS);
            onSpark = train(data, "spark", Optional.of(engine));
        }
    }

    private static TrainingReport train(Path data, String name, Optional<Engine> engine) throws IOException {
        Path store = folder.resolve(name);
        try (SqliteTable table = new SqliteTable(store.resolve("versions.db"), () -> NOW)) {
            TrainingSummary summary = new Training(
                            new FolderBucket(data, store), table, () -> NOW, Progress.none(), engine)
                    .run(TrainingRequest.of(Optional.of(NOW)), Deadline.never());
            return summary.report().orElseThrow();
        }
    }

    @AfterAll
    static void forget() {
        here = null;
        onSpark = null;
    }

    @Test
    void the_log_is_cleaned_alike() throws IOException {
        for (String field : new String[] {"log", "catalogue", "lines", "rejected", "events", "sessions", "users"}) {
            assertThat(field(onSpark, field)).as(field).isEqualTo(field(here, field));
        }
        assertThat(rejectedLines(onSpark, "spark")).isEqualTo(rejectedLines(here, "here"));
    }

    @Test
    void popular_and_next_have_the_same_lists() throws SQLException {
        Map<String, String> expected = items("here", here);
        Map<String, String> items = items("spark", onSpark);

        assertThat(popular(items)).isNotEmpty().isEqualTo(popular(expected));
        assertThat(next(items)).hasSizeGreaterThan(100).isEqualTo(next(expected));
    }

    @Test
    void parameters_are_the_same_and_groups_are_as_good() throws IOException {
        assertThat(field(onSpark, "parameters")).isEqualTo(field(here, "parameters"));
        assertThat(field(onSpark, "runningSessions")).isEqualTo(field(here, "runningSessions"));
        for (String questions : new String[] {"next", "first"}) {
            JsonNode expected = field(here, "evaluation").path(questions);
            JsonNode evaluation = field(onSpark, "evaluation").path(questions);
            assertThat(evaluation.path("questions")).isEqualTo(expected.path("questions"));
            assertThat(hitRate(evaluation, "groups")).isCloseTo(hitRate(expected, "groups"), within(0.005));
            assertThat(hitRate(evaluation, "popular")).isEqualTo(hitRate(expected, "popular"));
        }
        assertThat(hitRate(field(onSpark, "evaluation").path("next"), "next"))
                .isCloseTo(hitRate(field(here, "evaluation").path("next"), "next"), within(0.005));
        assertThat(field(onSpark, "gate").path("passed"))
                .isEqualTo(field(here, "gate").path("passed"));
    }

    @Test
    void everybody_is_in_a_group() throws SQLException {
        assertThat(members(items("spark", onSpark))).isNotEmpty().isEqualTo(members(items("here", here)));
    }

    /** The model's lists. */
    private static Map<String, String> popular(Map<String, String> items) {
        Map<String, String> lists = new TreeMap<>(items);
        lists.keySet().removeIf(key -> !key.startsWith("v#V#list#popular#"));
        return lists;
    }

    /** What follows each product, with the scores. */
    private static Map<String, String> next(Map<String, String> items) {
        Map<String, String> lists = new TreeMap<>();
        items.forEach((key, fields) -> {
            if (key.startsWith("v#V#product#")) {
                JsonNode product = json(fields);
                lists.put(key, product.path("nextIds") + " " + product.path("nextScores"));
            }
        });
        return lists;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All who are in a group, whichever. */
    private static List<String> members(Map<String, String> items) {
        return items.entrySet().stream()
                .filter(item -> item.getKey().startsWith("v#V#users#"))
                .flatMap(item -> Arrays.stream(
                        json(item.getValue()).path("members").asText().split(",", -1)))
                .filter(member -> !member.isEmpty())
                .map(member -> member.substring(0, member.indexOf('=')))
                .sorted()
                .toList();
    }

    private static double hitRate(JsonNode evaluation, String contender) {
        return StreamSupport.stream(evaluation.path("contenders").spliterator(), false)
                .filter(scores -> scores.path("name").asText().equals(contender))
                .map(scores -> scores.path("metrics").path("hitRate10").path("value"))
                .filter(JsonNode::isNumber)
                .findFirst()
                .orElseThrow()
                .asDouble();
    }

    private static JsonNode field(TrainingReport report, String name) {
        return new ObjectMapper().valueToTree(report.fields()).path(name);
    }

    /** In an order of their own: who reads with several threads rejects in any order. */
    private static List<String> rejectedLines(TrainingReport report, String name) throws IOException {
        Path file = folder.resolve(name).resolve("rejected/" + report.fields().get("version") + "/lines.jsonl.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> items(String name, TrainingReport report) throws SQLException {
        String version = report.fields().get("version").toString();
        Map<String, String> items = new TreeMap<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name + "/versions.db"));
                ResultSet rows = connection.createStatement().executeQuery("select id, fields from items")) {
            while (rows.next()) {
                items.put(rows.getString(1).replace(version, "V"), rows.getString(2));
            }
        }
        return items;
    }
}
