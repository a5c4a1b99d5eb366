package com.eszoppping.recommendations.next;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** The products with the largest scores, the smaller index first among equals. Sorts longs, which takes no objects. */
final class Best {
    private final int length;

    /** Those that may be among the best; when there is no room for more, the best are kept. */
    private final long[] entries;

    private int size;
    private long last = Long.MAX_VALUE;

    Best(int length) {
        this.length = length;
        this.entries = new long[2 * length];
    }

    /** Adds a product; a score of 0 is passed over. */
    void add(int product, float score) {
        if (score > 0) {
            // The bits of positive floats are in the order of the floats, so this sorts the largest score first.
            long entry = (long) (Integer.MAX_VALUE - Float.floatToIntBits(score)) << Integer.SIZE | product;
            if (entry < last) {
                entries[size++] = entry;
                if (size == entries.length) {
                    keepBest();
                }
            }
        }
    }

    private void keepBest() {
        Arrays.sort(entries, 0, size);
        if (size >= length) {
            size = length;
            last = entries[length - 1];
        }
    }

    /** The best, the largest score first. */
    int[] products() {
        keepBest();
        return Arrays.stream(entries, 0, size).mapToInt(entry -> (int) entry).toArray();
    }

    /** The scores of {@link #products}. */
    float[] scores() {
        keepBest();
        float[] scores = new float[size];
        for (int i = 0; i < size; i++) {
            scores[i] = Float.intBitsToFloat(Integer.MAX_VALUE - (int) (entries[i] >> Integer.SIZE));
        }
        return scores;
    }

    /** The products with the largest scores among those that pass a test. */
    static int[] of(double[] scores, IntPredicate candidates, int length) {
        Best best = new Best(Math.min(length, scores.length));
        for (int product = 0; product < scores.length; product++) {
            if (candidates.test(product)) {
                best.add(product, (float) scores[product]);
            }
        }
        return best.products();
    }
}
