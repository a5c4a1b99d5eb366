package com.eszoppping.recommendations.experiment;

import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * By how much a variant's figure is above the control's.
 *
 * @param fixedHorizon the difference with Welch's interval; holds at one look that was planned in advance
 * @param pValue of Welch's t-test (Biometrika 34, 1947), two-sided; holds like its interval
 * @param alwaysValid the difference with its confidence sequence; all looks together miss the truth with probability 5 %
 * @param alwaysValidPValue of the mixture sequential probability ratio test; holds at every look
 * @param control the control's figure, above 0 if anything was seen there
 */
public record Difference(
        Estimate fixedHorizon, double pValue, Estimate alwaysValid, double alwaysValidPValue, double control) {
    private static final TTest WELCH = TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC);

    /** The variances must not both be 0. */
    static Difference between(Sample control, Sample treatment, double minimalEffect) {
        double value = treatment.mean() - control.mean();
        double variance = control.varianceOfMean() + treatment.varianceOfMean();
        TTest.Result welch = WELCH.test(
                treatment.mean(),
                treatment.variance(),
                treatment.visitors(),
                control.mean(),
                control.variance(),
                control.visitors());
        double t = TDistribution.of(welch.getDegreesOfFreedom()).inverseSurvivalProbability(Estimate.ALPHA / 2);
        MixtureTest mixture = MixtureTest.of(control, treatment, minimalEffect);
        double standardError = Math.sqrt(variance);
        double wide = mixture.standardErrors(variance, Estimate.ALPHA);
        return new Difference(
                Estimate.around(value, t * standardError),
                welch.getPValue(),
                Estimate.around(value, wide * standardError),
                mixture.pValue(value, variance),
                control.mean());
    }

    /** The difference itself, in the figure's unit. */
    public double value() {
        return fixedHorizon.value();
    }
}
