package com.eszoppping.recommendations.log;

import java.util.ArrayList;
import java.util.List;

/** A growing column of longs, in chunks, so that growing copies nothing. */
final class LongColumn {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK_SIZE = 1 << CHUNK_BITS;
    private static final int IN_CHUNK = CHUNK_SIZE - 1;

    private final List<long[]> chunks = new ArrayList<>();
    private int size;

    void add(long value) {
        if ((size & IN_CHUNK) == 0) {
            chunks.add(new long[CHUNK_SIZE]);
        }
        chunks.get(size >>> CHUNK_BITS)[size & IN_CHUNK] = value;
        size++;
    }

    long get(int index) {
        return chunks.get(index >>> CHUNK_BITS)[index & IN_CHUNK];
    }

    /** Takes all values of another column behind its own; that one has none left. */
    void takeOver(LongColumn other) {
        for (int chunk = 0; chunk < other.chunks.size(); chunk++) {
            long[] values = other.chunks.set(chunk, null);
            int count = Math.min(CHUNK_SIZE, other.size - chunk * CHUNK_SIZE);
            for (int i = 0; i < count; i++) {
                add(values[i]);
            }
        }
        other.chunks.clear();
        other.size = 0;
    }

    /** Forgets all values; the size stays. */
    void free() {
        chunks.clear();
    }

    int size() {
        return size;
    }
}
