package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.evaluation.Evaluation;
import com.eszoppping.recommendations.evaluation.SeedProtocol;
import com.eszoppping.recommendations.evaluation.VersionInMemory;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.CategoryTree.Resolution;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.tuning.Configuration;
import com.eszoppping.recommendations.tuning.Tuner;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tests models on a store's logs without publishing anything. */
public final class OfflineEvaluation {
    private final Bucket bucket;
    private final Progress progress;

    /** Where the logs are, and who hears how far it is. */
    public OfflineEvaluation(Bucket bucket, Progress progress) {
        this.bucket = bucket;
        this.progress = progress;
    }

    /**
     * What came of a test.
     *
     * @param evaluations one for each kind of question
     * @param fields all that is known, for a JSON document
     */
    public record Result(List<Evaluation> evaluations, Map<String, Object> fields) {}

    /**
     * Learns from the older part of the log and asks about the newer one, as each training does.
     *
     * @param departments names or paths of the categories that count as departments for the baseline; empty for the uppermost
     * @throws TrainingFailedException if there are no logs, too few sessions to be parted, or a category is unknown
     * @throws IOException if the bucket can't be read
     */
    public Result temporal(TrainingRequest request, List<String> departments) throws IOException {
        Phases phases = new Phases(progress, Deadline.never());
        EventLog log = read(request, phases);
        Trial trial = Trial.run(
                new LogInMemory(log), request, Optional.empty(), resolve(departments, log.catalogue()), phases);
        Trial.Results results = trial.results()
                .orElseThrow(() -> new TrainingFailedException("There are too few sessions to test on."));
        Map<String, Object> fields = fieldsOf(trial.configuration(), phases);
        fields.put("splitAt", results.splitAt().toString());
        fields.put("trainingEvents", results.trainingEvents());
        fields.put("next", results.next());
        fields.put("first", results.first());
        progress.finished();
        return new Result(List.of(results.next(), results.first()), fields);
    }

    /**
     * Hides windows of three events and asks about them; see {@link SeedProtocol}.
     *
     * @param categories names or paths of the categories that count as such; empty for each product's own
     * @throws TrainingFailedException if there are no logs, no long session, or a category is unknown
     * @throws IOException if the bucket can't be read
     */
    public Result seed(TrainingRequest request, List<String> categories) throws IOException {
        Phases phases = new Phases(progress, Deadline.never());
        EventLog log = read(request, phases);
        SeedProtocol protocol = new SeedProtocol(log, resolve(categories, log.catalogue()), request.seed());
        if (protocol.questionsAsked() == 0) {
            throw new TrainingFailedException("There is no session that is long enough to hide a window of.");
        }
        EventLog training = protocol.training();
        Configuration configuration =
                phases.run("choosing parameters", () -> new Tuner(training).tune(request.fitOptions()));
        VersionInMemory version = phases.run(
                "fitting",
                () -> new VersionInMemory(
                        FittedModels.fit(request.chosen(configuration), training, request.fitOptions()),
                        configuration.sessions()));
        Evaluation evaluation = phases.run("evaluating", () -> protocol.evaluate(version, request.threads()));
        Map<String, Object> fields = fieldsOf(configuration, phases);
        fields.put("seed", evaluation);
        fields.put("courseAccuracy", protocol.courseAccuracy(version));
        progress.finished();
        return new Result(List.of(evaluation), fields);
    }

    private EventLog read(TrainingRequest request, Phases phases) throws IOException {
        LogReader reader = new LogReader(bucket, progress, Deadline.never(), rejected -> {});
        Inputs inputs = phases.run("listing the inputs", () -> Inputs.find(bucket, request));
        Catalogue catalogue = phases.run("reading the catalogue", () -> reader.catalogue(inputs));
        return phases.run("reading the log", () -> reader.log(inputs, request, catalogue, user -> false));
    }

    private static List<CategoryPath> resolve(List<String> names, Catalogue catalogue) {
        return names.stream().map(name -> resolve(name, catalogue)).toList();
    }

    private static CategoryPath resolve(String name, Catalogue catalogue) {
        if (catalogue.tree().resolve(name) instanceof Resolution.Known known) {
            return known.path();
        }
        throw new TrainingFailedException("There is no category '" + name + "' in the catalogue, or several.");
    }

    private static Map<String, Object> fieldsOf(Configuration configuration, Phases phases) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", CodeVersion.text());
        fields.put("parameters", configuration.texts());
        fields.put("runningSessions", configuration.sessions());
        fields.put("secondsOfPhases", phases.seconds());
        return fields;
    }
}
