package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.log.TimeRange;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.training.Engine;
import com.eszoppping.recommendations.training.ExperimentReview;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.eszoppping.recommendations.training.TrainingSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        description = "Train all models from a store's logs and publish them as one new version.",
        footer = "The result is a line of JSON.")
final class Train implements Callable<Integer> {
    private final Console console;
    private final Optional<TrainingEngine> engine;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlaceOption place;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The store's logs: catalogue/ and sessions/. Only read.")
    private Path data;

    @Option(names = "--time", paramLabel = "ISO", description = "The logical time of this run; now unless given.")
    private Instant time;

    @Option(names = "--seed", description = "The same seed gives the same lists.")
    private Long seed;

    @Option(names = "--threads", description = "How many threads train; the lists don't depend on it.")
    private Integer threads;

    @Option(names = "--from", paramLabel = "ISO", description = "Leave out events before this time.")
    private Instant from;

    @Option(names = "--to", paramLabel = "ISO", description = "Leave out events from this time on.")
    private Instant to;

    @Option(names = "--models", split = ",", paramLabel = "MODEL", description = "Only these models, e.g. popular.")
    private List<String> models;

    Train(Console console) {
        this(console, Optional.empty());
    }

    /**
     * @param engine what trains; absent for this process
     */
    Train(Console console, Optional<TrainingEngine> engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() throws IOException {
        TrainingRequest request = request();
        TrainingSummary summary = train(console, place(), request, engine);
        console.out().println(summary.json());
        return 0;
    }

    /** Trains into a place and says on the console how it went. */
    static TrainingSummary train(Console console, Place place, TrainingRequest request) throws IOException {
        return train(console, place, request, Optional.empty());
    }

    private static TrainingSummary train(
            Console console, Place place, TrainingRequest request, Optional<TrainingEngine> elsewhere)
            throws IOException {
        if (elsewhere.isEmpty()) {
            return trainWith(Optional.empty(), console, place, request);
        }
        try (TrainingEngine.Running running = elsewhere.get().start(place.openBucket(), request.threads())) {
            return trainWith(Optional.of(running.engine()), console, place, request);
        }
    }

    private static TrainingSummary trainWith(
            Optional<Engine> engine, Console console, Place place, TrainingRequest request) throws IOException {
        try (Interrupt farewell = Interrupt.then(() -> console.err().println("\nStopped. What was live stays live."));
                Table table = place.openTable();
                ConsoleProgress progress = new ConsoleProgress(console)) {
            InstantSource clock = InstantSource.system();
            Training training = new Training(place.bucket(), table, clock, progress, engine);
            TrainingSummary summary = training.run(request, Deadline.never());
            progress.finished();
            console.err().println(summary.sentence());
            review(console, place, table, request, progress);
            return summary;
        }
    }

    /** The version stands already; whatever goes wrong here only leaves the results as they were. */
    private static void review(
            Console console, Place place, Table table, TrainingRequest request, ConsoleProgress progress) {
        try {
            new ExperimentReview(place.bucket(), table, place.visitorSalt(), InstantSource.system(), progress)
                    .run(request, Deadline.never())
                    .forEach(report -> console.err()
                            .println("Experiment " + report.experiment().name() + ": "
                                    + report.results().verdict()));
        } catch (IOException | RuntimeException e) {
            console.err().println("The results of experiments are not computed: " + Sentence.of(e));
        }
    }

    private Place place() {
        if (place.isCloud()) {
            if (data != null) {
                throw wrongUse("--data goes with --store; with --cloud the logs are in the bucket BUCKET_NAME.");
            }
            return new Place.Cloud(console);
        }
        if (data == null) {
            throw wrongUse("--store needs --data DIR, the folder with the store's logs.");
        }
        return Place.Folders.of(data, place.store());
    }

    private TrainingRequest request() {
        TimeRange range = range();
        try {
            TrainingRequest request =
                    TrainingRequest.of(Optional.ofNullable(time)).withRange(range);
            request = seed == null ? request : request.withSeed(seed);
            request = threads == null ? request : request.withThreads(threads);
            return models == null ? request : request.withModels(models);
        } catch (IllegalArgumentException e) {
            throw wrongUse(e.getMessage());
        }
    }

    private TimeRange range() {
        if (from != null && to != null && !from.isBefore(to)) {
            throw wrongUse("--from is before --to, but this is from " + from + " to " + to + ".");
        }
        return TimeRange.of(Optional.ofNullable(from), Optional.ofNullable(to));
    }

    private ParameterException wrongUse(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
