package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.training.Progress;
import java.io.PrintStream;

/** Prints, for each phase of a training, its name, its seconds and its peak of memory in bytes, parted by tabs. */
final class MeasuredPhases implements Progress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private String name;
    private long start;

    MeasuredPhases(PrintStream out) {
        this.out = out;
    }

    @Override
    public void phase(String next) {
        finished();
        name = next;
        PeakMemory.forget();
        start = System.nanoTime();
    }

    @Override
    public void advanced(long done, String unit) {}

    @Override
    public void finished() {
        if (name != null) {
            out.println(name + "\t" + (System.nanoTime() - start) / NANOS_PER_SECOND + "\t" + PeakMemory.bytes());
            name = null;
        }
    }
}
