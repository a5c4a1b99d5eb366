package com.eszoppping.recommendations.model;

import java.util.Arrays;

/** Ascending catalogue indexes: the columns of a sparse row that have values. */
public final class SortedProducts {
    private SortedProducts() {}

    /** The products that are in one of two rows or in both. */
    public static int[] union(int[] some, int[] others) {
        int[] all = new int[some.length + others.length];
        int size = 0;
        int a = 0;
        int b = 0;
        while (a < some.length || b < others.length) {
            int product = Math.min(at(some, a), at(others, b));
            a += at(some, a) == product ? 1 : 0;
            b += at(others, b) == product ? 1 : 0;
            all[size++] = product;
        }
        return Arrays.copyOf(all, size);
    }

    private static int at(int[] products, int place) {
        return place < products.length ? products[place] : Integer.MAX_VALUE;
    }

    /** The place of each product of a row in another row that has all of them. */
    public static int[] places(int[] products, int[] all) {
        int[] places = new int[products.length];
        int place = 0;
        for (int i = 0; i < products.length; i++) {
            while (all[place] != products[i]) {
                place++;
            }
            places[i] = place;
        }
        return places;
    }
}
