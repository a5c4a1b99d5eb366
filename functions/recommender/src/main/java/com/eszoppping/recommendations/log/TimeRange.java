package com.eszoppping.recommendations.log;

import java.time.Instant;

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
        return new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * A part of time.
     *
     * @param from the first instant inside, cut to milliseconds
     * @param to the first instant after, cut to milliseconds
     */
    public static TimeRange between(Instant from, Instant to) {
        return new TimeRange(from.toEpochMilli(), to.toEpochMilli());
    }

    /** Whether a time, in milliseconds since 1970 UTC, is inside. */
    public boolean contains(long epochMillis) {
        return from <= epochMillis && epochMillis < to;
    }
}
