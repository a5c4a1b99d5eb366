package com.eszoppping.recommendations.next;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The steps from one product, in a part of a log. Sums of steps are exact as long as the largest is not 2^29 times the smallest step,
 * so that it makes no difference how a log is parted.
 *
 * @param products the products that steps lead to, ascending
 * @param weights the sum of the steps to each of them
 */
public record StepRow(int[] products, double[] weights) implements Serializable {
    /** These steps and those of another part. */
    public StepRow plus(StepRow other) {
        int[] merged = new int[products.length + other.products.length];
        double[] sums = new double[merged.length];
        int size = 0;
        int a = 0;
        int b = 0;
        while (a < products.length || b < other.products.length) {
            int product = Math.min(at(products, a), at(other.products, b));
            merged[size] = product;
            if (at(products, a) == product) {
                sums[size] += weights[a++];
            }
            if (at(other.products, b) == product) {
                sums[size] += other.weights[b++];
            }
            size++;
        }
        return new StepRow(Arrays.copyOf(merged, size), Arrays.copyOf(sums, size));
    }

    private static int at(int[] products, int place) {
        return place < products.length ? products[place] : Integer.MAX_VALUE;
    }
}
