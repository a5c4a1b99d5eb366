package com.eszoppping.recommendations.generator;

import java.util.SplittableRandom;

/**
 * How much each product is asked for today. It drifts from day to day (a mean-reverting random walk of its logarithm),
 * new products start with a boost, and fading ones lose half their demand per half-life.
 */
final class Popularity {
    private static final float DAILY_SHOCK = 0.12f;
    private static final float DAILY_MEMORY = 0.98f;
    private static final double BOOST_OF_THE_NEW = 2;
    private static final double DAYS_OF_BOOST = 10;
    private static final int MOST_DAYS_OF_FADING = 180;
    private static final double LN_2 = StrictMath.log(2);

    private final Assortment assortment;
    private final SplittableRandom random;
    private final float[] trend;
    private final float[] weight;
    /** Running sums of the weights, started anew in each leaf. */
    private final double[] sums;

    Popularity(Assortment assortment, SplittableRandom random) {
        this.assortment = assortment;
        this.random = random;
        trend = new float[assortment.size()];
        weight = new float[assortment.size()];
        sums = new double[assortment.size()];
    }

    /** Moves on to a day; days are taken in order from 0. */
    void startDay(int day) {
        for (int product = 0; product < trend.length; product++) {
            trend[product] = DAILY_MEMORY * trend[product] + DAILY_SHOCK * (float) random.nextGaussian();
            int age = day - assortment.arrivalDay[product];
            weight[product] = age < 0 ? 0 : weightAt(age, product);
            boolean opensLeaf = product == assortment.leafStart[assortment.leafOf[product]];
            sums[product] = weight[product] + (opensLeaf ? 0 : sums[product - 1]);
        }
    }

    /** A product of a leaf, drawn by what is asked for. */
    int draw(int leaf, SplittableRandom chance) {
        return RunningSums.draw(sums, assortment.leafStart[leaf], assortment.leafStart[leaf + 1], chance);
    }

    /** Demand for a product today; 0 before its arrival. */
    float of(int product) {
        return weight[product];
    }

    /** Mean demand for the products of a leaf. */
    double meanOf(int leaf) {
        int end = assortment.leafStart[leaf + 1];
        return sums[end - 1] / (end - assortment.leafStart[leaf]);
    }

    private float weightAt(int age, int product) {
        double boost = 1 + BOOST_OF_THE_NEW * StrictMath.exp(-age / DAYS_OF_BOOST);
        double fading = StrictMath.exp(-Math.min(age, MOST_DAYS_OF_FADING) * LN_2 / assortment.halfLife[product]);
        return (float) (assortment.demand[product] * StrictMath.exp(trend[product]) * boost * fading);
    }
}
