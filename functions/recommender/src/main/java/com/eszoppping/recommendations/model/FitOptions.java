package com.eszoppping.recommendations.model;

/**
 * What a run decides for all models.
 *
 * @param seed the seed of everything random
 * @param threads how many threads may work, from 1; does not change the result
 */
public record FitOptions(long seed, int threads) {
    public FitOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads is at least 1, but this is " + threads + ".");
        }
    }
}
