package com.eszoppping.recommendations.log;

/** Sorts ints that stand for something else: insertion sort for a few, merge sort for many. Stable. */
final class IndexSort {
    private static final int FEW = 24;

    private IndexSort() {}

    /** The order of what the ints stand for. */
    @FunctionalInterface
    interface IntOrder {
        int compare(int a, int b);
    }

    /**
     * Sorts {@code indices[from, to)}.
     *
     * @param order is asked O(n log n) times
     */
    static void sort(int[] indices, int from, int to, IntOrder order) {
        if (to - from <= FEW) {
            insertionSort(indices, from, to, order);
        } else {
            mergeSort(indices, from, to, order, new int[(to - from) / 2]);
        }
    }

    private static void insertionSort(int[] indices, int from, int to, IntOrder order) {
        for (int i = from + 1; i < to; i++) {
            int moved = indices[i];
            int at = i;
            while (at > from && order.compare(indices[at - 1], moved) > 0) {
                indices[at] = indices[at - 1];
                at--;
            }
            indices[at] = moved;
        }
    }

    private static void mergeSort(int[] indices, int from, int to, IntOrder order, int[] left) {
        if (to - from <= FEW) {
            insertionSort(indices, from, to, order);
            return;
        }
        int middle = from + (to - from) / 2;
        mergeSort(indices, from, middle, order, left);
        mergeSort(indices, middle, to, order, left);
        if (order.compare(indices[middle - 1], indices[middle]) > 0) {
            merge(indices, from, middle, to, order, left);
        }
    }

    private static void merge(int[] indices, int from, int middle, int to, IntOrder order, int[] left) {
        int leftSize = middle - from;
        System.arraycopy(indices, from, left, 0, leftSize);
        int l = 0;
        int r = middle;
        int at = from;
        while (l < leftSize) {
            boolean takeRight = r < to && order.compare(left[l], indices[r]) > 0;
            indices[at++] = takeRight ? indices[r++] : left[l++];
        }
    }
}
