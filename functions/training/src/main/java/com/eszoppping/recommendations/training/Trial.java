package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.evaluation.Evaluation;
import com.eszoppping.recommendations.evaluation.TemporalProtocol;
import com.eszoppping.recommendations.evaluation.TemporalSplit;
import com.eszoppping.recommendations.evaluation.VersionInMemory;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.tuning.Configuration;
import com.eszoppping.recommendations.tuning.Tuner;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A configuration that was learned from the older part of a log, fitted there, and tested on the newer part.
 *
 * @param configuration what was learned
 * @param bestModel the model that answers where none is asked for
 * @param results how it did; absent if the log is too short to be parted
 */
record Trial(Configuration configuration, String bestModel, Optional<Results> results) {
    /**
     * How a trial went.
     *
     * @param splitAt when the first session starts that was tested on
     * @param trainingEvents how many events were learned from
     * @param next what comes next in a session
     * @param first what comes first in a session
     */
    record Results(Instant splitAt, int trainingEvents, Evaluation next, Evaluation first) {}

    /**
     * Runs a trial.
     *
     * @param current the configuration of what is served now, which is then fitted and tested as well; absent if nothing is
     *     served or nobody knows its configuration
     */
    static Trial run(EventLog log, TrainingRequest request, Optional<Configuration> current, Phases phases)
            throws IOException {
        FitOptions options = request.fitOptions();
        TemporalSplit split = TemporalSplit.of(log, TemporalSplit.TEST_SHARE);
        Configuration configuration = phases.run("choosing parameters", () -> Tuner.tune(split.older(), options));
        List<Model> models = request.chosen(configuration);
        String best = models.get(models.size() - 1).name();
        if (split.older().events() == 0 || split.newer().sessions() == 0 || split.older() == log) {
            return new Trial(configuration, best, Optional.empty());
        }
        VersionInMemory version = fit(configuration, split.older(), request, phases);
        Optional<VersionInMemory> served = Optional.empty();
        if (current.isPresent() && !current.get().equals(configuration)) {
            served = Optional.of(fit(current.get(), split.older(), request, phases));
        }
        TemporalProtocol protocol = new TemporalProtocol(split, version, served, request.seed());
        Results results = phases.run(
                "evaluating",
                () -> new Results(
                        Instant.ofEpochMilli(split.time()), split.older().events(), protocol.next(), protocol.first()));
        return new Trial(configuration, best, Optional.of(results));
    }

    private static VersionInMemory fit(
            Configuration configuration, EventLog log, TrainingRequest request, Phases phases) throws IOException {
        return phases.run(
                "fitting on the older part",
                () -> new VersionInMemory(
                        FittedModels.fit(request.chosen(configuration), log, request.fitOptions()),
                        configuration.sessions()));
    }
}
