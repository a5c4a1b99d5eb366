package com.eszoppping.recommendations.experiment;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All experiments of a store. At most one runs at a time, so that nobody has to wonder which of two decided.
 *
 * @param all in the order of their names, no name twice
 */
public record Experiments(List<Experiment> all) {
    /** The name of the document that has them. */
    public static final String DOCUMENT = "experiments";

    /** A store without experiments. */
    public static final Experiments NONE = new Experiments(List.of());

    public Experiments {
        all = all.stream().sorted(Comparator.comparing(Experiment::name)).toList();
    }

    /** The experiment of this name, if there is one. */
    public Optional<Experiment> find(String name) {
        return all.stream().filter(experiment -> experiment.name().equals(name)).findFirst();
    }

    /** The experiment that assigns visitors at this time, if one does. */
    public Optional<Experiment> runningAt(Instant time) {
        return all.stream().filter(experiment -> experiment.runsAt(time)).findFirst();
    }

    /**
     * The same with an experiment added or put in the place of the one of its name.
     *
     * @throws InvalidExperiment if it would run beside another one
     */
    public Experiments with(Experiment experiment) {
        List<Experiment> others = others(experiment.name());
        Problems problems = new Problems();
        for (Experiment other : others) {
            boolean bothRun =
                    experiment.status() == Experiment.Status.RUNNING && other.status() == Experiment.Status.RUNNING;
            boolean atOnce =
                    experiment.start().isBefore(other.end()) && other.start().isBefore(experiment.end());
            problems.expect(
                    !(bothRun && atOnce),
                    "status",
                    experiment.status(),
                    "that no other experiment runs meanwhile, but " + other.name() + " does");
        }
        problems.throwIfAny();
        return new Experiments(
                Stream.concat(others.stream(), Stream.of(experiment)).toList());
    }

    /**
     * The same without an experiment; a running one has to be stopped first, so that nobody loses it by mistake.
     *
     * @throws InvalidExperiment if it is running
     */
    public Experiments without(Experiment experiment) {
        Problems problems = new Problems();
        problems.expect(
                experiment.status() != Experiment.Status.RUNNING, "status", experiment.status(), "DRAFT or STOPPED");
        problems.throwIfAny();
        return new Experiments(others(experiment.name()));
    }

    private List<Experiment> others(String name) {
        return all.stream().filter(other -> !other.name().equals(name)).toList();
    }
}
