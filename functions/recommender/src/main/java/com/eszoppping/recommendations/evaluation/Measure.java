package com.eszoppping.recommendations.evaluation;

/**
 * A figure and its uncertainty.
 *
 * @param value the figure
 * @param low the lower end of its 95 % interval
 * @param high the upper end
 */
public record Measure(double value, double low, double high) {
    /** Whether the whole interval is below zero. */
    public boolean entirelyBelowZero() {
        return high < 0;
    }

    /** Whether the whole interval is above zero. */
    public boolean entirelyAboveZero() {
        return low > 0;
    }
}
