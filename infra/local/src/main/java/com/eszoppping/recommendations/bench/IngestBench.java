package com.eszoppping.recommendations.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * How fast session logs are read: our reader beside inflating them and doing nothing else, and beside what an analyst would take
 * instead. Each measurement is a process of its own that reads the same files, in turn, so that noise hits all alike.
 */
public final class IngestBench {
    /** How the readers are called in results: the limit, ours, then the others. */
    public static final List<String> READERS =
            List.of(IngestProcess.GUNZIP, IngestProcess.LOG, "duckdb", "polars", "pandas");

    private static final int TIMES = 2;
    private static final long HEAP_OF_ANY_JVM_BYTES = 6 << 20;
    private static final long PRECISION_BYTES = 2 << 20;
    private static final long PRECISION_SHARE = 20;

    private final Path home;
    private final int threads;
    private final IngestFiles files;

    private IngestBench(Path home, int threads, IngestFiles files) {
        this.home = home;
        this.threads = threads;
        this.files = files;
    }

    /**
     * Makes the files unless they are there.
     *
     * @param home the project's folder
     * @param threads how many each reader may use
     * @param folder where files of all sizes are kept
     * @param events about how many events
     * @param wide whether lines have twelve fields, or the store's own seven
     * @param written is told now and then how many events there are so far
     */
    public static IngestBench of(Path home, int threads, Path folder, long events, boolean wide, LongConsumer written)
            throws IOException {
        IngestFiles.Shape shape = wide ? IngestFiles.Shape.WIDE : IngestFiles.Shape.OWN;
        return new IngestBench(home, threads, IngestFiles.of(folder, events, shape, written));
    }

    /** How many bytes of files there are. */
    public long compressedBytes() throws IOException {
        long bytes = 0;
        for (Path file : files.sessions()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /**
     * Runs readers in each round.
     *
     * @param readers some of {@link #READERS}
     * @param progress hears what begins
     * @throws IOException with what it printed, if one of them fails
     */
    public Map<String, Reads> run(List<String> readers, int rounds, Consumer<String> progress)
            throws IOException, InterruptedException {
        Map<String, List<Read>> all = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (String reader : readers) {
                progress.accept("Round " + round + " of " + rounds + ": " + reader + "…");
                all.computeIfAbsent(reader, first -> new ArrayList<>()).add(read(reader));
            }
        }
        Map<String, Reads> results = new LinkedHashMap<>();
        all.forEach((reader, reads) -> results.put(reader, new Reads(reads)));
        return results;
    }

    /**
     * Finds out in how small a heap our reader still reads the files, by trying.
     *
     * @throws IOException if the files can't be read in a heap as large as this process's
     */
    public Memory memory() throws IOException, InterruptedException {
        Read read = Read.parse(run(java(IngestProcess.LOG, Runtime.getRuntime().maxMemory(), 1)));
        long tooSmall = Math.max(HEAP_OF_ANY_JVM_BYTES, read.logBytes());
        long enough = Runtime.getRuntime().maxMemory();
        while (enough - tooSmall > Math.max(PRECISION_BYTES, tooSmall / PRECISION_SHARE)) {
            // Twice as much first, since what is needed is nearer to the log than to all there is.
            long tried = Math.min(2 * tooSmall, (tooSmall + enough) / 2);
            if (succeeds(java(IngestProcess.LOG, tried, 1))) {
                enough = tried;
            } else {
                tooSmall = tried;
            }
        }
        return new Memory(read.counted(), read.logBytes(), enough);
    }

    private static boolean succeeds(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * What it takes to read a log.
     *
     * @param events how many events
     * @param logBytes what the log takes that was read
     * @param heapBytes the least heap in which it can be read
     */
    public record Memory(long events, long logBytes, long heapBytes) {}

    private Read read(String reader) throws IOException, InterruptedException {
        boolean ours = reader.equals(IngestProcess.GUNZIP) || reader.equals(IngestProcess.LOG);
        return Read.parse(run(ours ? java(reader, Runtime.getRuntime().maxMemory(), TIMES) : python(reader)));
    }

    private List<String> java(String work, long heapBytes, int times) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + heapBytes,
                "-cp",
                System.getProperty("java.class.path"),
                IngestProcess.class.getName(),
                work,
                Integer.toString(threads),
                Integer.toString(times),
                files.folder().toString());
    }

    private List<String> python(String library) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(home.resolve("infra/rivals/read-logs").toString(), library, Integer.toString(threads)));
        files.sessions().forEach(file -> command.add(file.toString()));
        return command;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("'" + command.get(0) + " …' failed with exit code " + process.exitValue() + ".");
            }
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * What one process measured.
     *
     * @param firstSeconds for the first read of the process
     * @param seconds for the last one, when a JVM is warm
     * @param computing what all threads computed in the last one, in seconds
     * @param peakKib the most memory that the process ever had, 0 if unknown
     * @param counted events, or bytes where nothing was parsed
     * @param logBytes how many bytes hold them, 0 if unknown
     */
    private record Read(
            double firstSeconds, double seconds, double computing, long peakKib, long counted, long logBytes) {
        static Read parse(String printed) {
            String[] words = printed.strip().split(" ", -1);
            return new Read(
                    Double.parseDouble(words[0]),
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]),
                    words.length > 5 ? Long.parseLong(words[5]) : 0);
        }
    }

    /** What all processes of one reader measured. */
    public static final class Reads {
        private final List<Read> reads;

        private Reads(List<Read> reads) {
            this.reads = List.copyOf(reads);
        }

        /** The median of reads by processes that have read the files once before. */
        public double seconds() {
            return median(reads.stream().map(Read::seconds).sorted().toList());
        }

        /** The median of what all threads computed in such a read, in seconds: on a busy machine a better witness than time. */
        public double computing() {
            return median(reads.stream().map(Read::computing).sorted().toList());
        }

        /** The median of each process's first read. */
        public double firstSeconds() {
            return median(reads.stream().map(Read::firstSeconds).sorted().toList());
        }

        /** The most memory of any of the processes, in KiB, 0 if unknown. */
        public long peakKib() {
            return reads.stream().mapToLong(Read::peakKib).max().orElse(0);
        }

        /** How many events, or bytes where nothing was parsed. */
        public long counted() {
            return reads.get(0).counted();
        }

        private static double median(List<Double> sorted) {
            return sorted.get(sorted.size() / 2);
        }
    }
}
