package com.eszoppping.recommendations.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A figure and its 95 % interval.
 *
 * @param value the figure
 * @param low the lower end of the interval
 * @param high the upper end
 */
public record Estimate(double value, double low, double high) {
    static final double ALPHA = 0.05;

    static Estimate around(double value, double halfWidth) {
        return new Estimate(value, value - halfWidth, value + halfWidth);
    }

    /**
     * A share with Wilson's score interval ("Probable inference, the law of succession, and statistical inference", JASA 22,
     * 1927), which keeps a width when none or all did it.
     */
    static Estimate ofShare(double share, long visitors) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(ALPHA / 2);
        double weight = z * z / visitors;
        double centre = (share + weight / 2) / (1 + weight);
        double halfWidth = z * Math.sqrt((share * (1 - share) + weight / 4) / visitors) / (1 + weight);
        // The exact ends at none and all, which rounding may miss by a bit.
        double low = share == 0 ? 0 : centre - halfWidth;
        double high = share == 1 ? 1 : centre + halfWidth;
        return new Estimate(share, low, high);
    }

    /** The same with nothing below zero in the interval, for figures that are never negative. */
    Estimate notNegative() {
        return new Estimate(value, Math.max(0, low), high);
    }
}
