package com.eszoppping.recommendations.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many more visitors, over all variants, until a true effect of the minimal size is found with 80 % power.
 *
 * @param fixedHorizon for the test that looks once, when they are there
 * @param alwaysValid for the test that may look at any time: more
 */
public record VisitorsNeeded(long fixedHorizon, long alwaysValid) {
    private static final double POWER = 0.8;
    private static final int BISECTIONS = 100;

    /**
     * The variance of the difference with N visitors in all is (σ²c / share c + σ²t / share t) / N. It must come down to where
     * the effect is z(power) standard errors beyond the test's border; for the fixed horizon that is the formula of every
     * textbook (Kohavi, Tang and Xu, "Trustworthy Online Controlled Experiments", 2020, chapter 15).
     *
     * @param control the control's sample, whose mean must be above 0
     * @param controlShare its share of all the experiment's visitors
     * @param effect relative to the control's mean
     * @param alpha the level of the two-sided test
     * @param seen the visitors that are already there
     */
    static VisitorsNeeded of(
            Sample control,
            Sample treatment,
            double controlShare,
            double treatmentShare,
            double effect,
            double alpha,
            long seen) {
        double variance = control.variance() / controlShare + treatment.variance() / treatmentShare;
        double difference = effect * control.mean();
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double power = normal.inverseCumulativeProbability(POWER);
        double once = difference / (normal.inverseSurvivalProbability(alpha / 2) + power);
        double always = alwaysValidStandardError(difference, power, alpha);
        return new VisitorsNeeded(still(variance / (once * once), seen), still(variance / (always * always), seen));
    }

    private static long still(double needed, long seen) {
        return Math.max(0, (long) Math.ceil(needed) - seen);
    }

    /** Where standard error × (border + power) equals the difference; the left side grows with the standard error. */
    private static double alwaysValidStandardError(double difference, double power, double alpha) {
        MixtureTest mixture = new MixtureTest(difference * difference);
        double low = 0;
        double high = difference;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            boolean tooWide = middle * (mixture.standardErrors(middle * middle, alpha) + power) > difference;
            low = tooWide ? low : middle;
            high = tooWide ? middle : high;
        }
        return low;
    }
}
