package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.Shopper.Tally;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A variant's mean of a figure, with the visitor as the unit.
 *
 * @param visitors how many, at least 2
 * @param mean the mean, or the ratio of two sums
 * @param variance of one visitor's contribution: the mean's variance is this divided by the visitors
 */
record Sample(long visitors, double mean, double variance) {
    /** A figure that each visitor has once. */
    static Sample ofMean(List<Tally> tallies, ToDoubleFunction<Tally> figure) {
        return ofRatio(tallies, figure, tally -> 1);
    }

    /**
     * A ratio of sums over visitors, r = Σx / Σd. The lists of one visitor depend on each other, so they must not be counted as
     * independent draws; the delta method gives the variance of r as Var(x − r·d) / (n·d̄²) (Deng, Knoblich and Lu, "Applying
     * the Delta Method in Metric Analytics", KDD 2018, equation 4 written as one variance).
     */
    static Sample ofRatio(List<Tally> tallies, ToDoubleFunction<Tally> numerator, ToDoubleFunction<Tally> denominator) {
        int visitors = tallies.size();
        double denominators = tallies.stream().mapToDouble(denominator).sum();
        double ratio = tallies.stream().mapToDouble(numerator).sum() / denominators;
        // The deviations' mean is zero by the choice of the ratio.
        double squares = tallies.stream()
                .mapToDouble(tally -> numerator.applyAsDouble(tally) - ratio * denominator.applyAsDouble(tally))
                .map(deviation -> deviation * deviation)
                .sum();
        double perVisitor = denominators / visitors;
        return new Sample(visitors, ratio, squares / (visitors - 1) / (perVisitor * perVisitor));
    }

    double varianceOfMean() {
        return variance / visitors;
    }

    /** With Student's interval; it has no width if all visitors did the same. */
    Estimate estimate() {
        double t = TDistribution.of(visitors - 1.0).inverseSurvivalProbability(Estimate.ALPHA / 2);
        return Estimate.around(mean, t * Math.sqrt(varianceOfMean())).notNegative();
    }
}
