package com.eszoppping.recommendations.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Pauses between attempts: exponential with full jitter, after "Exponential Backoff And Jitter" in AWS's architecture
 * blog. Many clients that were refused together do not come back together.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** About twenty seconds of pauses. */
    private static final int MAX_ATTEMPTS = 15;

    private final Sleeper sleeper;

    Backoff(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /**
     * Waits between nothing and the longest pause after this attempt.
     *
     * @param attempt the attempt at one batch that the table put off, from 1; those after which less was left don't count
     * @param atMost the time that is left
     * @throws TableUnavailableException if this was the last attempt, or if the thread is interrupted; it stays so
     */
    void pause(int attempt, Duration atMost) {
        if (attempt == MAX_ATTEMPTS) {
            throw new TableUnavailableException("The table put off one batch " + MAX_ATTEMPTS + " times.", null);
        }
        long longest = Math.min(longestAfter(attempt).toMillis(), Math.max(0, atMost.toMillis()));
        sleep(sleeper, Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest + 1)));
    }

    /**
     * Waits.
     *
     * @throws TableUnavailableException if the thread is interrupted; it stays so
     */
    static void sleep(Sleeper sleeper, Duration pause) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TableUnavailableException("Waiting for the table was interrupted.", e);
        }
    }

    private static Duration longestAfter(int attempt) {
        Duration pause = FIRST.multipliedBy(1L << (attempt - 1));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    /** How a thread waits; tests note the pauses instead. */
    interface Sleeper {
        /** The thread really sleeps. */
        Sleeper REAL = pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos());

        void sleep(Duration pause) throws InterruptedException;
    }
}
