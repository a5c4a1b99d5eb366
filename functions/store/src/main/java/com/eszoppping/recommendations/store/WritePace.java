package com.eszoppping.recommendations.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast many threads together write to one table: never above its limit, slower by three tenths after it put something off,
 * and faster again while it takes all. That is additive increase, multiplicative decrease, which lets writers that don't know of each
 * other share what there is: D.-M. Chiu and R. Jain, "Analysis of the increase and decrease algorithms for congestion avoidance in
 * computer networks", 1989. Safe for use by many threads.
 */
final class WritePace {
    /** As in S. Ha, I. Rhee and L. Xu, "CUBIC: a new TCP-friendly high-speed TCP variant", 2008. */
    private static final double DECREASE = 0.7;

    /** How much of the limit is won back in a second: it takes six from seven tenths of the limit to all of it. */
    private static final double INCREASE_PER_SECOND = 0.05;

    private static final double SLOWEST_SHARE = 0.01;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double limit;
    private final LongSupplier nanoTime;
    private final Backoff.Sleeper sleeper;
    private double unitsPerSecond;
    private long nextTurn;
    private long lastDecrease;

    /**
     * @param limit write units a second, above 0
     * @param nanoTime a clock like {@link System#nanoTime}
     * @param sleeper how a thread waits
     */
    WritePace(double limit, LongSupplier nanoTime, Backoff.Sleeper sleeper) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.unitsPerSecond = limit;
        this.nextTurn = nanoTime.getAsLong();
        this.lastDecrease = nextTurn;
    }

    double limit() {
        return limit;
    }

    /**
     * Waits until so much may be written.
     *
     * @return when that was, for {@link #throttled}
     * @throws TableUnavailableException if the thread is interrupted; it stays so
     */
    long await(long units) {
        long now = nanoTime.getAsLong();
        long turn = reserve(units, now);
        if (turn > now) {
            Backoff.sleep(sleeper, Duration.ofNanos(turn - now));
        }
        return turn;
    }

    private synchronized long reserve(long units, long now) {
        long turn = Math.max(nextTurn, now);
        nextTurn = turn + Math.round(units / unitsPerSecond * NANOS_PER_SECOND);
        return turn;
    }

    /** The table took all of what was sent. */
    synchronized void succeeded(long units) {
        double seconds = units / unitsPerSecond;
        unitsPerSecond = Math.min(limit, unitsPerSecond + limit * INCREASE_PER_SECOND * seconds);
    }

    /**
     * The table put off some or all of what was sent. Of all that was sent at the same pace, the first answer counts.
     *
     * @param turn when it was sent
     */
    synchronized void throttled(long turn) {
        if (turn >= lastDecrease) {
            unitsPerSecond = Math.max(limit * SLOWEST_SHARE, unitsPerSecond * DECREASE);
            lastDecrease = Math.max(nextTurn, nanoTime.getAsLong());
        }
    }
}
