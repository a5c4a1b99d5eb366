package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.evaluation.TemporalSplit;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Erased;
import com.eszoppping.recommendations.store.Manifest;
import com.eszoppping.recommendations.store.ManifestDraft;
import com.eszoppping.recommendations.store.Outcome;
import com.eszoppping.recommendations.store.Publication;
import com.eszoppping.recommendations.store.Refusal;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.Versions;
import com.eszoppping.recommendations.store.WriteCount;
import com.eszoppping.recommendations.training.TrainingSummary.Ending;
import com.eszoppping.recommendations.tuning.Configuration;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One training: reads catalogue and logs, learns the models' parameters and tests them on the newest part of the log, fits the
 * models on all of it, publishes a version. One that is worse than what is served, or of a log too dirty, is published too, but held back. A run that fails, is killed or runs out of
 * time leaves what is live untouched; a run for a logical time that is already published does nothing and says so.
 */
public final class Training {
    /** Clocks differ, and so do dates. */
    private static final Duration MOST_AHEAD = Duration.ofDays(2);

    /** For how long a version is kept: many times the schedule's pace, so that a long pause of training does no harm. */
    public static final Duration HORIZON = Duration.ofDays(30);

    private final Bucket bucket;
    private final Versions versions;
    private final InstantSource clock;
    private final Progress progress;
    private final Optional<Engine> engine;

    /** Where logs and reports are, where versions go, the time, and who hears how far it is. */
    public Training(Bucket bucket, Table table, InstantSource clock, Progress progress) {
        this(bucket, table, clock, progress, Optional.empty());
    }

    /**
     * A training whose work is done elsewhere.
     *
     * @param engine reads the log and learns from it; absent for this process
     */
    public Training(Bucket bucket, Table table, InstantSource clock, Progress progress, Optional<Engine> engine) {
        this.engine = engine;
        this.bucket = bucket;
        this.versions = new Versions(table, clock, ControlCopies.in(bucket::write));
        this.clock = clock;
        this.progress = progress;
    }

    /** The names of all models. */
    public static List<String> modelNames() {
        return Configuration.DEFAULT.models().stream().map(Model::name).toList();
    }

    /** Where the training of a version writes which lines it could not use, if there were any. */
    public static String rejectedLinesOf(VersionId version) {
        return "rejected/" + version + "/lines.jsonl.gz";
    }

    /**
     * Runs a training.
     *
     * @throws LogTooLargeException if the log will not fit; nothing is published
     * @throws TrainingFailedException if there is no usable input; nothing is published
     * @throws com.eszoppping.recommendations.store.DeadlineReachedException if the time is over, or will not do; nothing is
     *     published
     * @throws com.eszoppping.recommendations.store.TableUnavailableException if the table refuses; nothing is published
     * @throws IOException if the bucket can't be read or written
     */
    public TrainingSummary run(TrainingRequest request, Deadline deadline) throws IOException {
        Instant logicalTime = request.logicalTime().orElseGet(clock::instant).truncatedTo(ChronoUnit.SECONDS);
        checkNotAhead(logicalTime);
        Optional<Refusal> refusal = versions.refusal(logicalTime);
        if (refusal.isPresent()) {
            // The run before may have been stopped between the switch and its copy.
            versions.copyControlItems();
            Ending ending =
                    refusal.get() instanceof Refusal.AlreadyPublished ? Ending.PUBLISHED_BEFORE : Ending.NOT_LIVE;
            return new TrainingSummary(ending, refusal.get().sentence(), Optional.empty());
        }
        VersionId id = new VersionId(logicalTime, newRun());
        TrainingSummary summary = run(id, request, deadline);
        progress.finished();
        return summary;
    }

    /** Once it is live, no training of an earlier time goes live any more. */
    private void checkNotAhead(Instant logicalTime) {
        Instant latest = clock.instant().plus(MOST_AHEAD);
        if (logicalTime.isAfter(latest)) {
            throw new IllegalArgumentException("'scheduledTime' is at most two days ahead of the clock, " + latest
                    + ", but this is " + logicalTime + ": no training before it could go live after this one.");
        }
    }

    private static String newRun() {
        return String.format(Locale.ROOT, "%08x", UUID.randomUUID().getLeastSignificantBits() & 0xFFFF_FFFFL);
    }

    private TrainingSummary run(VersionId id, TrainingRequest request, Deadline deadline) throws IOException {
        Phases phases = new Phases(progress, deadline);
        try (RejectedFile rejected = new RejectedFile()) {
            Inputs inputs = phases.run("listing the inputs", () -> Inputs.find(bucket, request));
            Forecast forecast =
                    new Forecast(deadline, request.threads(), versions.writeCapacity(), lastVersionsCount());
            Extrapolation reading = forecast.reading(inputs.bytes());
            LogReader reader = new LogReader(new WatchedBucket(bucket, reading::reached), progress, deadline, rejected);
            Catalogue catalogue = phases.run("reading the catalogue", () -> reader.catalogue(inputs));
            LearnableLog log = phases.run("reading the log", () -> read(reader, inputs, request, catalogue, rejected));
            rejected.store(bucket, rejectedLinesOf(id));
            TrainingReport report = TrainingReport.of(id, request, inputs, log);
            if (log.events() == 0) {
                throw new TrainingFailedException(
                        "Nothing is published: there is no usable event in " + bucket.location() + ".");
            }
            Trial trial = Trial.run(log, request, served().flatMap(Trial.Served::of), List.of(), phases);
            forecast.fitting(phases.passed(Trial.FITTING), 1 - TemporalSplit.TEST_SHARE);
            Gate gate = Gate.of(trial, Gate.Input.of(log, inputs), request);
            Configuration configuration = trial.configuration();
            TrainedVersion trained = new TrainedVersion(
                    id,
                    log.learn(request.chosen(configuration), request.fitOptions(), phases),
                    log.users(),
                    configuration.sessions(),
                    Gate.isWhole(catalogue, request));
            return publish(trained, report.with(trial).with(gate), gate, phases, forecast, deadline);
        }
    }

    private LearnableLog read(
            LogReader reader, Inputs inputs, TrainingRequest request, Catalogue catalogue, RejectedFile rejected)
            throws IOException {
        Erased erased = versions.erased();
        if (engine.isEmpty()) {
            return new LogInMemory(reader.log(inputs, request, catalogue, erased::has));
        }
        return engine.get().read(inputs.sessions(), request.range(), catalogue, erased, rejected);
    }

    /** What it took to publish what is served now. */
    private WriteCount lastVersionsCount() {
        return served().map(Manifest::count).orElse(WriteCount.NONE);
    }

    private Optional<Manifest> served() {
        return versions.pointer().flatMap(pointer -> versions.manifest(pointer.current()));
    }

    private TrainingSummary publish(
            TrainedVersion trained,
            TrainingReport report,
            Gate gate,
            Phases phases,
            Forecast forecast,
            Deadline deadline)
            throws IOException {
        WriteCount toBeWritten = phases.run("counting what is to be written", () -> {
            Publication rehearsal = versions.rehearse(trained.id(), HORIZON);
            trained.writeTo(rehearsal, items -> {});
            return rehearsal.count();
        });
        forecast.publishing(toBeWritten);
        Publication publication = versions.begin(trained.id(), HORIZON, deadline);
        phases.run("publishing", () -> {
            Extrapolation publishing = forecast.publishingNow(toBeWritten);
            trained.writeTo(publication, items -> {
                publishing.reached(items);
                progress.advanced(items, "items");
            });
            return publication.count();
        });
        TrainingReport whole = report.with(trained)
                .with(publication.count(), publication.countOfParts())
                .withSeconds(phases.seconds());
        // The report comes first, so that whatever is live has one.
        whole.writeTo(bucket);
        publication.putReport(whole.compactJson());
        ManifestDraft draft = trained.manifest(whole);
        Outcome outcome = gate.passed()
                ? publication.goLive(draft)
                : publication.holdBack(draft, gate.reason().orElseThrow());
        if (outcome instanceof Outcome.Live) {
            return new TrainingSummary(Ending.LIVE, "Version " + trained.id() + " is live.", Optional.of(whole));
        }
        String why = outcome instanceof Outcome.Refused refused
                ? refused.refusal().sentence()
                : "Version " + trained.id() + " is held back as a candidate. "
                        + gate.reason().orElseThrow() + " To serve it nevertheless, activate it.";
        return new TrainingSummary(Ending.NOT_LIVE, why, Optional.of(whole));
    }
}
