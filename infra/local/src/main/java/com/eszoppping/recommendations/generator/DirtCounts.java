package com.eszoppping.recommendations.generator;

import java.util.EnumMap;
import java.util.Map;

/** How often each kind of dirt was put into the files. */
final class DirtCounts {
    private final Map<DirtKind, Long> byKind = new EnumMap<>(DirtKind.class);

    DirtCounts() {
        for (DirtKind kind : DirtKind.values()) {
            byKind.put(kind, 0L);
        }
    }

    void add(DirtKind kind) {
        byKind.merge(kind, 1L, Long::sum);
    }

    /** All kinds, also those that do not occur. */
    Map<DirtKind, Long> byKind() {
        return Map.copyOf(byKind);
    }
}
