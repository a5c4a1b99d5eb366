package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.experiment.Difference;
import com.eszoppping.recommendations.experiment.Estimate;
import com.eszoppping.recommendations.experiment.Experiment;
import com.eszoppping.recommendations.experiment.Experiments;
import com.eszoppping.recommendations.experiment.Metric;
import com.eszoppping.recommendations.experiment.Results;
import com.eszoppping.recommendations.experiment.Results.Arm;
import com.eszoppping.recommendations.experiment.VisitorsNeeded;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.training.ExperimentReport;
import com.eszoppping.recommendations.training.ExperimentReview;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "results",
        description =
                "Say what came of an experiment so far. May be asked as often as one likes: the verdict holds at every look.")
final class ExperimentResults implements Callable<Integer> {
    private static final double PERCENT = 100;

    private final Console console;

    @Parameters(paramLabel = "NAME", description = "The experiment's name.")
    private String name;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Where where;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Where exposures and versions are, if not beside the logs.")
    private Path store;

    @Option(names = "--json", description = "Answer with the JSON that the API shows.")
    private boolean json;

    private static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The store's folder: catalogue/, sessions/, exposures/ and the versions.")
        private Path data;

        @Option(
                names = "--cloud",
                description = "S3 and DynamoDB instead: the bucket BUCKET_NAME and the table TABLE_NAME, with the"
                        + " function's VISITOR_SALT.")
        private boolean cloud;
    }

    ExperimentResults(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Place place = place();
        try (Table table = place.openTable();
                ConsoleProgress progress = new ConsoleProgress(console)) {
            ExperimentReview review =
                    new ExperimentReview(place.bucket(), table, place.visitorSalt(), InstantSource.system(), progress);
            Experiment experiment = named(review.experiments());
            ExperimentReport report = review.compute(
                            List.of(experiment), TrainingRequest.of(Optional.empty()), Deadline.never())
                    .get(0);
            if (json) {
                console.out().println(indented(report.json()));
            } else {
                print(report);
            }
        }
        return 0;
    }

    private Place place() {
        if (where.cloud) {
            return new Place.Cloud(console);
        }
        Place.Folders.requireLogs(where.data);
        return Place.Folders.trained(where.data, store == null ? where.data : store);
    }

    private Experiment named(Experiments experiments) {
        Experiment experiment =
                experiments.find(name).orElseThrow(() -> new CommandFailedException(unknown(experiments)));
        if (experiment.status() == Experiment.Status.DRAFT) {
            throw new CommandFailedException(
                    "The experiment '" + name + "' is a draft: it has no results before it runs.");
        }
        return experiment;
    }

    private String unknown(Experiments experiments) {
        String known = experiments.all().stream().map(Experiment::name).collect(Collectors.joining(", "));
        return "There is no experiment '" + name + "'"
                + (known.isEmpty()
                        ? ", nor any other: make one with PUT /experiments/{name}."
                        : "; known are " + known + ".");
    }

    private static String indented(String json) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        return mapper.writeValueAsString(mapper.readTree(json));
    }

    private void print(ExperimentReport report) {
        Experiment experiment = report.experiment();
        Results results = report.results();
        console.line(
                "%s, %s, measured from %s until %s; computed %s",
                experiment.name(),
                experiment.status(),
                experiment.measuredFrom(),
                experiment.measuredUntil(),
                report.computedAt());
        console.line("%s", read(report.read()));
        console.line("");
        arms(results);
        console.line("");
        results.arms().stream().skip(1).forEach(arm -> differences(experiment, arm));
        console.line(
                "visitors are split %s (p = %.2g)",
                results.isSplitAsMeant() ? "as the weights say" : "NOT as the weights say",
                results.sampleRatioPValue());
        Results.LeftOut leftOut = results.leftOut();
        console.line(
                "left out: %,d visitors in several variants, %,d lists outside the time, %,d of unknown variants",
                leftOut.visitorsInSeveralVariants(),
                leftOut.exposuresOutsideTheTime(),
                leftOut.exposuresOfUnknownVariants());
        console.line("");
        console.line("%s", results.verdict());
    }

    private static String read(Map<String, Long> counts) {
        return String.format(
                Locale.ROOT,
                "%,d lists served (%,d repeated, %,d lines broken); %,d lines of events (%,d broken, %,d purchases without a price)",
                counts.get("exposures"),
                counts.get("repeatedExposures"),
                counts.get("rejectedExposureLines"),
                counts.get("eventLines"),
                counts.get("rejectedEventLines"),
                counts.get("purchasesWithoutPrice"));
    }

    private void arms(Results results) {
        console.line(
                "%-20s %9s %9s  %-24s  %-24s  %-24s",
                "variant",
                "visitors",
                "lists",
                Metric.CLICK_THROUGH.words(),
                Metric.CONVERSION.words(),
                Metric.REVENUE_PER_VISITOR.words());
        for (Arm arm : results.arms()) {
            console.line(
                    "%-20s %,9d %,9d  %-24s  %-24s  %-24s",
                    arm.variant(),
                    arm.visitors(),
                    arm.exposures(),
                    estimate(arm, Metric.CLICK_THROUGH),
                    estimate(arm, Metric.CONVERSION),
                    estimate(arm, Metric.REVENUE_PER_VISITOR));
        }
    }

    private static String estimate(Arm arm, Metric metric) {
        return arm.of(metric)
                .estimate()
                .map(estimate -> number(estimate.value()) + " " + interval(estimate))
                .orElse("-");
    }

    private void differences(Experiment experiment, Arm arm) {
        String control = experiment.control().name();
        console.line(
                "%-44s %-32s  %s",
                arm.variant() + " against " + control, "at any look (always valid)", "at one planned look");
        for (Metric metric : Metric.values()) {
            arm.of(metric).difference().ifPresent(difference -> difference(metric, difference));
        }
        arm.of(Metric.CLICK_THROUGH).needed().ifPresent(needed -> needed(experiment, needed));
        console.line("");
    }

    private void difference(Metric metric, Difference difference) {
        String relative = difference.control() == 0
                ? ""
                : String.format(Locale.ROOT, "(%+.1f %%)", PERCENT * difference.value() / difference.control());
        console.line(
                "  %-20s %10s %-10s %-32s  %s",
                metric.words(),
                number(difference.value()),
                relative,
                test(difference.alwaysValid(), difference.alwaysValidPValue()),
                test(difference.fixedHorizon(), difference.pValue()));
    }

    private static String test(Estimate interval, double pValue) {
        return interval(interval) + String.format(Locale.ROOT, " p = %.2g", pValue);
    }

    private void needed(Experiment experiment, VisitorsNeeded needed) {
        console.line(
                "  still needed to find an effect of %.3g %% with 80 %% power: %,d visitors (%,d for one planned look)",
                PERCENT * experiment.minimalEffect(), needed.alwaysValid(), needed.fixedHorizon());
    }

    private static String interval(Estimate estimate) {
        return "[" + number(estimate.low()) + ", " + number(estimate.high()) + "]";
    }

    /** Shares with four digits after the point, money with two. */
    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.4f" : "%.2f", value);
    }
}
