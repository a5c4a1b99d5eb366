package com.eszoppping.recommendations.log;

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

    String text(int index) {
        return arena.text(addresses[index]);
    }
}
