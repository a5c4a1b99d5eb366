package com.eszoppping.recommendations.bucket;

import java.io.InterruptedIOException;
import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How objects are read. A stream holds at most {@code partBytes × partsAhead} bytes, and one connection more than that many parts
 * while its first part is read.
 *
 * @param partBytes an object that is larger is read in parts of this size, from 1
 * @param partsAhead how many parts are fetched at once, from 1
 * @param attempts how often a part is asked for, wholly or from where the connection to it broke, from 1
 * @param pauses between the attempts
 */
record Reading(int partBytes, int partsAhead, int attempts, BackoffStrategy pauses) {
    private static final int PART_BYTES = 4 * 1_024 * 1_024;
    private static final int PARTS_AHEAD = 4;
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** What {@code docs/decisions/ranged-reads.md} gives the reasons for. */
    static final Reading DEFAULT = new Reading(
            PART_BYTES, PARTS_AHEAD, ATTEMPTS, BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE));

    void pauseAfter(int attempt) throws InterruptedIOException {
        try {
            Thread.sleep(pauses.computeDelay(attempt).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Waiting for the bucket was interrupted.");
        }
    }
}
