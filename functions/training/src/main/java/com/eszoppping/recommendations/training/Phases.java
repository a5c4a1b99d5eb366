package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.store.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the phases of a training one after the other, each only if there is time left, and notes how long each took. */
public final class Phases {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Progress progress;
    private final Deadline deadline;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Map<String, Duration> passed = new HashMap<>();

    Phases(Progress progress, Deadline deadline) {
        this.progress = progress;
        this.deadline = deadline;
    }

    /** Work that may read from the bucket. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Runs a phase.
     *
     * @param name what it is called in reports
     * @throws IOException as the work throws it
     */
    public <T> T run(String name, Work<T> work) throws IOException {
        deadline.check(name);
        Duration left = deadline.remaining();
        progress.phase(name);
        long start = System.nanoTime();
        T result = work.run();
        seconds.merge(name, (System.nanoTime() - start) / NANOS_PER_SECOND, Double::sum);
        passed.merge(name, left.minus(deadline.remaining()), Duration::plus);
        return result;
    }

    /** By how much a phase came nearer to the deadline; zero for one that was not run. */
    Duration passed(String name) {
        return passed.getOrDefault(name, Duration.ZERO);
    }

    /** How many seconds each phase took, in their order. */
    Map<String, Double> seconds() {
        return new LinkedHashMap<>(seconds);
    }
}
