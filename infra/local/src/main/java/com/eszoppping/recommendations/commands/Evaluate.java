package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.evaluation.Comparison;
import com.eszoppping.recommendations.evaluation.Evaluation;
import com.eszoppping.recommendations.evaluation.Measure;
import com.eszoppping.recommendations.evaluation.Metric;
import com.eszoppping.recommendations.evaluation.Scores;
import com.eszoppping.recommendations.local.FolderBucket;
import com.eszoppping.recommendations.training.OfflineEvaluation;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        description = "Test the models on a store's logs; nothing is published.",
        footer =
                "temporal: learn from the older nine tenths, ask about the newest sessions. seed: hide windows of three events"
                        + " of long sessions and ask about them, as the course project did.")
final class Evaluate implements Callable<Integer> {
    private static final double PERCENT = 100;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The store's logs: catalogue/ and sessions/. Only read.")
    private Path data;

    @Option(names = "--protocol", description = "${COMPLETION-CANDIDATES}; temporal unless given.")
    private Protocol protocol = Protocol.temporal;

    @Option(names = "--models", split = ",", paramLabel = "MODEL", description = "Only these models, e.g. popular.")
    private List<String> models;

    @Option(
            names = "--categories",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Which categories are asked for (seed; each product's own unless given), or count as departments for the"
                            + " baseline (temporal; the uppermost ones unless given).")
    private List<String> categories = List.of();

    @Option(names = "--seed", description = "The same seed gives the same figures.")
    private Long seed;

    @Option(names = "--threads", description = "How many threads fit; the figures don't depend on it.")
    private Integer threads;

    @Option(names = "--report", paramLabel = "FILE", description = "Where to write all figures as JSON.")
    private Path report;

    /** What is asked. */
    @SuppressWarnings("checkstyle:ConstantName")
    private enum Protocol {
        temporal,
        seed
    }

    Evaluate(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        TrainingRequest request = request();
        Place.Folders.requireLogs(data);
        OfflineEvaluation.Result result;
        try (ConsoleProgress progress = new ConsoleProgress(console)) {
            OfflineEvaluation evaluation = new OfflineEvaluation(new FolderBucket(data, data), progress);
            result = protocol == Protocol.seed
                    ? evaluation.seed(request, categories)
                    : evaluation.temporal(request, categories);
        }
        console.out().println("learned: " + sentence((Map<?, ?>) result.fields().get("parameters")));
        result.evaluations().forEach(this::print);
        if (result.fields().get("courseAccuracy") instanceof Map<?, ?> accuracies) {
            console.out()
                    .println("\nThe course project's counting (three comparisons, divided by two) would have printed:");
            accuracies.forEach((name, share) ->
                    console.out().printf(Locale.ROOT, "  %-32s %6.2f %%%n", name, (Double) share * PERCENT));
        }
        if (report != null) {
            Files.write(
                    report,
                    new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsBytes(result.fields()));
        }
        return 0;
    }

    private static String sentence(Map<?, ?> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + " " + parameter.getValue())
                .collect(Collectors.joining(", "));
    }

    private TrainingRequest request() {
        try {
            TrainingRequest request = TrainingRequest.of(Optional.empty());
            request = seed == null ? request : request.withSeed(seed);
            request = threads == null ? request : request.withThreads(threads);
            return models == null ? request : request.withModels(models);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void print(Evaluation evaluation) {
        console.out()
                .printf(
                        Locale.ROOT,
                        "%n%s%n%d questions from %d sessions; %.1f %% of the answers are products that training never saw,"
                                + " %.1f %% were seen in the session before, %.1f %% are in the category at hand%n",
                        evaluation.protocol(),
                        evaluation.questions(),
                        evaluation.sessions(),
                        evaluation.unseenProducts() * PERCENT,
                        evaluation.returns() * PERCENT,
                        evaluation.inCategory() * PERCENT);
        console.out()
                .printf(
                        "%-30s %7s %7s %23s %7s %7s %7s %9s %6s %8s%n",
                        "",
                        "HR@1",
                        "HR@5",
                        "HR@10 (95 %)",
                        "HR@20",
                        "MRR@20",
                        "NDCG@10",
                        "coverage",
                        "Gini",
                        "novelty");
        evaluation.contenders().forEach(this::print);
        console.out()
                .printf(
                        Locale.ROOT,
                        "%-30s %7.4f %7.4f %7.4f %15s %7.4f%n",
                        "limit: a uniform guess",
                        evaluation.uniformLimit().get(Metric.HIT_RATE_1.label()),
                        evaluation.uniformLimit().get(Metric.HIT_RATE_5.label()),
                        evaluation.uniformLimit().get(Metric.HIT_RATE_10.label()),
                        "",
                        evaluation.uniformLimit().get(Metric.HIT_RATE_20.label()));
        for (Comparison comparison : evaluation.comparisons()) {
            console.out()
                    .printf(
                            Locale.ROOT,
                            "  %s against %s: %+.4f [%+.4f, %+.4f], %s%n",
                            comparison.name(),
                            comparison.against(),
                            comparison.hitRate10().value(),
                            comparison.hitRate10().low(),
                            comparison.hitRate10().high(),
                            comparison.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    private void print(Scores scores) {
        Measure accuracy = scores.metric(Metric.HIT_RATE_10);
        console.out()
                .printf(
                        Locale.ROOT,
                        "%-30s %7.4f %7.4f %7.4f [%.4f,%.4f] %7.4f %7.4f %7.4f %9.3f %6.3f %8.2f%n",
                        scores.name(),
                        scores.metric(Metric.HIT_RATE_1).value(),
                        scores.metric(Metric.HIT_RATE_5).value(),
                        accuracy.value(),
                        accuracy.low(),
                        accuracy.high(),
                        scores.metric(Metric.HIT_RATE_20).value(),
                        scores.metric(Metric.MRR_20).value(),
                        scores.metric(Metric.NDCG_10).value(),
                        scores.coverage(),
                        scores.gini(),
                        scores.novelty());
    }
}
