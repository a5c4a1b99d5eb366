package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.experiment.Experiment;
import com.eszoppping.recommendations.experiment.ExperimentJson;
import com.eszoppping.recommendations.experiment.Experiments;
import com.eszoppping.recommendations.experiment.Journal;
import com.eszoppping.recommendations.experiment.Outcome;
import com.eszoppping.recommendations.experiment.ResultsJson;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.ControlDocuments;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of experiments: the exposures that were delivered to the bucket, joined with the session log. Both are streamed; what
 * is held is told at {@link Journal}.
 */
public final class ExperimentReview {
    /** Returns come in late, and an analyst looks again; after that the results stay as they are. */
    private static final Duration AFTERWARDS = Duration.ofDays(30);

    private static final String EXPOSURES = "exposures/";
    private static final String REJECTED = "rejected/exposures/lines.jsonl.gz";

    private final Bucket bucket;
    private final ControlDocuments documents;
    private final Versions versions;
    private final String visitorSalt;
    private final InstantSource clock;
    private final Progress progress;

    /**
     * @param bucket where exposures and logs are
     * @param table where the experiments are, and where their results are kept
     * @param visitorSalt the salt of the visitors' hashes in the exposures
     */
    public ExperimentReview(Bucket bucket, Table table, String visitorSalt, InstantSource clock, Progress progress) {
        this.bucket = bucket;
        ControlCopies copies = ControlCopies.in(bucket::write);
        this.documents = new ControlDocuments(table, copies);
        this.versions = new Versions(table, clock, copies);
        this.visitorSalt = visitorSalt;
        this.clock = clock;
        this.progress = progress;
    }

    /** All experiments as they are now. */
    public Experiments experiments() {
        return ExperimentJson.read(documents.read(Experiments.DOCUMENT));
    }

    /**
     * Computes the results of all experiments that run or ended in the last 30 days, and keeps them for the API.
     *
     * @param request says where catalogue and sessions are
     * @return the reports, of which there is none if no experiment was due
     * @throws com.eszoppping.recommendations.store.DeadlineReachedException if the time is over; nothing is kept
     * @throws IOException if the bucket can't be read or written
     */
    public List<ExperimentReport> run(TrainingRequest request, Deadline deadline) throws IOException {
        Instant now = clock.instant();
        List<Experiment> due = experiments().all().stream()
                .filter(experiment -> isDue(experiment, now))
                .toList();
        if (due.isEmpty()) {
            return List.of();
        }
        List<ExperimentReport> reports = compute(due, request, deadline);
        for (ExperimentReport report : reports) {
            documents.change(ResultsJson.document(report.experiment().name()), before -> report.json());
        }
        return reports;
    }

    private static boolean isDue(Experiment experiment, Instant now) {
        return experiment.status() != Experiment.Status.DRAFT
                && now.isAfter(experiment.measuredFrom())
                && now.isBefore(experiment.measuredUntil().plus(AFTERWARDS));
    }

    /**
     * Computes results now and keeps nothing but the lines that could not be used.
     *
     * @param experiments none of them a draft; the reports are in their order
     * @throws IOException if the bucket can't be read or written
     */
    public List<ExperimentReport> compute(List<Experiment> experiments, TrainingRequest request, Deadline deadline)
            throws IOException {
        Map<String, Journal> journals = new LinkedHashMap<>();
        experiments.forEach(experiment -> journals.put(experiment.name(), new Journal(experiment)));
        Instant from = experiments.stream()
                .map(Experiment::measuredFrom)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        Map<String, Long> read = new LinkedHashMap<>();
        readOutcomes(request, deadline, from.truncatedTo(ChronoUnit.SECONDS), journals, read);
        Map<String, Long> lines = readExposures(deadline, journals, read);
        progress.finished();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return experiments.stream()
                .map(experiment -> report(experiment, journals.get(experiment.name()), lines, read, now))
                .toList();
    }

    private static ExperimentReport report(
            Experiment experiment, Journal journal, Map<String, Long> lines, Map<String, Long> read, Instant now) {
        Map<String, Long> counts = new LinkedHashMap<>(read);
        counts.put("exposures", journal.lists());
        counts.put("repeatedExposures", lines.getOrDefault(experiment.name(), 0L) - journal.lists());
        return new ExperimentReport(experiment, journal.results(), counts, now);
    }

    private void readOutcomes(
            TrainingRequest request,
            Deadline deadline,
            Instant from,
            Map<String, Journal> journals,
            Map<String, Long> read)
            throws IOException {
        Inputs inputs = Inputs.find(bucket, request);
        Catalogue catalogue = new LogReader(bucket, progress, deadline, line -> {}).catalogue(inputs);
        progress.phase("reading what visitors did");
        OutcomeReader reader = new OutcomeReader(
                catalogue, visitorSalt, from, versions.erased()::has, outcome -> add(outcome, journals));
        for (StoredObject file : inputs.sessions()) {
            deadline.check("reading " + file.key());
            try (InputStream in = bucket.open(file.key())) {
                reader.read(file.key(), in);
            }
            progress.advanced(reader.counts().lines(), "events");
        }
        read.put("eventLines", reader.counts().lines());
        read.put("rejectedEventLines", reader.counts().rejectedLines());
        read.put("purchasesWithoutPrice", reader.withoutPrice());
    }

    private static void add(Outcome outcome, Map<String, Journal> journals) {
        journals.values().forEach(journal -> journal.add(outcome));
    }

    /** How many lines there were of each experiment, repeats included. */
    private Map<String, Long> readExposures(Deadline deadline, Map<String, Journal> journals, Map<String, Long> read)
            throws IOException {
        progress.phase("reading which lists were served");
        Map<String, Long> lines = new LinkedHashMap<>();
        try (RejectedFile rejected = new RejectedFile()) {
            ExposureReader reader = new ExposureReader(rejected, (name, exposure) -> {
                Journal journal = journals.get(name);
                if (journal != null) {
                    lines.merge(name, 1L, Long::sum);
                    journal.add(exposure);
                }
            });
            for (StoredObject file : Inputs.logs(bucket, EXPOSURES)) {
                deadline.check("reading " + file.key());
                try (InputStream in = bucket.open(file.key())) {
                    reader.read(file.key(), in);
                }
                progress.advanced(reader.counts().lines(), "exposures");
            }
            rejected.store(bucket, REJECTED);
            read.put("exposureLines", reader.counts().lines());
            read.put("rejectedExposureLines", reader.counts().rejectedLines());
        }
        return lines;
    }
}
