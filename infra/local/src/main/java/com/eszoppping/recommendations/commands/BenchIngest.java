package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.bench.IngestBench;
import com.eszoppping.recommendations.bench.IngestBench.Memory;
import com.eszoppping.recommendations.bench.IngestBench.Reads;
import com.eszoppping.recommendations.training.MemoryNeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "ingest",
        description =
                "How fast the training reads session logs, against inflating them and nothing else, and against DuckDB,"
                        + " polars and pandas on the same files.",
        footer =
                "The files are made in DIR unless they are there, the Python libraries are installed on first use. Each reader"
                        + " is a process of its own, in turn, and reads twice; the table has the second time, when a JVM is warm, and the"
                        + " first.")
final class BenchIngest implements Callable<Integer> {
    private static final String GUNZIP = IngestBench.READERS.get(0);
    private static final String LOG = IngestBench.READERS.get(1);
    private static final String DUCKDB = IngestBench.READERS.get(2);
    private static final List<String> OTHERS = IngestBench.READERS.subList(2, IngestBench.READERS.size());
    private static final String NONE = "none";

    private static final long EVENTS = 2_000_000;
    private static final long EVENTS_QUICK = 500_000;
    private static final int ROUNDS = 5;
    private static final int ROUNDS_QUICK = 3;
    private static final double MILLION = 1e6;
    private static final double KIB_PER_MIB = 1_024;
    private static final double BYTES_PER_MIB = 1 << 20;

    /** What Lambda has: with one core, then as much as most accounts may have, and up to the largest. */
    private static final List<Integer> FUNCTIONS_MB =
            List.of(1_769, 3_008, 5_120, 7_076, MemoryNeed.LARGEST_FUNCTION_MB);

    /** What the product wants to keep to, in times of the other's. */
    private static final double GOAL_OF_GUNZIP_SECONDS = 1.6;

    private static final double GOAL_OF_DUCKDB_SPEED = 1.5;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(names = "--events", description = "About how many events. Default: 2000000, with --quick 500000.")
    private Long events;

    @Option(names = "--threads", description = "How many threads each reader may use. Default: all of this machine.")
    private Integer threads;

    @Option(names = "--quick", description = "Fewer events and rounds.")
    private boolean quick;

    @Option(
            names = "--memory",
            description =
                    "Instead of speed, how small a heap the reader gets along with, at three sizes, and how many events"
                            + " a function can train on.")
    private boolean memory;

    @Option(
            names = "--files",
            paramLabel = "DIR",
            defaultValue = "out/ingest",
            description = "Where the files are kept. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(
            names = "--readers",
            split = ",",
            paramLabel = "NAME",
            description = "Which readers, beside gunzip and log. Default: duckdb,polars,pandas. 'none' for none.")
    private List<String> others = OTHERS;

    BenchIngest(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        long size = Optional.ofNullable(events).orElse(quick ? EVENTS_QUICK : EVENTS);
        int threadsOfEach =
                Optional.ofNullable(threads).orElse(Runtime.getRuntime().availableProcessors());
        if (size < 1 || threadsOfEach < 1) {
            throw new ParameterException(spec.commandLine(), "--events and --threads take numbers from 1.");
        }
        List<String> readers = readers();
        if (memory) {
            printMemory(size, threadsOfEach);
            return 0;
        }
        for (boolean wide : List.of(false, true)) {
            IngestBench bench = IngestBench.of(console.home(), threadsOfEach, folder, size, wide, written -> {});
            Map<String, Reads> results = bench.run(readers, quick ? ROUNDS_QUICK : ROUNDS, console.err()::println);
            print(wide, threadsOfEach, bench.compressedBytes(), results);
        }
        return 0;
    }

    private void printMemory(long size, int threadsOfEach) throws IOException, InterruptedException {
        List<Memory> all = new ArrayList<>();
        console.line("%-12s %12s %16s %16s", "events", "least heap", "bytes an event", "log, bytes an event");
        for (long events : List.of(size / 4, size / 2, size)) {
            Memory read = IngestBench.of(console.home(), threadsOfEach, folder, events, false, written -> {})
                    .memory();
            all.add(read);
            console.line(
                    "%,-12d %8.0f MiB %16.1f %16.1f",
                    read.events(),
                    read.heapBytes() / BYTES_PER_MIB,
                    (double) read.heapBytes() / read.events(),
                    (double) read.logBytes() / read.events());
        }
        Memory least = all.getFirst();
        Memory most = all.getLast();
        double bytesOfAnEvent = (double) (most.heapBytes() - least.heapBytes()) / (most.events() - least.events());
        console.line(
                "So reading takes %.0f MiB, and %.1f bytes an event.%n",
                (least.heapBytes() - bytesOfAnEvent * least.events()) / BYTES_PER_MIB, bytesOfAnEvent);
        console.line("%-12s %12s %20s", "function, MB", "heap", "largest training");
        for (int megabytes : FUNCTIONS_MB) {
            console.line(
                    "%,-12d %,8.0f MiB %,13d events",
                    megabytes, MemoryNeed.heapOf(megabytes) / BYTES_PER_MIB, MemoryNeed.mostEvents(megabytes));
        }
    }

    private List<String> readers() {
        List<String> readers = new ArrayList<>(List.of(GUNZIP, LOG));
        for (String other : others) {
            if (OTHERS.contains(other)) {
                readers.add(other);
            } else if (!other.equals(NONE)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--readers names some of " + String.join(", ", OTHERS) + ", or none, but one of them is '"
                                + other + "'.");
            }
        }
        return readers;
    }

    private void print(boolean wide, int threadsOfEach, long compressedBytes, Map<String, Reads> results) {
        Reads gunzip = results.get(GUNZIP);
        Reads ours = results.get(LOG);
        console.line(
                "%s, %,d events of %.0f bytes (%.1f compressed), threads: %d",
                wide ? "12 fields" : "the store's own 7 fields",
                ours.counted(),
                (double) gunzip.counted() / ours.counted(),
                (double) compressedBytes / ours.counted(),
                threadsOfEach);
        console.line(
                "%-8s %10s %8s %8s %8s %8s %10s %9s",
                "reader", "M events/s", "seconds", "/gunzip", "CPU", "/gunzip", "first time", "peak MiB");
        results.forEach((reader, reads) -> console.line(
                "%-8s %10.2f %8.2f %8.2f %8.2f %8.2f %10.2f %9.0f",
                reader,
                ours.counted() / MILLION / reads.seconds(),
                reads.seconds(),
                reads.seconds() / gunzip.seconds(),
                reads.computing(),
                reads.computing() / gunzip.computing(),
                reads.firstSeconds(),
                reads.peakKib() / KIB_PER_MIB));
        console.line(
                "log takes %.2f of gunzip's time (goal: at most %.1f)",
                ours.seconds() / gunzip.seconds(), GOAL_OF_GUNZIP_SECONDS);
        Optional.ofNullable(results.get(DUCKDB))
                .ifPresent(duckdb -> console.line(
                        "log is %.2f times as fast as DuckDB (goal: at least %.1f)",
                        duckdb.seconds() / ours.seconds(), GOAL_OF_DUCKDB_SPEED));
        console.out().println();
    }
}
