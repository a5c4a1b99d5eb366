package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.Results.Arm;
import com.eszoppping.recommendations.experiment.Results.Measured;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be concluded, by the always-valid test only: whoever reads it decides at once, so it must hold at every look.
 *
 * @param conclusive whether a difference in click-through is shown
 * @param sentences in words
 */
record Verdict(boolean conclusive, String sentences) {
    /**
     * Fabijan et al., "Diagnosing Sample Ratio Mismatch in Online Controlled Experiments", KDD 2019: stricter than 5 %, because
     * it is looked at in every experiment and a true mismatch shows by far.
     */
    static final double MISMATCH = 0.001;

    /** With fewer in an arm the means are not yet near enough to normal for any of the tests. */
    private static final long FEWEST_VISITORS = 100;

    private static final String NO_CLICKS = "Nothing can be concluded: no event carries the id of a served list"
            + " (recommendationId), so nothing is known of clicks. The frontend reports them to POST /events.";

    static Verdict of(Experiment experiment, List<Arm> arms, double sampleRatio) {
        if (sampleRatio < MISMATCH) {
            return new Verdict(false, mismatch(arms, sampleRatio));
        }
        Optional<Arm> small =
                arms.stream().filter(arm -> arm.visitors() < FEWEST_VISITORS).findFirst();
        if (small.isPresent()) {
            return new Verdict(false, tooFew(small.get()));
        }
        if (arms.stream().allMatch(Verdict::hasNoClick)) {
            return new Verdict(false, NO_CLICKS);
        }
        List<Arm> treatments = arms.subList(1, arms.size());
        double level = level(experiment);
        return new Verdict(
                treatments.stream().anyMatch(arm -> isShown(arm, Metric.CLICK_THROUGH, level)),
                treatments.stream()
                        .flatMap(arm -> sentences(experiment, arm, level))
                        .collect(Collectors.joining(" ")));
    }

    /** Bonferroni: 5 % shared by all who are compared with the control, so that one lucky variant of many is not enough. */
    static double level(Experiment experiment) {
        return Estimate.ALPHA / (experiment.variants().size() - 1);
    }

    private static String mismatch(List<Arm> arms, double sampleRatio) {
        String visitors =
                arms.stream().map(arm -> arm.variant() + " " + arm.visitors()).collect(Collectors.joining(", "));
        return "Nothing can be concluded: the visitors (" + visitors + ") are not split as the weights say (p = "
                + format("%.2g", sampleRatio) + "). Look for lost exposures, bots or a wrong assignment.";
    }

    private static String tooFew(Arm arm) {
        return "Too early: " + arm.variant() + " has " + arm.visitors() + " visitors, at least " + FEWEST_VISITORS
                + " are needed in each variant.";
    }

    private static boolean hasNoClick(Arm arm) {
        return arm.of(Metric.CLICK_THROUGH)
                .estimate()
                .filter(clicks -> clicks.value() > 0)
                .isEmpty();
    }

    private static Stream<String> sentences(Experiment experiment, Arm arm, double level) {
        String control = experiment.control().name();
        String first = isShown(arm, Metric.CLICK_THROUGH, level)
                ? shown(control, arm, Metric.CLICK_THROUGH)
                : notShown(experiment, arm);
        Stream<String> warnings = Stream.of(Metric.CONVERSION, Metric.REVENUE_PER_VISITOR)
                .filter(metric -> isShown(arm, metric, level))
                .map(metric -> shown(control, arm, metric));
        return Stream.concat(Stream.of(first), warnings);
    }

    private static boolean isShown(Arm arm, Metric metric, double level) {
        return arm.of(metric)
                .difference()
                .map(Difference::alwaysValidPValue)
                .filter(p -> p < level)
                .isPresent();
    }

    private static String shown(String control, Arm arm, Metric metric) {
        Difference difference = arm.of(metric).difference().orElseThrow();
        Estimate interval = difference.alwaysValid();
        return arm.variant() + " has a "
                + (interval.value() > 0 ? "higher " : "lower ")
                + metric.words() + " than " + control + ": "
                + format("%.4g against %.4g", difference.control() + interval.value(), difference.control())
                + relative(difference)
                + format(
                        "; the difference is between %.3g and %.3g (95 %%, always valid; p = %.2g).",
                        interval.low(), interval.high(), difference.alwaysValidPValue());
    }

    private static String relative(Difference difference) {
        return difference.control() == 0 ? "" : format(" (%+.1f %%)", 100 * difference.value() / difference.control());
    }

    private static String notShown(Experiment experiment, Arm arm) {
        Measured clicks = arm.of(Metric.CLICK_THROUGH);
        return "No difference in click-through between " + arm.variant() + " and "
                + experiment.control().name() + " is shown."
                + clicks.needed().map(needed -> stillNeeded(experiment, needed)).orElse("");
    }

    private static String stillNeeded(Experiment experiment, VisitorsNeeded needed) {
        String effect = format("%.3g %%", 100 * experiment.minimalEffect());
        return needed.alwaysValid() == 0
                ? " There were visitors enough to find one of " + effect + " with 80 % power."
                : " " + needed.alwaysValid() + " more visitors are needed to find one of " + effect
                        + " with 80 % power.";
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
