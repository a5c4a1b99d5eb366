package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.store.Deadline;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the phases of a training one after the other, each only if there is time left, and notes how long each took. */
public final class Phases {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Progress progress;
    private final Deadline deadline;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

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
        progress.phase(name);
        long start = System.nanoTime();
        T result = work.run();
        seconds.merge(name, (System.nanoTime() - start) / NANOS_PER_SECOND, Double::sum);
        return result;
    }

    /** How many seconds each phase took, in their order. */
    Map<String, Double> seconds() {
        return new LinkedHashMap<>(seconds);
    }
}
