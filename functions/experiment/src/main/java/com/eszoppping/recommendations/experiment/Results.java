package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.Shopper.Tally;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * What came of an experiment: exposures joined with what visitors did later.
 *
 * @param experiment the experiment's name
 * @param arms one for each variant, the control first
 * @param leftOut what was not counted, and why
 * @param sampleRatioPValue how likely the visitors' split is if all is well; below 0.001 nothing can be concluded
 * @param conclusive whether a difference in click-through is shown, whenever one looks
 * @param verdict what is shown, or why nothing can be said yet, as sentences
 */
public record Results(
        String experiment,
        List<Arm> arms,
        LeftOut leftOut,
        double sampleRatioPValue,
        boolean conclusive,
        String verdict) {
    private static final int FEWEST_VISITORS = 2;

    /**
     * What one variant did.
     *
     * @param variant its name
     * @param visitors who were served lists of this variant and of no other
     * @param exposures the lists they were served
     * @param measured each metric
     */
    public record Arm(String variant, long visitors, long exposures, Map<Metric, Measured> measured) {
        /** The metric of this arm. */
        public Measured of(Metric metric) {
            return measured.get(metric);
        }
    }

    /**
     * A metric of one variant.
     *
     * @param estimate the figure and its interval; nothing with fewer than two visitors
     * @param difference to the control; nothing for the control itself, or while there is nothing to tell apart
     * @param needed visitors still needed for the minimal effect, tested as the verdict does; nothing where the difference is
     *     nothing or the control's figure is 0
     */
    public record Measured(
            Optional<Estimate> estimate, Optional<Difference> difference, Optional<VisitorsNeeded> needed) {}

    /**
     * What was not counted.
     *
     * @param visitorsInSeveralVariants visitors who were served lists of more than one variant
     * @param exposuresOutsideTheTime exposures before {@link Experiment#measuredFrom} or not before {@link
     *     Experiment#measuredUntil}
     * @param exposuresOfUnknownVariants exposures with a variant that the experiment doesn't have
     */
    public record LeftOut(
            long visitorsInSeveralVariants, long exposuresOutsideTheTime, long exposuresOfUnknownVariants) {}

    /** Compares what the journal has; how it joins is told there. */
    static Results of(Experiment experiment, Journal journal) {
        List<List<Tally>> tallies =
                experiment.variants().stream().map(journal::tallies).toList();
        List<Arm> arms = arms(experiment, tallies);
        double sampleRatio = sampleRatio(experiment, arms);
        Verdict verdict = Verdict.of(experiment, arms, sampleRatio);
        return new Results(
                experiment.name(), arms, journal.leftOut(), sampleRatio, verdict.conclusive(), verdict.sentences());
    }

    /** Whether the visitors are split as the weights say; where not, nothing can be concluded. */
    public boolean isSplitAsMeant() {
        return sampleRatioPValue >= Verdict.MISMATCH;
    }

    /** The arm of this variant. */
    public Optional<Arm> arm(String variant) {
        return arms.stream().filter(arm -> arm.variant().equals(variant)).findFirst();
    }

    private static List<Arm> arms(Experiment experiment, List<List<Tally>> tallies) {
        long seen = tallies.stream().mapToLong(List::size).sum();
        double[] shares = experiment.shares();
        return Stream.iterate(0, i -> i < shares.length, i -> i + 1)
                .map(i -> {
                    Map<Metric, Measured> measured = new EnumMap<>(Metric.class);
                    for (Metric metric : Metric.values()) {
                        measured.put(metric, measured(experiment, metric, tallies, i, seen));
                    }
                    return arm(experiment.variants().get(i), tallies.get(i), measured);
                })
                .toList();
    }

    private static Arm arm(Variant variant, List<Tally> tallies, Map<Metric, Measured> measured) {
        long exposures = (long) tallies.stream().mapToDouble(Tally::exposures).sum();
        return new Arm(variant.name(), tallies.size(), exposures, Map.copyOf(measured));
    }

    private static Measured measured(
            Experiment experiment, Metric metric, List<List<Tally>> tallies, int arm, long seen) {
        Optional<Sample> sample = sample(metric, tallies.get(arm));
        Optional<Estimate> estimate = sample.map(metric::estimate);
        Optional<Sample> control = sample(metric, tallies.get(0));
        if (arm == 0 || sample.isEmpty() || control.isEmpty() || areAllAlike(control.get(), sample.get())) {
            return new Measured(estimate, Optional.empty(), Optional.empty());
        }
        Difference difference = Difference.between(control.get(), sample.get(), experiment.minimalEffect());
        return new Measured(
                estimate, Optional.of(difference), needed(experiment, control.get(), sample.get(), arm, seen));
    }

    private static Optional<Sample> sample(Metric metric, List<Tally> tallies) {
        return tallies.size() < FEWEST_VISITORS ? Optional.empty() : Optional.of(metric.sample(tallies));
    }

    private static boolean areAllAlike(Sample control, Sample treatment) {
        return control.variance() + treatment.variance() == 0;
    }

    private static Optional<VisitorsNeeded> needed(
            Experiment experiment, Sample control, Sample treatment, int arm, long seen) {
        if (control.mean() == 0) {
            return Optional.empty();
        }
        double[] shares = experiment.shares();
        return Optional.of(VisitorsNeeded.of(
                control,
                treatment,
                shares[0],
                shares[arm],
                experiment.minimalEffect(),
                Verdict.level(experiment),
                seen));
    }

    /** Pearson's chi-square of the visitors against the weights. */
    private static double sampleRatio(Experiment experiment, List<Arm> arms) {
        long[] visitors = arms.stream().mapToLong(Arm::visitors).toArray();
        boolean nobody = arms.stream().allMatch(arm -> arm.visitors() == 0);
        return nobody
                ? 1
                : ChiSquareTest.withDefaults()
                        .test(experiment.shares(), visitors)
                        .getPValue();
    }
}
