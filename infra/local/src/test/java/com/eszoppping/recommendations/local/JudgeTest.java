package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.architecture.Repository;
import com.eszoppping.recommendations.evaluation.Evaluation;
import com.eszoppping.recommendations.evaluation.Metric;
import com.eszoppping.recommendations.evaluation.Scores;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.training.OfflineEvaluation;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our figures against those of an independent judge, which splits and scores the same logs with code of its own. It is not
 * part of this project: where it is not there, this says so and is skipped.
 */
class JudgeTest {
    private static final int NO_JUDGE = 3;
    private static final double AGREEMENT = 0.005;
    private static final InstantSource CLOCK = InstantSource.system();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Evaluation ours;

    @BeforeAll
    static void splitByTheJudge() throws Exception {
        Path data = Stores.generate(folder.resolve("generated"), 10_000, false);
        Path log = withoutReturns(data.resolve("sessions"));
        int exit = judge(
                "export",
                "--events",
                log.toString(),
                "--products",
                data.resolve("catalogue/products.jsonl.gz").toString(),
                "--out",
                split().toString(),
                "--protocol",
                "next");
        if (exit == NO_JUDGE) {
            System.err.println(
                    "SKIPPED: there is no judge beside the project, so its figures are not compared with ours.");
        }
        assumeTrue(exit != NO_JUDGE, "there is no judge");
        assertThat(exit).isZero();
        ours = new OfflineEvaluation(new FolderBucket(folder, folder.resolve("store")), Progress.none())
                .temporal(
                        TrainingRequest.of(Optional.empty())
                                .withPrefixes("generated/catalogue/products.jsonl", "judged/"),
                        List.of())
                .evaluations()
                .get(0);
    }

    @Test
    void the_judge_asks_the_same_questions() throws IOException {
        JsonNode split = JSON.readTree(split().resolve("split.json").toFile());

        assertThat(ours.questions()).isEqualTo(split.path("cases").asInt());
        assertThat(ours.sessions()).isEqualTo(split.path("test_sessions").asInt());
    }

    @Test
    void baselines_and_metrics_agree_with_the_judges() throws Exception {
        assertThat(judge("run", "--dir", split().toString(), "--models", "pop,pop-category", "--bootstrap", "300"))
                .isZero();
        JsonNode results = JSON.readTree(split().resolve("results.json").toFile());

        assertAgree(results.path("pop"), ours.scores("popularity"));
        assertAgree(results.path("pop-category"), ours.scores("popularity in category"));
    }

    private static void assertAgree(JsonNode judged, Scores scores) {
        assertMetric(judged, "hr@1", scores, Metric.HIT_RATE_1);
        assertMetric(judged, "hr@5", scores, Metric.HIT_RATE_5);
        assertMetric(judged, "hr@10", scores, Metric.HIT_RATE_10);
        assertMetric(judged, "hr@20", scores, Metric.HIT_RATE_20);
        assertMetric(judged, "mrr@20", scores, Metric.MRR_20);
        assertMetric(judged, "ndcg@10", scores, Metric.NDCG_10);
        assertThat(judged.path("coverage@10").asDouble()).isCloseTo(scores.coverage(), within(AGREEMENT));
        assertThat(judged.path("gini@10").asDouble()).isCloseTo(scores.gini(), within(AGREEMENT));
        assertThat(judged.path("novelty@10_bits").asDouble()).isCloseTo(scores.novelty(), within(0.02));
        // Two bootstraps with draws of their own.
        assertThat(judged.at("/hr@10_ci95/0").asDouble())
                .isCloseTo(scores.metric(Metric.HIT_RATE_10).low(), within(0.01));
        assertThat(judged.at("/hr@10_ci95/1").asDouble())
                .isCloseTo(scores.metric(Metric.HIT_RATE_10).high(), within(0.01));
    }

    private static void assertMetric(JsonNode judged, String name, Scores scores, Metric metric) {
        assertThat(judged.path(name).asDouble())
                .as(name + " of " + scores.name())
                .isCloseTo(scores.metric(metric).value(), within(AGREEMENT));
    }

    @Test
    void a_uniform_guess_in_the_category_is_worth_what_the_judge_says() throws Exception {
        Path ceiling = folder.resolve("ceiling.json");
        assertThat(judge(ceiling, "ceiling", "--dir", split().toString())).isZero();
        JsonNode uniform = JSON.readTree(ceiling.toFile()).path("uniform_in_category_unseen");

        assertThat(uniform.path("hr@5").asDouble())
                .isCloseTo(ours.uniformLimit().get("hitRate5"), within(AGREEMENT));
        assertThat(uniform.path("hr@10").asDouble())
                .isCloseTo(ours.uniformLimit().get("hitRate10"), within(AGREEMENT));
        assertThat(uniform.path("mrr@20").asDouble())
                .isCloseTo(ours.uniformLimit().get("mrr20"), within(AGREEMENT));
    }

    @Test
    void answers_of_the_api_get_from_the_judge_what_we_say_they_get() throws Exception {
        Path store = folder.resolve("api");
        Files.createDirectories(store.resolve("sessions"));
        Files.copy(split().resolve("train.jsonl.gz"), store.resolve("sessions/train.jsonl.gz"));
        TrainingRequest request = TrainingRequest.of(Optional.empty())
                .withPrefixes("generated/catalogue/products.jsonl", "api/sessions/");
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            new Training(new FolderBucket(folder, store), table, CLOCK, Progress.none()).run(request, Deadline.never());
            ApiFunction api = new ApiFunction(table, Duration.ofSeconds(30), exposure -> {}, "salt", CLOCK);
            Files.write(folder.resolve("answers.jsonl"), answers(api));
        }

        assertThat(judge(
                        "score",
                        "--dir",
                        split().toString(),
                        "--recs",
                        folder.resolve("answers.jsonl").toString(),
                        "--name",
                        "ours"))
                .isZero();

        JsonNode judged =
                JSON.readTree(split().resolve("results.json").toFile()).path("ours");
        assertThat(judged.path("missing_cases").asInt()).isZero();
        // The version chose its parameters on the judge's training part alone, and so not all of them are the same.
        assertThat(judged.path("hr@10").asDouble())
                .isCloseTo(ours.scores("next").metric(Metric.HIT_RATE_10).value(), within(2 * AGREEMENT));
    }

    private static List<String> answers(ApiFunction api) throws IOException {
        List<String> answers = new ArrayList<>();
        for (String line : lines(split().resolve("cases.jsonl.gz"))) {
            JsonNode asked = JSON.readTree(line);
            List<String> viewed = asked.path("prefix").findValuesAsText("product_id");
            ObjectNode event = JSON.createObjectNode().put("routeKey", "GET /recommendations");
            ObjectNode query = event.putObject("queryStringParameters").put("limit", "20");
            query.put("viewed", String.join(",", viewed.subList(Math.max(0, viewed.size() - 50), viewed.size())));
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            api.handleRequest(
                    new ByteArrayInputStream(JSON.writeValueAsBytes(event)),
                    output,
                    LocalContext.of("ApiFunction", Duration.ofSeconds(30), CLOCK, System.err));
            JsonNode body = JSON.readTree(
                    JSON.readTree(output.toByteArray()).path("body").asText());
            ObjectNode answer = JSON.createObjectNode();
            answer.set("case_id", asked.path("case_id"));
            answer.set("items", body.path("items"));
            answers.add(answer.toString());
        }
        return answers;
    }

    private static List<String> lines(Path gzip) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static Path split() {
        return folder.resolve("split");
    }

    private static int judge(String... arguments) throws IOException, InterruptedException {
        return judge(folder.resolve("judge.log"), arguments);
    }

    private static int judge(Path output, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Repository.file("infra/judge/judge").toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("judge.err").toFile())
                .start()
                .waitFor();
    }

    /** One file, as the judge takes it, without what only we understand: it would take a return for one more view. */
    private static Path withoutReturns(Path logs) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(logs)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines(file).stream()
                        .filter(line -> !line.contains("RETURN_PRODUCT"))
                        .forEach(lines::add);
            }
        }
        Path judged = Files.createDirectories(folder.resolve("judged")).resolve("log.jsonl");
        return Files.write(judged, lines);
    }
}
