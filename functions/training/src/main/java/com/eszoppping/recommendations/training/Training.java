package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.catalogue.CatalogueBuilder;
import com.eszoppping.recommendations.groups.Groups;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.EventLogBuilder;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.popular.Popular;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Outcome;
import com.eszoppping.recommendations.store.Publication;
import com.eszoppping.recommendations.store.Refusal;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One training: reads catalogue and logs, fits the models, publishes a version. A run that fails, is killed or runs out of
 * time leaves what is live untouched; a run for a logical time that is already published does nothing and says so.
 */
public final class Training {
    /** All models, from the simplest to the best; the last one that is trained answers where none is asked for. */
    private static final List<Model> MODELS = List.of(new Popular(), new Groups());

    /** For how long a version is kept: many times the schedule's pace, so that a long pause of training does no harm. */
    private static final Duration HORIZON = Duration.ofDays(30);

    private static final int PERCENT = 100;

    private final Bucket bucket;
    private final Versions versions;
    private final InstantSource clock;
    private final Progress progress;

    /** Where logs and reports are, where versions go, the time, and who hears how far it is. */
    public Training(Bucket bucket, Table table, InstantSource clock, Progress progress) {
        this.bucket = bucket;
        this.versions = new Versions(table, clock, (name, json) -> bucket.write("control/" + name, json));
        this.clock = clock;
        this.progress = progress;
    }

    /** The names of all models. */
    public static List<String> modelNames() {
        return MODELS.stream().map(Model::name).toList();
    }

    /**
     * Runs a training.
     *
     * @throws TrainingFailedException if the input is missing or too dirty; nothing is published
     * @throws com.eszoppping.recommendations.store.DeadlineReachedException if the time is over; nothing is published
     * @throws com.eszoppping.recommendations.store.TableUnavailableException if the table refuses; nothing is published
     * @throws IOException if the bucket can't be read or written
     */
    public TrainingSummary run(TrainingRequest request, Deadline deadline) throws IOException {
        Instant logicalTime = request.logicalTime().orElseGet(clock::instant).truncatedTo(ChronoUnit.SECONDS);
        Optional<Refusal> refusal = versions.refusal(logicalTime);
        if (refusal.isPresent()) {
            // The run before may have been stopped between the switch and its copy.
            versions.copyControlItems();
            return new TrainingSummary(false, refusal.get().sentence(), Optional.empty());
        }
        VersionId id = new VersionId(logicalTime, newRun());
        TrainingSummary summary = run(id, request, deadline);
        progress.finished();
        return summary;
    }

    private static String newRun() {
        return String.format(Locale.ROOT, "%08x", UUID.randomUUID().getLeastSignificantBits() & 0xFFFF_FFFFL);
    }

    private TrainingSummary run(VersionId id, TrainingRequest request, Deadline deadline) throws IOException {
        Phases phases = new Phases(progress, deadline);
        try (RejectedFile rejected = new RejectedFile()) {
            Inputs inputs = phases.run("listing the inputs", () -> Inputs.find(bucket, request));
            Catalogue catalogue = phases.run("reading the catalogue", () -> readCatalogue(inputs, rejected));
            EventLog log = phases.run("reading the log", () -> readLog(inputs, request, catalogue, rejected, deadline));
            rejected.store(bucket, "rejected/" + id + "/lines.jsonl.gz");
            TrainingReport report = TrainingReport.of(id, request, inputs, log);
            refuseIfUnusable(report.withSeconds(phases.seconds()), log, request);
            TrainedVersion trained = new TrainedVersion(id, log, fit(log, request, phases));
            return publish(trained, report, phases, deadline);
        }
    }

    private Catalogue readCatalogue(Inputs inputs, RejectedFile rejected) throws IOException {
        CatalogueBuilder builder = new CatalogueBuilder(rejected);
        for (StoredObject file : inputs.catalogue()) {
            try (InputStream in = bucket.open(file.key())) {
                builder.read(file.key(), in);
            }
        }
        return builder.build();
    }

    private EventLog readLog(
            Inputs inputs, TrainingRequest request, Catalogue catalogue, RejectedFile rejected, Deadline deadline)
            throws IOException {
        EventLogBuilder builder = new EventLogBuilder(catalogue, request.range(), rejected);
        for (StoredObject file : inputs.sessions()) {
            deadline.check("reading " + file.key());
            try (InputStream in = bucket.open(file.key())) {
                builder.read(file.key(), in, events -> progress.advanced(events, "events"));
            }
        }
        return builder.build();
    }

    private void refuseIfUnusable(TrainingReport report, EventLog log, TrainingRequest request) throws IOException {
        double share = log.quality().rejectedShare();
        if (share > request.maxRejectedShare()) {
            bucket.write(report.key(), report.json());
            throw new TrainingFailedException(String.format(
                    Locale.ROOT,
                    "Nothing is published: %.1f %% of the log's lines can't be used, and the limit is %.1f %%; see %s in %s.",
                    share * PERCENT,
                    request.maxRejectedShare() * PERCENT,
                    report.key(),
                    bucket.location()));
        }
        if (log.events() == 0) {
            throw new TrainingFailedException(
                    "Nothing is published: there is no usable event in " + bucket.location() + ".");
        }
    }

    private List<FittedModel> fit(EventLog log, TrainingRequest request, Phases phases) throws IOException {
        FitOptions options = new FitOptions(request.seed(), request.threads());
        List<FittedModel> fitted = new ArrayList<>();
        for (Model model : MODELS) {
            if (request.models().isEmpty() || request.models().contains(model.name())) {
                fitted.add(phases.run("fitting " + model.name(), () -> model.fit(log, options)));
            }
        }
        return fitted;
    }

    private TrainingSummary publish(TrainedVersion trained, TrainingReport report, Phases phases, Deadline deadline)
            throws IOException {
        Publication publication = versions.begin(trained.id(), HORIZON, deadline);
        phases.run("publishing", () -> {
            trained.writeTo(publication, progress);
            return publication.count();
        });
        TrainingReport whole = report.with(trained).with(publication.count()).withSeconds(phases.seconds());
        // The report comes first, so that whatever is live has one.
        bucket.write(whole.key(), whole.json());
        return switch (publication.goLive(trained.manifest(report))) {
            case Outcome.Live live ->
                new TrainingSummary(true, "Version " + trained.id() + " is live.", Optional.of(whole));
            case Outcome.Refused refused ->
                new TrainingSummary(false, refused.refusal().sentence(), Optional.of(whole));
        };
    }
}
