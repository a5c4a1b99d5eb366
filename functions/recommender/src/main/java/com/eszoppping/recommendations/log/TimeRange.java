package com.eszoppping.recommendations.log;

import java.time.Instant;
import java.util.Optional;

/**
 * The part of time whose events are used.
 *
 * @param from the first millisecond inside, since 1970 UTC
 * @param to the first millisecond after
 */
public record TimeRange(long from, long to) {
    public TimeRange {
        if (from > to) {
            throw new IllegalArgumentException(
                    "A time range ends after it starts, but this one is from " + from + " to " + to + " ms.");
        }
    }

    /** All of time. */
    public static TimeRange all() {
        return of(Optional.empty(), Optional.empty());
    }

    /**
     * A part of time.
     *
     * @param from the first instant inside, cut to milliseconds
     * @param to the first instant after, cut to milliseconds
     */
    public static TimeRange between(Instant from, Instant to) {
        return new TimeRange(millis(from), millis(to));
    }

    /** The same, open where an end is absent. */
    public static TimeRange of(Optional<Instant> from, Optional<Instant> to) {
        return new TimeRange(
                from.map(TimeRange::millis).orElse(Long.MIN_VALUE),
                to.map(TimeRange::millis).orElse(Long.MAX_VALUE));
    }

    /** What is too far away for milliseconds bounds nothing. */
    private static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }

    /** Whether a time, in milliseconds since 1970 UTC, is inside. */
    public boolean contains(long epochMillis) {
        return from <= epochMillis && epochMillis < to;
    }
}
