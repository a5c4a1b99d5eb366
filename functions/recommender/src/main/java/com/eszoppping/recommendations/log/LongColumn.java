package com.eszoppping.recommendations.log;

import java.util.Arrays;

/** A growing column of longs, in chunks, so that growing copies nothing. */
final class LongColumn {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK_SIZE = 1 << CHUNK_BITS;
    private static final int IN_CHUNK = CHUNK_SIZE - 1;

    private long[][] chunks = {};
    private int size;

    void add(long value) {
        int chunk = size >>> CHUNK_BITS;
        if ((size & IN_CHUNK) == 0) {
            chunks = Arrays.copyOf(chunks, chunk + 1);
            chunks[chunk] = new long[CHUNK_SIZE];
        }
        chunks[chunk][size & IN_CHUNK] = value;
        size++;
    }

    long get(int index) {
        return chunks[index >>> CHUNK_BITS][index & IN_CHUNK];
    }

    /** Takes all values of another column behind its own; that one has none left. */
    void takeOver(LongColumn other) {
        for (int chunk = 0; chunk < other.chunks.length; chunk++) {
            long[] values = other.chunks[chunk];
            other.chunks[chunk] = null;
            int count = Math.min(CHUNK_SIZE, other.size - chunk * CHUNK_SIZE);
            for (int i = 0; i < count; i++) {
                add(values[i]);
            }
        }
        other.chunks = new long[0][];
        other.size = 0;
    }

    /** Takes all chunks of another column behind its own, which are filled up first; that one has none left. */
    void append(LongColumn other) {
        while ((size & IN_CHUNK) != 0) {
            add(0);
        }
        int count = chunks.length;
        chunks = Arrays.copyOf(chunks, count + other.chunks.length);
        System.arraycopy(other.chunks, 0, chunks, count, other.chunks.length);
        size += other.size;
        other.free();
        other.size = 0;
    }

    /** Forgets all values; the size stays. */
    void free() {
        chunks = new long[0][];
    }

    int size() {
        return size;
    }
}
