package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.evaluation.Comparison;
import com.eszoppping.recommendations.evaluation.Evaluation;
import com.eszoppping.recommendations.evaluation.Measure;
import com.eszoppping.recommendations.evaluation.TemporalProtocol;
import com.eszoppping.recommendations.lines.LineCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a version may go live by itself. Its default model may not be worse beyond chance than that of what is served now, nor
 * than what is popular in the category, with or without what was seen; its coverage may not fall by more than a set share; and
 * not too much of the log may be unusable.
 *
 * @param checks what was looked at
 */
record Gate(List<Check> checks) {
    /** With fewer sessions than this an interval says nothing. */
    private static final int FEWEST_SESSIONS = 50;

    private static final double PERCENT = 100;

    /**
     * One thing that was looked at.
     *
     * @param name what it is called in reports
     * @param passed whether it is as it should be
     * @param sentence the figures, in words
     */
    record Check(String name, boolean passed, String sentence) {}

    /**
     * How much of the log could not be used.
     *
     * @param rejectedLines their share of all lines, from 0 to 1
     * @param tornFiles the share of files that break off before their end, from 0 to 1
     */
    record Input(double rejectedLines, double tornFiles) {
        static Input of(LearnableLog log, Inputs inputs) {
            double torn = log.quality().read().corruptFiles();
            return new Input(
                    log.quality().rejectedShare(), torn / inputs.sessions().size());
        }
    }

    /** Whether a catalogue can be believed where it lacks a product that an earlier one had. */
    static boolean isWhole(Catalogue catalogue, TrainingRequest request) {
        LineCounts read = catalogue.quality().read();
        return read.corruptFiles() == 0 && read.rejectedShare() <= request.maxRejectedShare();
    }

    static Gate of(Trial trial, Input input, TrainingRequest request) {
        List<Check> checks = new ArrayList<>();
        checks.add(usable("lines", "of the log's lines can't be used", input.rejectedLines(), request));
        checks.add(usable("files", "of the log's files break off before their end", input.tornFiles(), request));
        if (trial.results().isEmpty() || trial.results().get().next().sessions() < FEWEST_SESSIONS) {
            checks.add(new Check(
                    "enough sessions",
                    true,
                    "There are fewer than " + FEWEST_SESSIONS
                            + " sessions to test on, so accuracy holds nothing back."));
        } else {
            addChecksOfQuality(checks, trial, request.maxCoverageFall());
        }
        return new Gate(checks);
    }

    private static Check usable(String name, String what, double share, TrainingRequest request) {
        return new Check(
                name,
                share <= request.maxRejectedShare(),
                String.format(
                        Locale.ROOT,
                        "%.1f %% %s, and the limit is %.1f %%.",
                        share * PERCENT,
                        what,
                        request.maxRejectedShare() * PERCENT));
    }

    private static void addChecksOfQuality(List<Check> checks, Trial trial, double maxCoverageFall) {
        Evaluation next = trial.results().get().next();
        for (Comparison comparison : next.comparisons()) {
            if (comparison.name().equals(trial.bestModel()) && isHurdle(comparison.against())) {
                checks.add(notWorse(comparison));
            }
        }
        if (next.contenders().stream().anyMatch(scores -> scores.name().equals(TemporalProtocol.CURRENT))) {
            checks.add(coverage(
                    next.scores(trial.bestModel()).coverage(),
                    next.scores(TemporalProtocol.CURRENT).coverage(),
                    maxCoverageFall));
        }
    }

    private static boolean isHurdle(String name) {
        return name.equals(TemporalProtocol.CURRENT) || TemporalProtocol.HURDLES.contains(name);
    }

    private static Check notWorse(Comparison comparison) {
        boolean passed = comparison.verdict() != Comparison.Verdict.WORSE;
        Measure difference = comparison.hitRate10();
        return new Check(
                "accuracy against " + comparison.against(),
                passed,
                String.format(
                        Locale.ROOT,
                        "HitRate@10 of %s differs from that of %s by %+.2f points (95 %% interval %+.2f to %+.2f): %s.",
                        comparison.name(),
                        comparison.against(),
                        difference.value() * PERCENT,
                        difference.low() * PERCENT,
                        difference.high() * PERCENT,
                        passed ? "not worse beyond chance" : "worse beyond chance"));
    }

    private static Check coverage(double now, double before, double maxFall) {
        boolean passed = now >= before * (1 - maxFall);
        return new Check(
                "coverage",
                passed,
                String.format(
                        Locale.ROOT,
                        "Lists show %.1f %% of the catalogue, with the current parameters %.1f %%; it may fall by %.0f %%.",
                        now * PERCENT,
                        before * PERCENT,
                        maxFall * PERCENT));
    }

    boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }

    /** Why the version is held back, in words; absent if it is not. */
    Optional<String> reason() {
        return passed()
                ? Optional.empty()
                : Optional.of(checks.stream()
                        .filter(check -> !check.passed())
                        .map(Check::sentence)
                        .collect(Collectors.joining(" ")));
    }
}
