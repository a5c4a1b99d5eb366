package com.eszoppping.recommendations.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Percentile bootstrap over sessions (Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7,
 * 1979): whole sessions are drawn with replacement, because the questions of one session depend on each other. All figures
 * share the same draws, so the difference of two of them is a paired comparison.
 */
final class Bootstrap {
    private static final int RESAMPLES = 1_000;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    /** For each session, how often each resample drew it. */
    private final byte[][] draws;

    Bootstrap(int sessions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        draws = new byte[sessions][RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            for (int i = 0; i < sessions; i++) {
                byte[] ofSession = draws[random.nextInt(sessions)];
                // More than 127 times the same of many sessions does not happen.
                ofSession[resample] = (byte) Math.min(Byte.MAX_VALUE, ofSession[resample] + 1);
            }
        }
    }

    /**
     * The mean over questions and its interval. Resamples that drew no session with a question say nothing and are left out.
     *
     * @param sums for each session, the sum of the figure over its questions
     * @param counts for each session, how many questions it has
     */
    Measure mean(double[] sums, int[] counts) {
        double sum = 0;
        long count = 0;
        for (int session = 0; session < sums.length; session++) {
            sum += sums[session];
            count += counts[session];
        }
        return count == 0 ? new Measure(0, 0, 0) : measure(sum / count, means(sums, counts));
    }

    /** The difference of two means over the same questions, and its interval. */
    Measure difference(double[] sums, double[] others, int[] counts) {
        double[] differences = new double[sums.length];
        Arrays.setAll(differences, i -> sums[i] - others[i]);
        return mean(differences, counts);
    }

    /** The mean of each resample; all are added up at once, each session's draws being in a row. */
    private double[] means(double[] sums, int[] counts) {
        double[] sumOf = new double[RESAMPLES];
        int[] countOf = new int[RESAMPLES];
        for (int session = 0; session < sums.length; session++) {
            if (counts[session] > 0) {
                add(draws[session], sums[session], counts[session], sumOf, countOf);
            }
        }
        return IntStream.range(0, RESAMPLES)
                .filter(resample -> countOf[resample] > 0)
                .mapToDouble(resample -> sumOf[resample] / countOf[resample])
                .toArray();
    }

    private static void add(byte[] times, double sum, int count, double[] sumOf, int[] countOf) {
        for (int resample = 0; resample < RESAMPLES; resample++) {
            sumOf[resample] += times[resample] * sum;
        }
        for (int resample = 0; resample < RESAMPLES; resample++) {
            countOf[resample] += times[resample] * count;
        }
    }

    private static Measure measure(double value, double[] resampled) {
        Arrays.sort(resampled);
        return new Measure(value, percentile(resampled, LOW), percentile(resampled, HIGH));
    }

    private static double percentile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
