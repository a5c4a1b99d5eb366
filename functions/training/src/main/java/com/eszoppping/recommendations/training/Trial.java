package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.evaluation.Evaluation;
import com.eszoppping.recommendations.evaluation.TemporalProtocol;
import com.eszoppping.recommendations.evaluation.VersionInMemory;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.store.Manifest;
import com.eszoppping.recommendations.tuning.Configuration;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A configuration that was learned from the older part of a log, fitted there, and tested on the newer part.
 *
 * @param configuration what was learned
 * @param tried whether the configuration was chosen among candidates; if not, the log was too short and it has defaults
 * @param bestModel the model that answers where none is asked for
 * @param results how it did; absent if the log is too short to be parted
 */
record Trial(Configuration configuration, boolean tried, String bestModel, Optional<Results> results) {
    /** The phase that fits the models that would be published. */
    static final String FITTING = "fitting on the older part";

    private static final String FITTING_SERVED = "fitting what is served on the older part";

    /**
     * How a trial went.
     *
     * @param splitAt when the first session starts that was tested on
     * @param trainingEvents how many events were learned from
     * @param next what comes next in a session
     * @param first what comes first in a session
     */
    record Results(Instant splitAt, long trainingEvents, Evaluation next, Evaluation first) {}

    /**
     * Runs a trial.
     *
     * @param current what is served now, which is then fitted and tested as well; absent if nothing is served or nobody knows
     *     its configuration
     * @param departments what counts as a department for the baseline; empty for the uppermost categories
     */
    static Trial run(
            LearnableLog log,
            TrainingRequest request,
            Optional<Served> current,
            List<CategoryPath> departments,
            Phases phases)
            throws IOException {
        FitOptions options = request.fitOptions();
        LearnableLog.Halves halves = phases.run("cutting the log", log::halves);
        LearnableLog older = halves.older();
        LearnableLog.Tuned tuned = phases.run("choosing parameters", () -> older.tune(options));
        Configuration configuration = tuned.configuration();
        List<Model> models = request.chosen(configuration);
        String best = models.get(models.size() - 1).name();
        if (older.events() == 0) {
            return new Trial(configuration, tuned.tried(), best, Optional.empty());
        }
        VersionInMemory version = fit(FITTING, configuration, models, halves, request, phases);
        Optional<VersionInMemory> served = Optional.empty();
        if (current.isPresent() && !current.get().isLike(configuration, models)) {
            served = Optional.of(fit(
                    FITTING_SERVED, current.get().configuration(), current.get().models(), halves, request, phases));
        }
        TemporalProtocol protocol =
                new TemporalProtocol(older.past(halves.newer()), halves.newer(), version, served, departments, options);
        Results results = phases.run(
                "evaluating",
                () -> new Results(
                        Instant.ofEpochMilli(halves.time()), older.events(), protocol.next(), protocol.first()));
        return new Trial(configuration, tuned.tried(), best, Optional.of(results));
    }

    private static VersionInMemory fit(
            String phase,
            Configuration configuration,
            List<Model> models,
            LearnableLog.Halves halves,
            TrainingRequest request,
            Phases phases)
            throws IOException {
        return phases.run(
                phase,
                () -> new VersionInMemory(
                        halves.older().fit(models, request.fitOptions(), halves.newer()), configuration.sessions()));
    }

    /**
     * What a version that is served was made with.
     *
     * @param configuration its parameters
     * @param modelNames which models it has
     */
    record Served(Configuration configuration, List<String> modelNames) {
        /** What is served, if its configuration is known. */
        static Optional<Served> of(Manifest manifest) {
            List<String> names =
                    manifest.models().stream().map(ServedModel::name).toList();
            return Configuration.of(manifest.lineage(), manifest.sessions())
                    .map(configuration -> new Served(configuration, names))
                    .filter(served -> !served.models().isEmpty());
        }

        private List<Model> models() {
            return configuration.models().stream()
                    .filter(model -> modelNames.contains(model.name()))
                    .toList();
        }

        private boolean isLike(Configuration other, List<Model> otherModels) {
            return configuration.equals(other)
                    && modelNames.equals(otherModels.stream().map(Model::name).toList());
        }
    }
}
