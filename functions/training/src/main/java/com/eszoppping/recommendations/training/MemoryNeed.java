package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.lines.JsonLinesReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The heap that a training in one process is given, by the number of events: a straight line above what passed, each with its own
 * models, test and publishing, a user for ten events and six threads (docs/performance.md, "Memory"). {@code ./recs bench train} gives
 * its trainings just what this says.
 *
 * @param events how many there are, from 0
 */
public record MemoryNeed(long events) {
    /** The largest memory that a Lambda function can have. */
    public static final int LARGEST_FUNCTION_MB = 10_240;

    /** What a function's JVM takes beside its heap, with room to spare; the script {@code large-heap} has the same number. */
    private static final long MB_BESIDE_HEAP = 600;

    /** What the collector always keeps empty is no heap to the JVM. */
    private static final double USABLE_SHARE_OF_HEAP = 0.99;

    private static final long BYTES_PER_MB = 1 << 20;
    private static final long BYTES_OF_ANY_TRAINING = 96 * BYTES_PER_MB;
    private static final long BYTES_PER_EVENT = 94;

    /** Fewer bytes than any file takes for an event: the store's own, which repeat themselves most, have 8 to 11. */
    private static final double LEAST_BYTES_IN_GZIP = 6;

    private static final double LEAST_BYTES_PLAIN = 100;

    /** How much of a file is looked at: enough lines for a mean, and too few to matter. */
    private static final int SAMPLE_BYTES = 1 << 20;

    public MemoryNeed {
        if (events < 0) {
            throw new IllegalArgumentException("'events' is at least 0, but this is " + events + ".");
        }
    }

    /**
     * The need of some session files. Where even the shortest events would fit, their sizes say enough; else the beginning of the
     * largest file of either kind says how many events are in so many bytes.
     *
     * @param enough the heap above which the need does not matter, in bytes
     * @throws IOException if the bucket can't be read
     */
    static MemoryNeed of(List<StoredObject> files, long enough, Bucket bucket) throws IOException {
        List<StoredObject> gzip = files.stream().filter(MemoryNeed::isGzip).toList();
        List<StoredObject> plain = files.stream().filter(file -> !isGzip(file)).toList();
        MemoryNeed most =
                new MemoryNeed((long) (bytes(gzip) / LEAST_BYTES_IN_GZIP) + (long) (bytes(plain) / LEAST_BYTES_PLAIN));
        if (most.fits(enough)) {
            return most;
        }
        return new MemoryNeed(events(gzip, bucket) + events(plain, bucket));
    }

    /** How much heap it takes, in bytes. */
    public long heapBytes() {
        return BYTES_OF_ANY_TRAINING + BYTES_PER_EVENT * events;
    }

    /** Whether it fits a heap. */
    public boolean fits(long heapBytes) {
        return heapBytes() <= heapBytes;
    }

    /** The memory that a function would need for it, whether or not there is one with so much, in MB. */
    public long wishedMb() {
        return (long) Math.ceil(heapBytes() / USABLE_SHARE_OF_HEAP / BYTES_PER_MB) + MB_BESIDE_HEAP;
    }

    /** The memory that a Lambda function needs for it; nothing if none has so much. */
    public OptionalInt functionMb() {
        long megabytes = wishedMb();
        return megabytes <= LARGEST_FUNCTION_MB ? OptionalInt.of((int) megabytes) : OptionalInt.empty();
    }

    /** The heap that a Lambda function of some memory has, in bytes. */
    public static long heapOf(int functionMb) {
        return Math.max(0, (long) ((functionMb - MB_BESIDE_HEAP) * USABLE_SHARE_OF_HEAP * BYTES_PER_MB));
    }

    /** The most events that a training can have in a Lambda function of some memory. */
    public static long mostEvents(int functionMb) {
        return Math.max(0, (heapOf(functionMb) - BYTES_OF_ANY_TRAINING) / BYTES_PER_EVENT);
    }

    /**
     * Throws if it does not fit a heap.
     *
     * @throws LogTooLargeException with what would do
     */
    void check(long heapBytes) {
        if (!fits(heapBytes)) {
            throw new LogTooLargeException(String.format(
                    Locale.ROOT,
                    "The log has about %,d events, which take a heap of about %,d MB, but there are %,d MB: %s.",
                    events,
                    heapBytes() / BYTES_PER_MB,
                    heapBytes / BYTES_PER_MB,
                    remedy()));
        }
    }

    private String remedy() {
        OptionalInt function = functionMb();
        return function.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "a function needs %,d MB (TrainingMemoryMb), ./recs needs RECS_HEAP=%dm",
                        function.getAsInt(),
                        (heapBytes() + BYTES_PER_MB - 1) / BYTES_PER_MB)
                : "no function has so much, so train with the Spark job, or on newer events only, with 'from'";
    }

    private static long events(List<StoredObject> files, Bucket bucket) throws IOException {
        Optional<StoredObject> largest = files.stream().max(Comparator.comparingLong(StoredObject::bytes));
        if (largest.isEmpty() || largest.get().bytes() == 0) {
            return 0;
        }
        byte[] sample;
        try (InputStream in = bucket.open(largest.get().key())) {
            sample = in.readNBytes(SAMPLE_BYTES);
        }
        JsonLinesReader reader = new JsonLinesReader(rejected -> {});
        reader.read(largest.get().key(), new ByteArrayInputStream(sample), (bytes, from, to) -> Optional.empty());
        return Math.round(
                (double) bytes(files) / sample.length * reader.counts().lines());
    }

    private static long bytes(List<StoredObject> files) {
        return files.stream().mapToLong(StoredObject::bytes).sum();
    }

    private static boolean isGzip(StoredObject file) {
        return file.key().endsWith(".gz");
    }
}
