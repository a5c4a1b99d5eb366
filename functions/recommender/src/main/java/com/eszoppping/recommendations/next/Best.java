package com.eszoppping.recommendations.next;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** The products with the largest scores, the smaller index first among equals. Sorts longs, which takes no objects. */
final class Best {
    private final long[] entries;
    private int size;

    Best(int capacity) {
        entries = new long[capacity];
    }

    /** Adds a product; a score of 0 is passed over. */
    void add(int product, float score) {
        if (score > 0) {
            // The bits of positive floats are in the order of the floats, so this sorts the largest score first.
            entries[size++] = (long) (Integer.MAX_VALUE - Float.floatToIntBits(score)) << Integer.SIZE | product;
        }
    }

    /** Sorts what was added and keeps the best. */
    void sort(int length) {
        Arrays.sort(entries, 0, size);
        size = Math.min(size, length);
    }

    int[] products() {
        return Arrays.stream(entries, 0, size).mapToInt(entry -> (int) entry).toArray();
    }

    float[] scores() {
        float[] scores = new float[size];
        for (int i = 0; i < size; i++) {
            scores[i] = Float.intBitsToFloat(Integer.MAX_VALUE - (int) (entries[i] >> Integer.SIZE));
        }
        return scores;
    }

    /** The products with the largest scores among those that pass a test. */
    static int[] of(double[] scores, IntPredicate candidates, int length) {
        Best best = new Best(scores.length);
        for (int product = 0; product < scores.length; product++) {
            if (candidates.test(product)) {
                best.add(product, (float) scores[product]);
            }
        }
        best.sort(length);
        return best.products();
    }
}
