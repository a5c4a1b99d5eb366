package com.eszoppping.recommendations.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A split of visitors between models or versions. Immutable: each change makes a new value with one more line of history.
 *
 * @param name 1 to 64 of a–z, 0–9 and -
 * @param salt what makes this experiment's split independent of all others; 1 to 64 of A–Z, a–z, 0–9, _ and -
 * @param status draft, then running, then stopped; never back
 * @param variants 2 to 10 with different names; the first is the control
 * @param trafficShare the share of visitors who take part, above 0 and at most 1
 * @param start exposures before this time don't count
 * @param end events from this time on don't count; after the start
 * @param minimalEffect the smallest relative change that would matter, above 0 and at most 1: 0.1 is 10 % more or less
 * @param history what was done to the experiment, oldest first
 */
public record Experiment(
        String name,
        String salt,
        Status status,
        List<Variant> variants,
        double trafficShare,
        Instant start,
        Instant end,
        double minimalEffect,
        List<Change> history) {
    /** What may be done with an experiment. */
    public enum Status {
        /** May still change in everything but its name; assigns nobody. */
        DRAFT,
        /** Assigns visitors; only weights and share of traffic may change. */
        RUNNING,
        /** Assigns nobody any more and never changes. */
        STOPPED
    }

    /**
     * A line of the audit trail.
     *
     * @param time when
     * @param kind what kind of change
     * @param what the change in words, with old and new values
     */
    public record Change(Instant time, Kind kind, String what) {
        /** What kind of change. */
        public enum Kind {
            /** The draft was written. */
            CREATED,
            /** The draft was rewritten. */
            EDITED,
            /** Visitors take part from here on. */
            STARTED,
            /** The variants' weights changed while it was running. */
            WEIGHTS,
            /** The share of traffic changed while it was running. */
            TRAFFIC_SHARE,
            /** Nobody takes part from here on. */
            STOPPED
        }
    }

    /**
     * Checks the experiment as a whole.
     *
     * @throws InvalidExperiment naming every field that is wrong, its value and what was expected
     */
    public Experiment {
        Problems problems = new Problems();
        problems.name("name", name);
        problems.salt(salt);
        problems.expect(status != null, "status", null, "DRAFT, RUNNING or STOPPED");
        problems.variants(variants);
        problems.share("trafficShare", trafficShare);
        problems.times(start, end);
        problems.share("minimalEffect", minimalEffect);
        problems.throwIfAny();
        variants = List.copyOf(variants);
        history = List.copyOf(history);
    }

    /**
     * A new draft.
     *
     * @param now the time for the audit trail
     * @throws InvalidExperiment naming everything that is wrong
     */
    public static Experiment draft(
            String name,
            String salt,
            List<Variant> variants,
            double trafficShare,
            Instant start,
            Instant end,
            double minimalEffect,
            Instant now) {
        Change created = new Change(now, Change.Kind.CREATED, "created as a draft");
        return new Experiment(
                name, salt, Status.DRAFT, variants, trafficShare, start, end, minimalEffect, List.of(created));
    }

    /**
     * The draft, running.
     *
     * @throws InvalidExperiment if it is no draft or its end has passed
     */
    public Experiment started(Instant now) {
        Problems problems = new Problems();
        problems.expect(status == Status.DRAFT, "status", status, "DRAFT");
        problems.expect(now.isBefore(end), "end", end, "a time after now, " + now);
        problems.throwIfAny();
        return with(Status.RUNNING, new Change(now, Change.Kind.STARTED, "status from DRAFT to RUNNING"));
    }

    /**
     * The running experiment, stopped.
     *
     * @throws InvalidExperiment if it isn't running
     */
    public Experiment stopped(Instant now) {
        Problems problems = new Problems();
        problems.expect(status == Status.RUNNING, "status", status, "RUNNING");
        problems.throwIfAny();
        return with(Status.STOPPED, new Change(now, Change.Kind.STOPPED, "status from RUNNING to STOPPED"));
    }

    /**
     * This experiment, changed to what is wished. A draft may change in all but its name. A running experiment may change its
     * weights and its share of traffic, which move only the visitors they must; anything else would compare visitors under
     * different rules. A stopped one may not change. If nothing differs this very value comes back, so that a repeated
     * request leaves no trace.
     *
     * @param wished what it should be; its status and history are not looked at
     * @throws InvalidExperiment naming each field that may not change
     */
    public Experiment changedTo(Experiment wished, Instant now) {
        Experiment changed = wished.with(status, history);
        if (changed.equals(this)) {
            return this;
        }
        Problems problems = new Problems();
        problems.expect(status != Status.STOPPED, "status", status, "DRAFT or RUNNING");
        problems.expect(wished.name.equals(name), "name", wished.name, "the name as it is, " + name);
        if (status == Status.RUNNING) {
            expectNoOtherRules(wished, problems);
        }
        problems.throwIfAny();
        return changed.with(status, appended(changes(wished, now)));
    }

    private void expectNoOtherRules(Experiment wished, Problems problems) {
        String asItIs = "while running as it is, ";
        problems.expect(wished.salt.equals(salt), "salt", wished.salt, asItIs + salt);
        problems.expect(wished.start.equals(start), "start", wished.start, asItIs + start);
        problems.expect(wished.end.equals(end), "end", wished.end, asItIs + end);
        problems.expect(
                wished.minimalEffect == minimalEffect, "minimalEffect", wished.minimalEffect, asItIs + minimalEffect);
        problems.expect(
                withoutWeights(wished).equals(withoutWeights(this)),
                "variants",
                withoutWeights(wished),
                asItIs + withoutWeights(this) + ", but for the weights");
    }

    private static List<String> withoutWeights(Experiment experiment) {
        return experiment.variants.stream()
                .map(variant -> variant.name() + " "
                        + variant.model()
                        + variant.version().map(version -> " " + version).orElse("")
                        + (variant.settings().equals(VariantSettings.NONE) ? "" : " " + variant.settings()))
                .toList();
    }

    private List<Change> changes(Experiment wished, Instant now) {
        if (status == Status.DRAFT) {
            return List.of(new Change(now, Change.Kind.EDITED, "draft rewritten"));
        }
        List<Change> changes = new ArrayList<>();
        if (!wished.variants.equals(variants)) {
            String what = "weights from " + weights(this) + " to " + weights(wished);
            changes.add(new Change(now, Change.Kind.WEIGHTS, what));
        }
        if (wished.trafficShare != trafficShare) {
            String what = "share of traffic from " + trafficShare + " to " + wished.trafficShare;
            changes.add(new Change(now, Change.Kind.TRAFFIC_SHARE, what));
        }
        return changes;
    }

    private static String weights(Experiment experiment) {
        return experiment.variants.stream()
                .map(variant -> variant.name() + " " + variant.weight())
                .collect(Collectors.joining(", "));
    }

    /** Whether visitors are assigned at this time: running, not before the start, before the end. */
    public boolean runsAt(Instant time) {
        return status == Status.RUNNING && !time.isBefore(start) && time.isBefore(end);
    }

    /** The variant that the others are compared with. */
    public Variant control() {
        return variants.get(0);
    }

    /** The variant of this name, if there is one. */
    public Optional<Variant> variant(String variantName) {
        return variants.stream()
                .filter(variant -> variant.name().equals(variantName))
                .findFirst();
    }

    /**
     * From when on exposures are compared: the start, or the latest of the actual start and the changes of weights after it.
     * Before and after a change of weights the variants have different mixes of visitors (Simpson's paradox), and visitors who
     * moved have seen both; so what was before is not counted.
     */
    public Instant measuredFrom() {
        Stream<Instant> begins = history.stream()
                .filter(change -> change.kind() == Change.Kind.STARTED || change.kind() == Change.Kind.WEIGHTS)
                .map(Change::time);
        return Stream.concat(Stream.of(start), begins).max(Instant::compareTo).orElse(start);
    }

    /** Until when exposures and what followed them are compared: the end, or the time at which it was stopped before. */
    public Instant measuredUntil() {
        return history.stream()
                .filter(change -> change.kind() == Change.Kind.STOPPED)
                .map(Change::time)
                .filter(stopped -> stopped.isBefore(end))
                .findFirst()
                .orElse(end);
    }

    /** Each variant's share of the visitors who take part, in the variants' order; their sum is 1. */
    double[] shares() {
        double total = variants.stream().mapToLong(Variant::weight).sum();
        return IntStream.range(0, variants.size())
                .mapToDouble(i -> variants.get(i).weight() / total)
                .toArray();
    }

    private Experiment with(Status next, Change change) {
        return with(next, appended(List.of(change)));
    }

    private Experiment with(Status next, List<Change> changes) {
        return new Experiment(name, salt, next, variants, trafficShare, start, end, minimalEffect, changes);
    }

    private List<Change> appended(List<Change> changes) {
        return Stream.concat(history.stream(), changes.stream()).toList();
    }
}
