package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.local.FolderBucket;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.training.LogReader;
import com.eszoppping.recommendations.training.TrainingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;

/**
 * The process in which reading is measured, so that each reader has a JVM of its own. Its arguments: what is done, the number of
 * threads, how often, a folder laid out like the bucket. Prints the seconds of the first time and of the last, the seconds that all
 * threads computed in the last, the most memory in KiB that the process ever had, what was counted, and the bytes of the log, if there is one.
 */
public final class IngestProcess {
    /** Inflates the session files and looks at nothing: what no reader of them can beat. */
    static final String GUNZIP = "gunzip";

    /** Reads session files into an event log, as a training does. */
    static final String LOG = "log";

    private static final int BUFFER_BYTES = 1 << 16;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long BYTES_PER_KIB = 1_024;

    private IngestProcess() {}

    /** Measures once. */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        Path folder = Path.of(arguments[3]);
        Catalogue catalogue = LogReader.catalogue(new FolderBucket(folder, folder), request(threads));
        Callable<Counted> work =
                arguments[0].equals(GUNZIP) ? () -> gunzip(folder, threads) : () -> log(folder, threads, catalogue);
        List<Double> seconds = new ArrayList<>();
        double computing = 0;
        Counted counted = new Counted(0, 0);
        for (int i = Integer.parseInt(arguments[2]); i > 0; i--) {
            long start = System.nanoTime();
            double before = secondsOfComputing();
            counted = work.call();
            computing = secondsOfComputing() - before;
            seconds.add((System.nanoTime() - start) / NANOS_PER_SECOND);
        }
        System.out.println(String.join(
                " ",
                seconds.getFirst().toString(),
                seconds.getLast().toString(),
                Double.toString(computing),
                Long.toString(PeakMemory.isKnown() ? PeakMemory.bytes() / BYTES_PER_KIB : 0),
                Long.toString(counted.things()),
                Long.toString(counted.logBytes())));
    }

    /** What was read: bytes or events, and how many bytes hold the events. */
    private record Counted(long things, long logBytes) {}

    private static Counted gunzip(Path folder, int threads)
            throws IOException, InterruptedException, ExecutionException {
        Queue<Path> files = new ConcurrentLinkedQueue<>(new IngestFiles(folder).sessions());
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(workers.submit(() -> gunzip(files)));
            }
            long bytes = 0;
            for (Future<Long> part : parts) {
                bytes += part.get();
            }
            return new Counted(bytes, 0);
        }
    }

    private static long gunzip(Queue<Path> files) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        for (Path file = files.poll(); file != null; file = files.poll()) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    bytes += count;
                }
            }
        }
        return bytes;
    }

    private static Counted log(Path folder, int threads, Catalogue catalogue) throws IOException {
        EventLog log = LogReader.log(new FolderBucket(folder, folder), request(threads), catalogue);
        return new Counted(log.events(), log.bytes());
    }

    private static TrainingRequest request(int threads) {
        return TrainingRequest.of(Optional.empty()).withThreads(threads);
    }

    private static double secondsOfComputing() {
        return MeasuredPhases.computed() / NANOS_PER_SECOND;
    }
}
