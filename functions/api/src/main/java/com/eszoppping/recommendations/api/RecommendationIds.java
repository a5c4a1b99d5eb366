package com.eszoppping.recommendations.api;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Names for answers: UUIDs of version 7 (RFC 9562, section 5.7), 48 bits of milliseconds and 74 random bits, so that they
 * sort by time. Twelve lines of our own instead of a library, whose class loading would be felt in every cold start.
 */
final class RecommendationIds {
    private static final int RANDOM_BITS_A = 12;
    private static final long VERSION_7 = 0x7L << RANDOM_BITS_A;
    private static final long VARIANT = 0x2L << 62;

    private final InstantSource clock;
    private final SecureRandom random;

    RecommendationIds(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    String next() {
        long high = clock.millis() << 16 | VERSION_7 | random.nextInt(1 << RANDOM_BITS_A);
        long low = VARIANT | random.nextLong() >>> 2;
        return new UUID(high, low).toString();
    }
}
