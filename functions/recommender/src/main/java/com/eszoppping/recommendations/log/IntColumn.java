package com.eszoppping.recommendations.log;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A growing column of ints, in chunks, so that growing copies nothing. */
final class IntColumn {
    private static final int CHUNK_BITS = 16;
    static final int CHUNK_SIZE = 1 << CHUNK_BITS;
    private static final int IN_CHUNK = CHUNK_SIZE - 1;

    private int[][] chunks = {};
    private int size;

    void add(int value) {
        int chunk = size >>> CHUNK_BITS;
        if ((size & IN_CHUNK) == 0) {
            chunks = Arrays.copyOf(chunks, chunk + 1);
            chunks[chunk] = new int[CHUNK_SIZE];
        }
        chunks[chunk][size & IN_CHUNK] = value;
        size++;
    }

    int get(int index) {
        return chunks[index >>> CHUNK_BITS][index & IN_CHUNK];
    }

    void set(int index, int value) {
        chunks[index >>> CHUNK_BITS][index & IN_CHUNK] = value;
    }

    /**
     * Takes all values of another column behind its own; that one has none left.
     *
     * @param as what each value becomes
     */
    void takeOver(IntColumn other, IntUnaryOperator as) {
        for (int chunk = 0; chunk < other.chunks.length; chunk++) {
            int[] values = other.chunks[chunk];
            other.chunks[chunk] = null;
            int count = Math.min(CHUNK_SIZE, other.size - chunk * CHUNK_SIZE);
            for (int i = 0; i < count; i++) {
                add(as.applyAsInt(values[i]));
            }
        }
        other.chunks = new int[0][];
        other.size = 0;
    }

    /**
     * Takes all chunks of another column behind its own, which are filled up with a value first; that one has none left.
     *
     * @return where the other's values begin
     */
    int append(IntColumn other, int between) {
        while ((size & IN_CHUNK) != 0) {
            add(between);
        }
        int start = size;
        int count = chunks.length;
        chunks = Arrays.copyOf(chunks, count + other.chunks.length);
        System.arraycopy(other.chunks, 0, chunks, count, other.chunks.length);
        size += other.size;
        other.free();
        other.size = 0;
        return start;
    }

    /**
     * Replaces all values from one on, by several threads.
     *
     * @param start where a chunk starts
     */
    void replaceFrom(int start, IntUnaryOperator as) {
        IntStream.range(start >>> CHUNK_BITS, chunks.length).parallel().forEach(chunk -> {
            int[] values = chunks[chunk];
            int count = Math.min(CHUNK_SIZE, size - (chunk << CHUNK_BITS));
            for (int i = 0; i < count; i++) {
                values[i] = as.applyAsInt(values[i]);
            }
        });
    }

    /** Forgets all values; the size stays. */
    void free() {
        chunks = new int[0][];
    }

    int size() {
        return size;
    }
}
