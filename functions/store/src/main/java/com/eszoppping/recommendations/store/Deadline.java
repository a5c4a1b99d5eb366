package com.eszoppping.recommendations.store;

import java.time.Duration;
import java.util.function.Supplier;

/** How much time a run has left. A Lambda function is stopped at its time-out without a word, so we stop before. */
@FunctionalInterface
public interface Deadline {
    /** The time left before work must stop; zero or negative when it is over. */
    Duration remaining();

    /** A deadline that never comes. */
    static Deadline never() {
        Duration forever = Duration.ofDays(365);
        return () -> forever;
    }

    /**
     * A deadline that leaves a margin before the given one, for what must still be done after the work stopped.
     *
     * @param remaining time left until the hard stop
     * @param margin time kept back
     */
    static Deadline before(Supplier<Duration> remaining, Duration margin) {
        return () -> remaining.get().minus(margin);
    }

    /**
     * Throws if the time is over.
     *
     * @param work what would have come next, for the message, e.g. {@code "writing the lists"}
     */
    default void check(String work) {
        if (remaining().compareTo(Duration.ZERO) <= 0) {
            throw new DeadlineReachedException("The time is over before " + work + " was done.");
        }
    }
}
