package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.store.Deadline;
import java.time.Duration;

/** How long work will take, from how far it is. Time is what passes until a deadline. Safe for use by many threads. */
final class Extrapolation {
    /** Before so much is done, the pace says little: the JVM is still compiling. */
    private static final double FIRST_SHARE = 0.1;

    private static final double STEP = 0.01;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Hears how long it will take, and may throw. */
    @FunctionalInterface
    interface Listener {
        void hear(double secondsMore, double secondsPassed);
    }

    private final long total;
    private final Deadline deadline;
    private final Listener listener;
    private final Duration leftAtFirst;
    private long nextStep;

    /** Begins now. */
    Extrapolation(long total, Deadline deadline, Listener listener) {
        this.total = total;
        this.deadline = deadline;
        this.listener = listener;
        this.leftAtFirst = deadline.remaining();
        this.nextStep = Math.max(1, (long) (total * FIRST_SHARE));
    }

    /** So much is done of all. */
    synchronized void reached(long done) {
        if (done >= nextStep && done < total) {
            nextStep = done + Math.max(1, (long) (total * STEP));
            double passed = leftAtFirst.minus(deadline.remaining()).toNanos() / NANOS_PER_SECOND;
            listener.hear(passed * (total - done) / done, passed);
        }
    }
}
