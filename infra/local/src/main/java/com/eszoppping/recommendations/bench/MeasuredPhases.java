package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.training.Progress;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Prints, for each phase of a training, its name, its seconds, its seconds of computing on all cores and its peak of memory in
 * bytes, parted by tabs.
 */
final class MeasuredPhases implements Progress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private String name;
    private long start;
    private long startOfComputing;

    MeasuredPhases(PrintStream out) {
        this.out = out;
    }

    @Override
    public void phase(String next) {
        finished();
        name = next;
        PeakMemory.forget();
        start = System.nanoTime();
        startOfComputing = computed();
    }

    @Override
    public void advanced(long done, String unit) {}

    @Override
    public void finished() {
        if (name != null) {
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            double computing = (computed() - startOfComputing) / NANOS_PER_SECOND;
            out.println(name + "\t" + seconds + "\t" + computing + "\t" + PeakMemory.bytes());
            name = null;
        }
    }

    /** What all threads of this process computed so far, in nanoseconds. */
    static long computed() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
