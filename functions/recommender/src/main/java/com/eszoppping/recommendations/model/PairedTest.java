package com.eszoppping.recommendations.model;

/** Compares two candidates that were tried on the same sessions. */
public final class PairedTest {
    private PairedTest() {}

    /**
     * Whether one is better beyond doubt: whether the mean difference is more than so many standard errors above zero.
     *
     * @param ones for each session, what the one scored
     * @param others for each session, what the other scored
     */
    public static boolean isBetter(double[] ones, double[] others, double standardErrors) {
        int n = ones.length;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += (ones[i] - others[i]) / n;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double deviation = ones[i] - others[i] - mean;
            squares += deviation * deviation;
        }
        return mean > standardErrors * Math.sqrt(squares) / n;
    }
}
