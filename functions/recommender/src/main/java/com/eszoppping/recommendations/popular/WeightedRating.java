package com.eszoppping.recommendations.popular;

import java.util.Arrays;

/**
 * IMDb's weighted rating, a mean that is pulled towards the prior the more, the fewer events stand behind it:
 *
 * <pre>score = v/(v+m) · R + m/(v+m) · C</pre>
 *
 * @param m the number of events at which the product's own rating and the prior weigh the same; at least 0
 * @param c the prior: the mean rating over all products seen
 * @see <a href="https://help.imdb.com/article/imdb/track-movies-tv/ratings-faq/G67Y87TFYYP6TWAV">IMDb ratings FAQ</a>
 */
record WeightedRating(double m, double c) {
    /** Which share of the products has fewer events than {@code m}. */
    private static final double PERCENTILE_OF_M = 0.80;

    WeightedRating {
        if (!(m >= 0) || !Double.isFinite(m) || !Double.isFinite(c)) {
            throw new IllegalArgumentException(
                    "m is at least 0 and C is finite, but these are " + m + " and " + c + ".");
        }
    }

    /**
     * The score of a product.
     *
     * @param v the product's events, at least 0
     * @param r the product's mean rating
     */
    double score(double v, double r) {
        return v + m == 0 ? c : v / (v + m) * r + m / (v + m) * c;
    }

    /**
     * The 80th percentile, linearly interpolated between the two nearest ranks (type 7 of Hyndman and Fan, 1996).
     *
     * @param events events of each product seen, in any order; left as it is
     * @return 0 if there is none
     */
    static double percentile(long[] events) {
        if (events.length == 0) {
            return 0;
        }
        long[] sorted = events.clone();
        Arrays.sort(sorted);
        double rank = PERCENTILE_OF_M * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
