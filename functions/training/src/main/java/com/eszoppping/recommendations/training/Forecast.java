package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DeadlineReachedException;
import com.eszoppping.recommendations.store.WriteCapacity;
import com.eszoppping.recommendations.store.WriteCount;
import java.time.Duration;
import java.util.Locale;

/**
 * Whether a training will be done before its deadline. One that will not be stops as soon as that is plain: what it would still
 * compute costs money, and nobody would see it.
 */
final class Forecast {
    /** Lambda gives a core for so much memory. */
    private static final int MB_PER_CORE = 1_769;

    /**
     * All phases between reading and publishing take several times as long as reading; {@code ./recs bench train} shows how many.
     * A run must not be stopped that would have been done, so this is less than was ever seen, also for a bucket that is slow.
     */
    private static final double COMPUTING_BY_READING = 1;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Deadline deadline;
    private final int threads;
    private final WriteCapacity table;
    private final WriteCount lastVersion;

    /**
     * @param threads how many threads train, as many as the function has cores
     * @param table what is published to
     * @param lastVersion what it took to publish the version before; nothing, if there is none
     */
    Forecast(Deadline deadline, int threads, WriteCapacity table, WriteCount lastVersion) {
        this.deadline = deadline;
        this.threads = threads;
        this.table = table;
        this.lastVersion = lastVersion;
    }

    /** Watches how the log is read. */
    Extrapolation reading(long bytes) {
        return new Extrapolation(bytes, deadline, (seconds, passed) -> {
            double all = seconds + (seconds + passed) * COMPUTING_BY_READING;
            checkComputing(all, "Reading the rest of the log and computing");
        });
    }

    /**
     * Before models are fitted and published.
     *
     * @param onOlderPart how long it took to fit them on the older part of the log
     * @param olderShare the share of events in the older part, above 0
     */
    void fitting(Duration onOlderPart, double olderShare) {
        checkComputing(onOlderPart.toNanos() / NANOS_PER_SECOND / olderShare, "Fitting the models on the whole log");
    }

    private void checkComputing(double seconds, String work) {
        double publishing = table.seconds(lastVersion);
        double left = secondsLeft();
        if (seconds + publishing <= left) {
            return;
        }
        String message = publishing < 1
                ? sentence(work, seconds, left)
                : sentence(work + ", and publishing as much as the last time,", seconds + publishing, left);
        throw new DeadlineReachedException(message + " " + whichMemory(seconds / (left - publishing)));
    }

    /** Before the first item is written. */
    void publishing(WriteCount count) {
        double seconds = table.seconds(count);
        double left = secondsLeft();
        if (seconds > left) {
            throw new DeadlineReachedException(
                    sentence("Publishing " + units(count), seconds, left) + " " + whichLimit());
        }
    }

    /** Watches how items are written: a table that puts off is slower than its limit. */
    Extrapolation publishingNow(WriteCount count) {
        return new Extrapolation(count.items(), deadline, (seconds, passed) -> {
            double left = secondsLeft();
            if (seconds > left) {
                throw new DeadlineReachedException(
                        sentence("Publishing the rest of " + units(count), seconds, left) + " " + whichLimit());
            }
        });
    }

    private String units(WriteCount count) {
        return String.format(
                Locale.ROOT, "%,d write units at %,.0f a second", count.writeUnits(), table.unitsPerSecond());
    }

    private double secondsLeft() {
        return deadline.remaining().toNanos() / NANOS_PER_SECOND;
    }

    private static String sentence(String work, double seconds, double left) {
        return String.format(
                Locale.ROOT,
                "%s would take about %,.0f s more, but the deadline is in %,.0f s, so this run stops; what is live stays.",
                work,
                seconds,
                Math.max(0, left));
    }

    private String whichLimit() {
        return String.format(
                Locale.ROOT,
                "If the table takes more, raise TableWriteUnitsPerSecond, up to 40,000; else a function of more memory than that"
                        + " of %d cores leaves more time to publish.",
                threads);
    }

    /** @param tooLong how many times too long the computing takes; what is not above 0 has no memory that would do */
    private String whichMemory(double tooLong) {
        double megabytes = Math.ceil(tooLong * threads * MB_PER_CORE);
        if (tooLong > 0 && megabytes <= MemoryNeed.LARGEST_FUNCTION_MB) {
            return String.format(
                    Locale.ROOT,
                    "This run has %d cores; with TrainingMemoryMb of %,.0f or more it would be done.",
                    threads,
                    megabytes);
        }
        return String.format(
                Locale.ROOT,
                "This run has %d cores, and the largest function (TrainingMemoryMb of %,d) has too few: train with the Spark job"
                        + " of infra/spark, or on a part of the log with 'from'.",
                threads,
                MemoryNeed.LARGEST_FUNCTION_MB);
    }
}
