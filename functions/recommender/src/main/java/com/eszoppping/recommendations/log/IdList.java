package com.eszoppping.recommendations.log;

import java.util.Arrays;

/** Ids by their place in a list. Immutable. */
final class IdList {
    private final IdArena arena;
    private final long[] addresses;

    /**
     * @param addresses in {@code arena}; kept, not copied
     */
    IdList(IdArena arena, long[] addresses) {
        this.arena = arena;
        this.addresses = addresses;
    }

    int size() {
        return addresses.length;
    }

    /** The ids at some places, in the order of those. */
    IdList at(int[] indexes) {
        return new IdList(
                arena, Arrays.stream(indexes).mapToLong(i -> addresses[i]).toArray());
    }

    String text(int index) {
        return arena.text(addresses[index]);
    }
}
