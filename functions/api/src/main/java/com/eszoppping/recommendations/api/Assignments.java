package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.experiment.Assignment;
import com.eszoppping.recommendations.experiment.Experiment;
import com.eszoppping.recommendations.experiment.Experiments;
import com.eszoppping.recommendations.experiment.Variant;
import com.eszoppping.recommendations.store.CachedDocument;
import com.eszoppping.recommendations.store.LiveVersion;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.VersionReader;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Which variant of the running experiment a visitor gets. A variant whose version or model is not there assigns nobody, as if
 * there were no experiment: the visitor gets what everybody gets, and it is no exposure of that variant.
 */
final class Assignments {
    private final CachedDocument<Experiments> experiments;
    private final VersionReader versions;
    private final InstantSource clock;

    Assignments(CachedDocument<Experiments> experiments, VersionReader versions, InstantSource clock) {
        this.experiments = experiments;
        this.versions = versions;
        this.clock = clock;
    }

    /** All experiments, as they are known now. */
    Experiments all() {
        return experiments.get();
    }

    /** Whether an experiment assigns visitors now. */
    boolean isRunning(Experiment experiment) {
        return experiment.runsAt(clock.instant());
    }

    /** What is decided for a visitor; absent if no experiment runs, or the visitor takes no part. */
    Optional<Assigned> of(LiveVersion live, String visitor) {
        return experiments
                .get()
                .runningAt(clock.instant())
                .flatMap(experiment ->
                        Assignment.of(experiment, visitor).flatMap(variant -> assigned(live, experiment, variant)));
    }

    private Optional<Assigned> assigned(LiveVersion live, Experiment experiment, Variant variant) {
        Optional<LiveVersion> version = variant.version().isEmpty()
                ? Optional.of(live)
                : versions.pinned(VersionId.parse(variant.version().get()));
        return version.flatMap(pinned -> pinned.manifest().models().stream()
                .filter(model -> model.name().equals(variant.model()))
                .findFirst()
                .map(model -> new Assigned(experiment.name(), variant.name(), pinned, model, variant.settings())));
    }
}
