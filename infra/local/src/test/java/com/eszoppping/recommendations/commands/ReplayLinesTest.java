package com.eszoppping.recommendations.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.architecture.Repository;
import com.eszoppping.recommendations.bucket.S3Bucket;
import com.eszoppping.recommendations.local.LocalCloud;
import com.eszoppping.recommendations.local.RecsCommand;
import com.eszoppping.recommendations.local.Stores;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code ./recs replay} on real files, between real trainings. */
final class ReplayLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEND = "sed 's/\"eventType\"/\"event_type\"/'";
    private static final String PLAIN = "sessions/all.jsonl";
    private static final String GZIP = "sessions/2026/older.jsonl.gz";
    private static final String MENDED_PLAIN = "sessions/replayed/all.jsonl.jsonl.gz";
    private static final String MENDED_GZIP = "sessions/replayed/2026/older.jsonl.gz.jsonl.gz";

    private static final int EVENTS = 7_500;
    private static final int EVENTS_IN_GZIP = 2_000;
    private static final int EVERY = 50;
    private static final int BROKEN = EVENTS / EVERY;
    private static final int BROKEN_IN_GZIP = EVENTS_IN_GZIP / EVERY;

    /** Of a product that nobody has, by somebody whose id is nobody's business; and that has the wrong name, too. */
    private static final String UNUSABLE =
            "{\"session_id\":1,\"timestamp\":\"2026-11-01T00:00:00Z\",\"user_id\":\"secret\",\"product_id\":\"none\",\"eventType\":\"VIEW_PRODUCT\"}";

    @TempDir
    private Path folder;

    private Path data;
    private Path store;
    private ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Blank lines and carriage returns are where they shift the numbers of whoever does not count as the reader does. */
    @BeforeEach
    void breakLines() throws IOException {
        data = folder.resolve("data");
        store = folder.resolve("store");
        Stores.whereNamesTell(data, "a");
        List<String> lines = Files.readAllLines(data.resolve(PLAIN));
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            broken.add(i % EVERY == 7 ? lines.get(i).replace("event_type", "eventType") + "\r" : lines.get(i));
            if (i % 1_000 == 3) {
                broken.add(" ");
            }
        }
        int inGzip = EVENTS_IN_GZIP + 2;
        Files.createDirectories(data.resolve(GZIP).getParent());
        gzip(data.resolve(GZIP), broken.subList(0, inGzip));
        List<String> rest = new ArrayList<>(broken.subList(inGzip, broken.size()));
        rest.add(UNUSABLE);
        Files.write(data.resolve(PLAIN), rest);
    }

    @Test
    void the_next_training_has_exactly_the_mended_events_more() throws IOException {
        String first = train(1);
        assertThat(events(first)).isEqualTo(EVENTS - BROKEN);

        JsonNode outcome = replay(first, MEND);
        assertThat(outcome.path("rejected").asInt()).isEqualTo(BROKEN + 1);
        assertThat(outcome.path("fetched").asInt()).isEqualTo(BROKEN + 1);
        assertThat(outcome.path("mended").asInt()).isEqualTo(BROKEN);
        assertThat(outcome.path("unusable")).isEqualTo(JSON.valueToTree(Map.of("UNKNOWN_PRODUCT", 1)));

        JsonNode report = report(train(2));
        assertThat(report.path("events").asInt()).isEqualTo(EVENTS);
        assertThat(report.at("/log/unknownFields")).isEqualTo(report(first).at("/log/unknownFields"));
        assertThat(report.path("rejected")).isEqualTo(report(first).path("rejected"));
        assertThat(lines(MENDED_GZIP)).hasSize(BROKEN_IN_GZIP).allMatch(line -> line.contains("\"event_type\""));
        assertThat(lines(MENDED_GZIP).get(0)).endsWith(",\"replayed_from\":\"" + GZIP + ":9\"}");
        assertThat(data.resolve("sessions/replayed")).doesNotExist();
    }

    @Test
    void a_line_counts_once_however_often_and_of_whichever_training_it_is_replayed() throws IOException {
        String first = train(1);
        replay(first, MEND);
        List<String> mended = lines(MENDED_PLAIN);

        JsonNode again = replay(first, MEND);
        assertThat(again.path("mended").asInt()).isEqualTo(BROKEN);
        assertThat(again.path("files").asInt()).isZero();
        JsonNode later = replay(train(2), MEND);
        assertThat(later.path("mended").asInt()).isEqualTo(BROKEN);
        assertThat(later.path("added").asInt()).isZero();
        assertThat(lines(MENDED_PLAIN)).isEqualTo(mended);
        assertThat(events(train(3))).isEqualTo(EVENTS);
    }

    @Test
    void a_later_fix_adds_lines_and_replaces_those_that_it_mends_better() throws IOException {
        String version = train(1);
        String half =
                "awk 'NR % 2 == 0 { print \"\"; next } { sub(/eventType/, \"event_type\"); sub(/VIEW/, \"BUY\"); print }'";

        JsonNode first = replay(version, half);
        assertThat(first.path("leftAlone").asInt()).isEqualTo((BROKEN + 1) / 2);
        assertThat(first.path("mended").asInt()).isEqualTo(BROKEN - BROKEN / 2);
        JsonNode second = replay(version, MEND);

        assertThat(second.path("added").asInt()).isEqualTo(BROKEN / 2);
        assertThat(lines(MENDED_PLAIN))
                .hasSize(BROKEN - BROKEN_IN_GZIP)
                .noneMatch(line -> line.contains("BUY_PRODUCT"));
        replay(version, "sed 's/.*//'");
        assertThat(lines(MENDED_PLAIN)).hasSize(BROKEN - BROKEN_IN_GZIP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head -n 5", "sed p", "true", "cat; echo", "cat; exit 3", "no-such-command 2>/dev/null"})
    void a_fix_that_gives_back_another_number_of_lines_or_fails_writes_nothing(String fix) throws IOException {
        writeRejected("20261124T020000Z-00000001", PLAIN, EVENTS - EVENTS_IN_GZIP + 7);

        assertThat(run(
                        "replay",
                        "20261124T020000Z-00000001",
                        "--fix",
                        fix,
                        "--data",
                        data.toString(),
                        "--store",
                        store.toString()))
                .isEqualTo(1);

        assertThat(errors())
                .contains("The command of --fix ", ": nothing is written.\n")
                .doesNotContain("secret");
        assertThat(store.resolve("sessions")).doesNotExist();
    }

    @Test
    void a_line_that_was_mended_where_it_stands_does_not_count_twice() throws IOException {
        String first = train(1);
        // Another way of mending, so that both are not equal lines, of which one counts anyway.
        List<String> original =
                mendInPlace(line -> line.replace("eventType", "event_type").replace("VIEW", "BUY"));

        JsonNode outcome = replay(first, MEND);
        assertThat(outcome.path("usableNow").asInt()).isEqualTo(BROKEN - BROKEN_IN_GZIP);
        assertThat(outcome.path("mended").asInt()).isEqualTo(BROKEN_IN_GZIP);
        assertThat(events(train(2))).isEqualTo(EVENTS);

        Files.write(data.resolve(PLAIN), original);
        assertThat(replay(first, MEND).path("added").asInt()).isEqualTo(BROKEN - BROKEN_IN_GZIP);
        mendInPlace(line -> line.replace("eventType", "event_type").replace("VIEW", "BUY"));
        // This training does not reject them any more.
        assertThat(replay(train(3), MEND).path("removed").asInt()).isEqualTo(BROKEN - BROKEN_IN_GZIP);
        assertThat(events(train(4))).isEqualTo(EVENTS);
    }

    @Test
    void what_still_cannot_be_used_is_named_without_its_text() throws IOException {
        String version = train(1);
        int last = Files.readAllLines(data.resolve(PLAIN)).size();

        replay(version, MEND);
        assertThat(errors())
                .contains(PLAIN + ":" + last + ": The catalogue has no product with this product_id.\n")
                .doesNotContain("secret");
        replay(version, "sed 's/eventType/event_type/; s/VIEW_PRODUCT/LOOK/'");
        assertThat(errors()).contains(PLAIN + ":" + last + ": event_type is none that a training counts.\n");
        replay(version, "tr -d '}'");
        assertThat(errors()).contains(PLAIN + ":" + last + ": The line is not one whole JSON value.\n");
        assertThat(lines(MENDED_PLAIN)).noneMatch(line -> line.contains("secret") || line.contains("LOOK"));
    }

    @Test
    void lines_that_were_replayed_are_no_originals_and_stay_when_the_log_is_gone() throws IOException {
        replay(train(1), MEND);
        Path catalogue = data.resolve("catalogue/products.jsonl");
        List<String> products = Files.readAllLines(catalogue);
        Files.write(catalogue, products.subList(1, products.size()));
        String second = train(2);
        List<String> mended = lines(MENDED_GZIP);
        Files.delete(data.resolve(GZIP));

        JsonNode outcome = replay(second, MEND);

        assertThat(outcome.path("unusable").path("NO_SUCH_LINE").asInt()).isGreaterThanOrEqualTo(BROKEN_IN_GZIP);
        assertThat(outcome.path("unlisted").asInt()).isZero();
        assertThat(lines(MENDED_GZIP)).isEqualTo(mended);
        assertThat(store.resolve("sessions/replayed/replayed")).doesNotExist();
    }

    @Test
    void a_version_without_rejected_lines_and_wrong_use_are_answered_with_a_sentence() {
        String version = "20261124T020000Z-00000002";

        assertThat(run("replay", version, "--fix", MEND, "--data", data.toString()))
                .isEqualTo(1);
        assertThat(errors())
                .contains("There is no rejected/" + version + "/lines.jsonl.gz")
                .hasLineCount(1);
        assertThat(run("replay", version, "--fix", MEND, "--cloud", "--store", store.toString()))
                .isEqualTo(2);
        assertThat(errors()).contains("--store goes with --data");
        assertThat(run("replay", version, "--data", data.toString())).isEqualTo(2);
        assertThat(errors()).contains("--fix");
    }

    @Test
    void it_writes_the_same_into_a_bucket_in_the_cloud() throws Exception {
        String version = train(1);
        replay(version, MEND);
        try (LocalCloud cloud = LocalCloud.start(Repository.file(""), "127.0.0.1", 0);
                S3Client client = s3(cloud)) {
            S3Bucket bucket = new S3Bucket(client, LocalCloud.BUCKET);
            cloud.upload(data);
            String rejected = "rejected/" + version + "/lines.jsonl.gz";
            bucket.write(rejected, store.resolve(rejected));
            ProcessBuilder recs = new ProcessBuilder(RecsCommand.of("replay", version, "--fix", MEND, "--cloud"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile());
            recs.environment().putAll(cloud.environment());

            assertThat(recs.start().waitFor())
                    .as(Files.readString(folder.resolve("said")))
                    .isZero();

            for (String mended : List.of(MENDED_PLAIN, MENDED_GZIP)) {
                try (InputStream in = bucket.open(mended)) {
                    assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(store.resolve(mended)));
                }
            }
        }
    }

    private static S3Client s3(LocalCloud cloud) {
        return S3Client.builder()
                .endpointOverride(cloud.endpoint())
                .region(Region.of(cloud.environment().get("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** What stood there before. */
    private List<String> mendInPlace(UnaryOperator<String> mend) throws IOException {
        List<String> lines = Files.readAllLines(data.resolve(PLAIN));
        Files.write(
                data.resolve(PLAIN),
                lines.stream()
                        .map(line -> line.equals(UNUSABLE) ? line : mendIfBroken(line, mend))
                        .toList());
        return lines;
    }

    private static String mendIfBroken(String line, UnaryOperator<String> mend) {
        return line.contains("eventType") ? mend.apply(line) : line;
    }

    private void writeRejected(String version, String file, int lastLine) throws IOException {
        Path rejected = store.resolve("rejected/" + version + "/lines.jsonl.gz");
        Files.createDirectories(rejected.getParent());
        gzip(
                rejected,
                Stream.iterate(1, line -> line <= lastLine, line -> line + 1)
                        .map(line ->
                                "{\"file\":\"" + file + "\",\"line\":" + line + ",\"reason\":\"MISSING_EVENT_TYPE\"}")
                        .toList());
    }

    private static void gzip(Path file, List<String> lines) throws IOException {
        try (OutputStream content = new GZIPOutputStream(Files.newOutputStream(file))) {
            content.write((String.join("\n", lines) + "\n").getBytes(UTF_8));
        }
    }

    private List<String> lines(String key) throws IOException {
        try (InputStream content = new GZIPInputStream(Files.newInputStream(store.resolve(key)))) {
            return new String(content.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private String train(int day) throws IOException {
        return said("train", "--models", "popular", "--time", "2026-11-2" + day + "T02:00:00Z")
                .path("version")
                .asText();
    }

    private JsonNode replay(String version, String fix) throws IOException {
        return said("replay", version, "--fix", fix);
    }

    private JsonNode said(String... arguments) throws IOException {
        String[] all = Stream.concat(
                        Stream.of(arguments), Stream.of("--data", data.toString(), "--store", store.toString()))
                .toArray(String[]::new);
        assertThat(run(all)).as(() -> errors()).isZero();
        return JSON.readTree(out.toString(UTF_8));
    }

    private int events(String version) throws IOException {
        return report(version).path("events").asInt();
    }

    private JsonNode report(String version) throws IOException {
        return JSON.readTree(
                store.resolve("reports/" + version + "/report.json").toFile());
    }

    private int run(String... arguments) {
        out = new ByteArrayOutputStream();
        err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                variable -> null,
                false,
                Repository.file(""));
        return Recs.run(console, arguments);
    }

    private String errors() {
        return err.toString(UTF_8);
    }
}
