package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.catalogue.CatalogueQuality;
import com.eszoppping.recommendations.evaluation.Evaluation;
import com.eszoppping.recommendations.evaluation.Measure;
import com.eszoppping.recommendations.evaluation.Metric;
import com.eszoppping.recommendations.evaluation.Scores;
import com.eszoppping.recommendations.groups.Activity;
import com.eszoppping.recommendations.groups.GroupCounts;
import com.eszoppping.recommendations.groups.GroupPortrait;
import com.eszoppping.recommendations.lines.LineCounts;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.VersionPart;
import com.eszoppping.recommendations.store.WriteCount;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a training did, as it is kept beside the version in {@code reports/<version>/report.json}, and for people in
 * {@code report.html} there.
 *
 * @param fields names and values in the order of the document: texts, numbers, lists and maps of them
 */
public record TrainingReport(Map<String, Object> fields) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String WRITE_UNITS_FORMULA =
            "each item costs its bytes divided by 1,024, rounded up; bytes are those of names and values in UTF-8;"
                    + " what keeps this report and the manifest itself comes on top";

    /** A portrait of fewer shoppers is an anecdote. */
    private static final int FEW_SHOPPERS = 10;

    static TrainingReport of(VersionId id, TrainingRequest request, Inputs inputs, LearnableLog log) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", id.text());
        fields.put("logicalTime", id.logicalTime().toString());
        fields.put("code", CodeVersion.text());
        fields.put("seed", request.seed());
        fields.put("inputs", inputs.fields());
        fields.put("from", text(request.range().from()));
        fields.put("to", text(request.range().to()));
        fields.put("lines", log.quality().read().lines());
        fields.put("rejected", log.quality().read().rejected());
        fields.put("rejectedShare", log.quality().rejectedShare());
        fields.put("reasons", reasons());
        putCounts(fields, "log", log.quality().read(), log.quality().counts());
        CatalogueQuality catalogue = log.catalogue().quality();
        putCounts(fields, "catalogue", catalogue.read(), catalogue.counts());
        fields.put("events", log.events());
        fields.put("sessions", log.sessions());
        fields.put("users", log.users());
        fields.put("products", log.catalogue().size());
        return new TrainingReport(fields);
    }

    private static void putCounts(Map<String, Object> fields, String name, LineCounts lines, Map<String, Long> counts) {
        fields.put(name, counts);
        fields.put(name + "Shares", lines.shares(counts));
    }

    /** What the names of reasons among the counts mean, in words. */
    private static Map<String, String> reasons() {
        Map<String, String> sentences = new LinkedHashMap<>();
        for (RejectReason reason : RejectReason.values()) {
            sentences.put(reason.name(), reason.sentence());
        }
        return sentences;
    }

    private static String text(long end) {
        return end == Long.MIN_VALUE || end == Long.MAX_VALUE
                ? "open"
                : Instant.ofEpochMilli(end).toString();
    }

    /** What the models' parameters are and how they did on the newest part of the log. */
    TrainingReport with(Trial trial) {
        TrainingReport report = plus("bestModel", trial.bestModel())
                .plus("parametersTried", trial.tried())
                .plus("parameters", trial.configuration().texts())
                .plus("runningSessions", trial.configuration().sessions())
                .plus(
                        "weightOfTheProductBefore",
                        trial.configuration().sessions().weight(1));
        if (trial.results().isEmpty()) {
            return report;
        }
        Trial.Results results = trial.results().get();
        Map<String, Object> evaluation = new LinkedHashMap<>();
        evaluation.put("splitAt", results.splitAt().toString());
        evaluation.put("trainingEvents", results.trainingEvents());
        evaluation.put("next", results.next());
        evaluation.put("first", results.first());
        return report.plus("evaluation", evaluation);
    }

    /** Whether the version may go live by itself, and why. */
    TrainingReport with(Gate gate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("passed", gate.passed());
        fields.put("checks", gate.checks());
        return plus("gate", fields);
    }

    TrainingReport with(TrainedVersion trained) {
        FittedModels models = trained.learned().models();
        Map<String, Double> largestErrors = new LinkedHashMap<>();
        models.models().forEach(model -> largestErrors.put(model.served().name(), model.largestError()));
        TrainingReport report = plus("models", models.served()).plus("largestErrorsOfScores", largestErrors);
        return trained.learned()
                .groups()
                .map(groups -> report.plus("groups", fieldsOf(models, groups)))
                .orElse(report);
    }

    private static Map<String, Object> fieldsOf(FittedModels models, GroupCounts groups) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("shoppers", Arrays.stream(groups.users()).asLongStream().sum());
        fields.put("largest", Arrays.stream(groups.users()).max().orElse(0));
        fields.put("anecdotes", Map.of("shoppers", FEW_SHOPPERS, "groups", anecdotes(groups)));
        fields.put("activity", Activity.of(groups));
        fields.put("portraits", GroupPortrait.of(models, groups));
        return fields;
    }

    private static long anecdotes(GroupCounts groups) {
        return Arrays.stream(groups.users())
                .filter(users -> users < FEW_SHOPPERS)
                .count();
    }

    /** For each group, the categories that it likes more than the store does, the one it likes most first. */
    List<List<CategoryPath>> groupInterests() {
        if (!(fields.get("groups") instanceof Map<?, ?> groups)) {
            return List.of();
        }
        return ((List<?>) groups.get("portraits"))
                .stream()
                        .map(GroupPortrait.class::cast)
                        .map(portrait -> portrait.likes().stream()
                                .map(like -> CategoryPath.parse(like.category()))
                                .toList())
                        .toList();
    }

    /** What was written before this report was, in all and of each part: what a version costs grows with some of them only. */
    TrainingReport with(WriteCount count, Map<VersionPart, WriteCount> parts) {
        Map<String, Object> written = new LinkedHashMap<>();
        parts.forEach((part, counted) -> written.put(part.name().toLowerCase(Locale.ROOT), counted));
        return plus("items", count.items())
                .plus("bytes", count.bytes())
                .plus("writeUnits", count.writeUnits())
                .plus("writeUnitsFormula", WRITE_UNITS_FORMULA)
                .plus("written", written);
    }

    TrainingReport withSeconds(Map<String, Double> secondsOfPhases) {
        double seconds = secondsOfPhases.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return plus("seconds", seconds).plus("secondsOfPhases", secondsOfPhases);
    }

    /** What the version's manifest says of where it comes from. */
    Map<String, String> lineage() {
        Map<?, ?> inputs = (Map<?, ?>) fields.get("inputs");
        Map<String, String> lineage = new LinkedHashMap<>();
        lineage.put("code", fields.get("code").toString());
        lineage.put("seed", fields.get("seed").toString());
        lineage.put("inputs", inputs.get("hash").toString());
        lineage.put("from", fields.get("from").toString());
        lineage.put("to", fields.get("to").toString());
        lineage.put("events", fields.get("events").toString());
        lineage.put("report", key());
        lineage.put("seconds", String.format(Locale.ROOT, "%.1f", (Double) fields.get("seconds")));
        ((Map<?, ?>) fields.get("parameters")).forEach((name, value) -> lineage.put(name.toString(), value.toString()));
        if (fields.get("evaluation") instanceof Map<?, ?> evaluation) {
            addMetrics(lineage, "next", (Evaluation) evaluation.get("next"));
            addMetrics(lineage, "first", (Evaluation) evaluation.get("first"));
        }
        return lineage;
    }

    private static void addMetrics(Map<String, String> lineage, String questions, Evaluation evaluation) {
        for (Scores scores : evaluation.contenders()) {
            if (!scores.baseline() && Training.modelNames().contains(scores.name())) {
                String name = "metrics." + questions + "." + scores.name() + ".";
                scores.metrics().forEach((metric, measure) -> lineage.put(name + metric, text(measure.value())));
                Measure accuracy = scores.metric(Metric.HIT_RATE_10);
                lineage.put(name + Metric.HIT_RATE_10.label() + ".low", text(accuracy.low()));
                lineage.put(name + Metric.HIT_RATE_10.label() + ".high", text(accuracy.high()));
            }
        }
    }

    private static String text(double measured) {
        return String.format(Locale.ROOT, "%.5f", measured);
    }

    /** Where the report for programs of a version's training is kept. */
    public static String keyOf(VersionId version) {
        return "reports/" + version + "/report.json";
    }

    private String key() {
        return keyOf(VersionId.parse(fields.get("version").toString()));
    }

    /** Where the report for people is kept, beside the one for programs. */
    public String pageKey() {
        return key().replaceFirst("json$", "html");
    }

    /** Writes the report for programs and, beside it, the one for people. */
    void writeTo(Bucket bucket) throws IOException {
        byte[] json = json();
        bucket.write(key(), json);
        bucket.write(pageKey(), ReportPage.of(json));
    }

    private TrainingReport plus(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new TrainingReport(more);
    }

    /** What a line for the log or the console can hold of it. */
    Map<String, Object> shortFields() {
        Map<String, Object> few = new LinkedHashMap<>(fields);
        few.keySet()
                .removeAll(List.of(
                        "evaluation",
                        "groups",
                        "reasons",
                        "log",
                        "logShares",
                        "catalogue",
                        "catalogueShares",
                        "runningSessions",
                        "weightOfTheProductBefore",
                        "written"));
        few.put("report", key());
        if (fields.get("evaluation") instanceof Map<?, ?> evaluation) {
            String best = fields.get("bestModel").toString();
            few.put(
                    "accuracy",
                    ((Evaluation) evaluation.get("next")).scores(best).metric(Metric.HIT_RATE_10));
        }
        return few;
    }

    /** The report as it is stored in the bucket. */
    byte[] json() {
        return written(JSON.writer());
    }

    /** The same in one line, as it is stored with the version. */
    String compactJson() {
        return new String(written(JSON.writer().without(SerializationFeature.INDENT_OUTPUT)), StandardCharsets.UTF_8);
    }

    private byte[] written(ObjectWriter writer) {
        try {
            return writer.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The report cannot be written as JSON.", e);
        }
    }
}
