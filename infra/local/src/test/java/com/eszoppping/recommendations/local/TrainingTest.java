package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DeadlineReachedException;
import com.eszoppping.recommendations.store.Manifest;
import com.eszoppping.recommendations.store.Pointer;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.VersionReader;
import com.eszoppping.recommendations.store.Versions;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingFailedException;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.eszoppping.recommendations.training.TrainingSummary;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole training, from files to versions in SQLite. */
class TrainingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant MONDAY = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T02:00:00Z");

    /** Stands still: an item's bytes depend on the digits of its expiry. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T03:00:01Z"));

    @TempDir
    private static Path data;

    @TempDir
    private Path store;

    @BeforeAll
    static void generate() throws IOException {
        Stores.generate(data, 3_000, true);
    }

    @Test
    void a_training_publishes_a_version_with_its_report_rejected_lines_and_control_copy() throws IOException {
        TrainingSummary summary = train(data, store, request(MONDAY));

        JsonNode json = JSON.readTree(summary.json());
        String version = json.path("version").asText();
        assertThat(summary.live()).isTrue();
        assertThat(json.path("logicalTime").asText()).isEqualTo("2026-11-23T02:00:00Z");
        assertThat(json.path("events").asLong()).isPositive();
        assertThat(json.path("rejected").path("MISSING_PRODUCT_ID").asLong()).isPositive();
        assertThat(json.path("secondsOfPhases").has("fitting groups")).isTrue();
        assertThat(json.path("writeUnits").asLong())
                .isGreaterThanOrEqualTo(json.path("items").asLong());

        JsonNode report = JSON.readTree(
                store.resolve("reports/" + version + "/report.json").toFile());
        assertThat(report.path("items")).isEqualTo(json.path("items"));
        assertThat(report.path("written").findValues("writeUnits").stream().mapToLong(JsonNode::asLong))
                .hasSize(5)
                .allMatch(units -> units > 0);
        assertThat(report.path("written").findValues("bytes").stream()
                        .mapToLong(JsonNode::asLong)
                        .sum())
                .isEqualTo(report.path("bytes").asLong());
        assertThat(JSON.readTree(reportInTheTable())).isEqualTo(report);
        JsonNode control = JSON.readTree(store.resolve("control/pointer.json").toFile());
        assertThat(control.path("current").asText()).isEqualTo(version);
        List<String> rejected = lines(store.resolve("rejected/" + version + "/lines.jsonl.gz"));
        assertThat(rejected).hasSize((int) report.path("log").path("rejected").asLong());
        assertThat(JSON.readTree(rejected.get(0)).properties().stream().map(Map.Entry::getKey))
                .containsExactly("file", "line", "reason");
        assertThat(pointer().current().text()).isEqualTo(version);
        assertThat(Files.exists(data.resolve("reports"))).isFalse();
    }

    @Test
    void the_report_has_every_figure_that_pages_show_of_it() throws IOException {
        String version = JSON.readTree(train(data, store, request(MONDAY)).json())
                .path("version")
                .asText();
        JsonNode report = JSON.readTree(
                store.resolve("reports/" + version + "/report.json").toFile());

        assertThat(report.path("seconds").asDouble())
                .isCloseTo(sum(report.path("secondsOfPhases")), within(1e-9))
                .isPositive();
        assertThat(report.at("/logShares/rejected")).isEqualTo(report.path("rejectedShare"));
        JsonNode groups = report.path("groups");
        assertThat(groups.path("shoppers").asLong()).isEqualTo((long) sum(groups.findValues("users")));
        assertThat(groups.path("largest").asInt())
                .isEqualTo(groups.findValues("users").stream()
                        .mapToInt(JsonNode::asInt)
                        .max()
                        .orElseThrow());
        assertThat(groups.at("/activity/finding").asText()).isIn("TASTE", "MOSTLY_TASTE", "ACTIVITY");
        assertThat(report.at("/evaluation/next/best")).isEqualTo(report.path("bestModel"));
        JsonNode first = report.at("/evaluation/first");
        assertThat(first.path("best").asText()).isEqualTo("groups");
        for (JsonNode contender : first.path("contenders")) {
            if (contender.path("baseline").asBoolean()) {
                assertThat(hitRate(contender)).isLessThanOrEqualTo(hitRate(bestBaseline(first)));
            }
        }
    }

    private static double sum(Iterable<JsonNode> numbers) {
        double sum = 0;
        for (JsonNode number : numbers) {
            sum += number.asDouble();
        }
        return sum;
    }

    private static JsonNode bestBaseline(JsonNode evaluation) {
        for (JsonNode contender : evaluation.path("contenders")) {
            if (contender.path("name").equals(evaluation.path("bestBaseline"))) {
                return contender;
            }
        }
        throw new AssertionError("No contender is the best baseline " + evaluation.path("bestBaseline") + ".");
    }

    private static double hitRate(JsonNode contender) {
        return contender.at("/metrics/hitRate10/value").asDouble();
    }

    @Test
    void a_version_says_what_its_groups_like_and_counts_the_report_that_cannot_count_itself() throws IOException {
        TrainingSummary summary = train(data, store, request(MONDAY));
        JsonNode report = report(summary);

        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            Manifest manifest = new Versions(table, CLOCK, ControlCopies.none())
                    .manifest(pointer().current())
                    .orElseThrow();
            JsonNode portraits = report.path("groups").path("portraits");
            assertThat(portraits).isNotEmpty();
            for (JsonNode portrait : portraits) {
                assertThat(manifest
                                .interestsOf(
                                        OptionalInt.of(portrait.path("group").asInt()))
                                .stream()
                                .map(CategoryPath::text))
                        .containsExactlyElementsOf(portrait.path("likes").findValuesAsText("category"));
            }
            assertThat(manifest.count().items()).isEqualTo(report.path("items").asLong() + manifest.reportParts());
        }
    }

    @Test
    void a_retry_of_a_published_time_does_nothing_and_says_so() throws IOException {
        train(data, store, request(MONDAY));
        Pointer before = pointer();
        Files.delete(store.resolve("control/pointer.json"));

        TrainingSummary retry = train(data, store, request(MONDAY));

        assertThat(retry.live()).isFalse();
        assertThat(retry.sentence()).contains(before.current().text());
        assertThat(pointer()).isEqualTo(before);
        assertThat(store.resolve("control/pointer.json")).exists();
    }

    @Test
    void training_twice_gives_identical_items() throws Exception {
        TrainingSummary one = train(data, store, request(MONDAY));
        TrainingSummary other = train(data, store.resolve("other"), request(MONDAY));

        assertThat(items(store, one)).isNotEmpty().isEqualTo(items(store.resolve("other"), other));
    }

    @Test
    void threads_do_not_change_the_items() throws Exception {
        TrainingSummary one = train(data, store, request(MONDAY).withThreads(1));
        TrainingSummary two =
                train(data, store.resolve("other"), request(MONDAY).withThreads(2));

        assertThat(items(store, one)).isEqualTo(items(store.resolve("other"), two));
    }

    @Test
    void neither_the_order_of_lines_nor_how_they_are_spread_over_files_matters() throws Exception {
        Path shuffled = store.resolve("shuffled");
        Files.createDirectories(shuffled.resolve("sessions/elsewhere"));
        Files.createDirectories(shuffled.resolve("catalogue"));
        Files.copy(data.resolve("catalogue/products.jsonl.gz"), shuffled.resolve("catalogue/products.jsonl.gz"));
        List<String> lines = allLines(data.resolve("sessions"));
        Collections.shuffle(lines, new Random(3));
        for (int part = 0; part < 3; part++) {
            Files.write(
                    shuffled.resolve("sessions/elsewhere/" + part + ".jsonl"),
                    lines.subList(lines.size() * part / 3, lines.size() * (part + 1) / 3));
        }

        TrainingSummary one = train(data, store, request(MONDAY));
        TrainingSummary other = train(shuffled, store.resolve("other"), request(MONDAY));

        assertThat(items(store.resolve("other"), other)).isEqualTo(items(store, one));
    }

    @Test
    void a_version_of_a_log_that_is_too_dirty_is_held_back_and_says_why() throws IOException {
        train(data, store, request(MONDAY));
        Pointer before = pointer();

        TrainingSummary dirty = train(data, store, request(TUESDAY).withMaxRejectedShare(0.01));

        assertThat(dirty.live()).isFalse();
        assertThat(dirty.sentence()).contains("held back", "the limit is 1.0 %");
        assertThat(pointer()).isEqualTo(before);
        assertThat(report(dirty).path("gate").path("passed").asBoolean()).isFalse();
        assertThat(list("reports")).hasSize(2);
        assertThat(list("rejected")).hasSize(2);
    }

    @Test
    void a_version_of_logs_whose_files_break_off_is_held_back() throws IOException {
        Path torn = store.resolve("torn");
        Files.createDirectories(torn.resolve("sessions"));
        Files.createDirectories(torn.resolve("catalogue"));
        Files.copy(data.resolve("catalogue/products.jsonl.gz"), torn.resolve("catalogue/products.jsonl.gz"));
        List<Path> files;
        try (Stream<Path> all = Files.walk(data.resolve("sessions"))) {
            files = all.filter(Files::isRegularFile).sorted().limit(4).toList();
        }
        for (int i = 0; i < files.size(); i++) {
            byte[] whole = Files.readAllBytes(files.get(i));
            // One of four is cut in the middle: a quarter, where a fifth is the limit.
            byte[] kept = i == 0 ? Arrays.copyOf(whole, whole.length / 2) : whole;
            Files.write(torn.resolve("sessions/" + i + ".jsonl.gz"), kept);
        }

        assertThat(train(torn, store, request(MONDAY)).sentence())
                .contains("held back", "25.0 % of the log's files break off");
    }

    @Test
    void a_missing_catalogue_and_an_empty_log_are_named() throws IOException {
        Path empty = Files.createDirectories(store.resolve("empty"));
        assertThatThrownBy(() -> train(empty, store, request(MONDAY)))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("catalogue/products.jsonl");

        Files.createDirectories(empty.resolve("catalogue"));
        Files.createDirectories(empty.resolve("sessions"));
        Files.copy(data.resolve("catalogue/products.jsonl.gz"), empty.resolve("catalogue/products.jsonl.gz"));
        Files.writeString(empty.resolve("sessions/today.jsonl"), "\n");
        assertThatThrownBy(() -> train(empty, store, request(MONDAY)))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("no usable event");
    }

    @Test
    void a_run_that_is_out_of_time_in_any_phase_leaves_what_is_live_and_the_next_one_succeeds() throws IOException {
        train(data, store, request(MONDAY));
        Pointer before = pointer();
        int stopped = 0;
        for (int checks = 0; checks < 100_000; checks += 1 + checks / 2) {
            AtomicInteger left = new AtomicInteger(checks);
            Deadline deadline = () -> Duration.ofSeconds(left.getAndDecrement());
            try {
                train(data, store, request(TUESDAY), deadline);
            } catch (DeadlineReachedException e) {
                stopped++;
                assertThat(pointer()).isEqualTo(before);
                continue;
            }
            break;
        }

        assertThat(stopped).isGreaterThan(5);
        assertThat(pointer().current().logicalTime()).isEqualTo(TUESDAY);
    }

    @Test
    void of_two_trainings_at_once_one_wins_and_the_other_says_so() throws Exception {
        Callable<TrainingSummary> run = () -> train(data, store, request(MONDAY));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<TrainingSummary> summaries = new ArrayList<>();
        for (Future<TrainingSummary> summary : threads.invokeAll(List.of(run, run))) {
            summaries.add(summary.get());
        }
        threads.shutdownNow();

        assertThat(summaries).filteredOn(TrainingSummary::live).hasSize(1);
        assertThat(summaries)
                .filteredOn(summary -> !summary.live())
                .singleElement()
                .satisfies(other -> assertThat(other.sentence())
                        .contains(pointer().current().text()));
    }

    @Test
    void a_version_that_is_worse_than_the_category_is_held_back_and_can_be_activated() throws IOException {
        Path misjudged = store.resolve("misjudged");
        Stores.whereRatingsMislead(misjudged);
        train(misjudged, store, request(MONDAY));

        TrainingSummary worse = train(misjudged, store, request(TUESDAY).withModels(List.of("popular")));

        assertThat(worse.live()).isFalse();
        assertThat(worse.sentence()).contains("held back", "popular", "popularity in category", "activate");
        assertThat(pointer().current().logicalTime()).isEqualTo(MONDAY);
        JsonNode json = JSON.readTree(worse.json());
        String candidate = json.path("version").asText();
        assertThat(json.path("gate").path("passed").asBoolean()).isFalse();
        assertThat(Files.readString(store.resolve("control/candidates.json"))).contains(candidate);
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            Versions versions = new Versions(table, CLOCK, ControlCopies.none());
            Manifest manifest = versions.manifest(VersionId.parse(candidate)).orElseThrow();
            assertThat(manifest.heldBack().orElseThrow()).contains("worse beyond chance");
            versions.activate(manifest.id());
        }
        assertThat(pointer().current().text()).isEqualTo(candidate);
    }

    @Test
    void a_version_that_loses_the_best_model_is_compared_with_it() throws IOException {
        train(data, store, request(MONDAY));

        TrainingSummary fewer = train(data, store, request(TUESDAY).withModels(List.of("popular", "groups")));

        assertThat(report(fewer).at("/evaluation/next/comparisons").findValuesAsText("against"))
                .contains("current version's parameters");
        assertThat(fewer.live()).as(fewer.sentence()).isFalse();
        assertThat(fewer.sentence()).contains("groups", "current version's parameters");
    }

    @Test
    void a_retry_of_a_time_whose_version_was_held_back_does_nothing_and_says_so() throws IOException {
        Path misjudged = store.resolve("misjudged");
        Stores.whereRatingsMislead(misjudged);
        TrainingRequest popular = request(MONDAY).withModels(List.of("popular"));
        assertThat(train(misjudged, store, popular).sentence()).contains("held back");

        assertThat(train(misjudged, store, popular).sentence()).contains("has a candidate already");
    }

    @Test
    void the_lineage_of_a_version_tells_inputs_code_seed_parameters_and_metrics() throws IOException {
        TrainingSummary summary = train(data, store, request(MONDAY).withSeed(7));

        JsonNode report = report(summary);
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            Map<String, String> lineage = new Versions(table, CLOCK, ControlCopies.none())
                    .manifest(pointer().current())
                    .orElseThrow()
                    .lineage();
            assertThat(lineage)
                    .containsEntry("seed", "7")
                    .containsEntry("inputs", report.path("inputs").path("hash").asText())
                    .containsEntry("code", report.path("code").asText())
                    .containsEntry(
                            "groups.groups",
                            report.path("parameters").path("groups.groups").asText());
            assertThat(Double.parseDouble(lineage.get("metrics.next.next.hitRate10")))
                    .isCloseTo(
                            JSON.readTree(summary.json())
                                    .path("accuracy")
                                    .path("value")
                                    .asDouble(),
                            within(1e-5));
        }
    }

    private JsonNode report(TrainingSummary summary) throws IOException {
        String version = JSON.readTree(summary.json()).path("version").asText();
        return JSON.readTree(
                store.resolve("reports/" + version + "/report.json").toFile());
    }

    @Test
    void names_and_addresses_of_users_are_nowhere_in_what_is_written() throws Exception {
        TrainingSummary summary = train(data, store, request(MONDAY));
        List<String> written = new ArrayList<>(items(store, summary).values());
        written.add(summary.json());
        written.add(Files.readString(store.resolve(
                "reports/" + JSON.readTree(summary.json()).path("version").asText() + "/report.json")));

        for (String line : lines(data.resolve("catalogue/users.jsonl.gz"))) {
            String name = JSON.readTree(line).path("name").asText();
            assertThat(written).noneMatch(text -> text.contains(name));
        }
    }

    private static TrainingRequest request(Instant logicalTime) {
        return TrainingRequest.of(Optional.of(logicalTime));
    }

    private static TrainingSummary train(Path data, Path store, TrainingRequest request) throws IOException {
        return train(data, store, request, Deadline.never());
    }

    private static TrainingSummary train(Path data, Path store, TrainingRequest request, Deadline deadline)
            throws IOException {
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            return new Training(new FolderBucket(data, store), table, CLOCK, Progress.none()).run(request, deadline);
        }
    }

    private Pointer pointer() {
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            return new Versions(table, CLOCK, ControlCopies.none()).pointer().orElseThrow();
        }
    }

    private static Map<String, String> items(Path store, TrainingSummary summary) throws Exception {
        return Stores.items(store, JSON.readTree(summary.json()).path("version").asText());
    }

    /** The report of what is live, as the API reads it. */
    private String reportInTheTable() {
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            VersionReader reader = new VersionReader(table, CLOCK, Duration.ofSeconds(1));
            return reader.report(reader.current().orElseThrow().manifest()).orElseThrow();
        }
    }

    private List<Path> list(String folder) throws IOException {
        try (Stream<Path> files = Files.list(store.resolve(folder))) {
            return files.toList();
        }
    }

    private static List<String> allLines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.addAll(lines(file));
            }
        }
        return lines;
    }

    private static List<String> lines(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file)) {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))
                    .lines()
                    .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
        }
    }
}
