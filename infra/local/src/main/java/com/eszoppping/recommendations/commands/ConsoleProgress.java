package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.training.Progress;
import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows long work: on a terminal a line that moves, with the phase, what is done, how fast, and the time since it
 * began; elsewhere a plain line at the end of each phase, and one now and then.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final long NANOS_BETWEEN_LINES = Duration.ofSeconds(10).toNanos();
    private static final int MILLIS_BETWEEN_UPDATES = 200;
    private static final int LINE_WIDTH = 100;
    private static final int UNKNOWN_MAXIMUM = -1;

    private final PrintStream err;
    private final boolean terminal;

    // Everything below is guarded by this: several threads report.
    private String phase = "";
    private long done;
    private String unit = "";
    private long begun;
    private long lastLine;
    private ProgressBar bar;

    ConsoleProgress(Console console) {
        this.err = console.err();
        this.terminal = console.terminal();
    }

    @Override
    public synchronized void phase(String name) {
        finished();
        phase = name;
        begun = System.nanoTime();
        lastLine = begun;
        bar = terminal ? bar(name) : null;
    }

    @Override
    public synchronized void advanced(long nowDone, String ofWhat) {
        done = nowDone;
        unit = ofWhat;
        if (bar != null) {
            bar.stepTo(nowDone);
            bar.setExtraMessage(ofWhat);
        } else if (System.nanoTime() - lastLine > NANOS_BETWEEN_LINES) {
            lastLine = System.nanoTime();
            err.println(line());
        }
    }

    /** Ends the running phase, if one runs. */
    @Override
    public synchronized void finished() {
        if (bar != null) {
            bar.close();
            bar = null;
        } else if (!phase.isEmpty()) {
            err.println(line());
        }
        phase = "";
        done = 0;
        unit = "";
    }

    /** Ends a phase that was cut off by an error, so that the error stands on a line of its own. */
    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
        phase = "";
    }

    private String line() {
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (done == 0) {
            return String.format(Locale.ROOT, "%s: %.1f s", phase, seconds);
        }
        return String.format(Locale.ROOT, "%s: %,d %s in %.1f s (%,.0f/s)", phase, done, unit, seconds, done / seconds);
    }

    private ProgressBar bar(String name) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(UNKNOWN_MAXIMUM)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(MILLIS_BETWEEN_UPDATES)
                .setMaxRenderedLength(LINE_WIDTH)
                .setConsumer(new ConsoleProgressBarConsumer(err))
                .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .build();
    }
}
