package com.eszoppping.recommendations.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap over sessions (Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7,
 * 1979): whole sessions are drawn with replacement, because the questions of one session depend on each other. All figures
 * share the same draws, so the difference of two of them is a paired comparison.
 */
final class Bootstrap {
    private static final int RESAMPLES = 1_000;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    /** How often each resample drew each session. */
    private final byte[][] draws;

    Bootstrap(int sessions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        draws = new byte[RESAMPLES][sessions];
        for (byte[] draw : draws) {
            for (int i = 0; i < sessions; i++) {
                int session = random.nextInt(sessions);
                // More than 127 times the same of many sessions does not happen.
                draw[session] = (byte) Math.min(Byte.MAX_VALUE, draw[session] + 1);
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
        return measure(mean(sums, counts, null), means(sums, counts));
    }

    /** The difference of two means over the same questions, and its interval. */
    Measure difference(double[] sums, double[] others, int[] counts) {
        double[] differences = new double[sums.length];
        Arrays.setAll(differences, i -> sums[i] - others[i]);
        return mean(differences, counts);
    }

    private double[] means(double[] sums, int[] counts) {
        return Arrays.stream(draws)
                .mapToDouble(draw -> mean(sums, counts, draw))
                .filter(mean -> !Double.isNaN(mean))
                .toArray();
    }

    private static double mean(double[] sums, int[] counts, byte[] draw) {
        double sum = 0;
        long count = 0;
        for (int session = 0; session < sums.length; session++) {
            int times = draw == null ? 1 : draw[session];
            sum += times * sums[session];
            count += (long) times * counts[session];
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static Measure measure(double value, double[] resampled) {
        if (Double.isNaN(value)) {
            return new Measure(0, 0, 0);
        }
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
