package com.eszoppping.recommendations.generator;

/**
 * Chance that is the same each time it is asked, so that what follows from it (who likes which brand, what is on sale in
 * which week) needs no memory.
 */
final class StableHash {
    private static final double UNIT = 0x1.0p-53;

    private StableHash() {}

    /** 64 well-mixed bits. */
    static long bits(long what, long which) {
        // The finalizer of SplittableRandom (Stafford's variant 13), twice.
        return mixed(mixed(what) + which * 0x9E3779B97F4A7C15L);
    }

    /** A number from 0 (inclusive) to 1 (exclusive). */
    static double fraction(long what, long which) {
        return (bits(what, which) >>> 11) * UNIT;
    }

    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
