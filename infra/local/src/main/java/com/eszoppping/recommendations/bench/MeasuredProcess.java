package com.eszoppping.recommendations.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a process measured of itself, phase after phase.
 *
 * @param phases those that it finished, in their order
 * @param failure how it died; absent if it lived to its end
 */
public record MeasuredProcess(List<Phase> phases, Optional<String> failure) {
    private static final int FIELDS = 4;

    public MeasuredProcess {
        phases = List.copyOf(phases);
    }

    /**
     * A phase.
     *
     * @param computing how many seconds of it the cores computed, added up over cores; other processes make it no longer
     * @param peakBytes the most memory that the process had in RAM during the phase
     */
    public record Phase(String name, double seconds, double computing, long peakBytes) {
        private static Phase of(String line) {
            String[] fields = line.split("\t", FIELDS);
            return new Phase(
                    fields[0], Double.parseDouble(fields[1]), Double.parseDouble(fields[2]), Long.parseLong(fields[3]));
        }
    }

    /**
     * Runs a process that prints a line for each of its phases.
     *
     * @param folder where what it prints is kept
     * @param limit after this time it is stopped
     */
    static MeasuredProcess run(List<String> command, Path folder, Duration limit)
            throws IOException, InterruptedException {
        Path out = folder.resolve("phases.tsv");
        Path log = folder.resolve("phases.log");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            List<Phase> phases = Files.readAllLines(out).stream().map(Phase::of).toList();
            return new MeasuredProcess(phases, failure(process, ended, log, limit));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Optional<String> failure(Process process, boolean ended, Path log, Duration limit)
            throws IOException {
        if (!ended) {
            return Optional.of("it was stopped after " + limit.toSeconds() + " s");
        }
        if (process.exitValue() == 0) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(log);
        return Optional.of(lines.isEmpty() ? "its exit code is " + process.exitValue() : lines.get(lines.size() - 1));
    }

    /** How long all phases took together. */
    public double seconds() {
        return phases.stream().mapToDouble(Phase::seconds).sum();
    }

    /** How many seconds it computed in all phases together, on all cores. */
    public double computing() {
        return phases.stream().mapToDouble(Phase::computing).sum();
    }

    /** The most memory of all phases. */
    public long peakBytes() {
        return phases.stream().mapToLong(Phase::peakBytes).max().orElse(0);
    }

    /** A phase by its name. */
    public Optional<Phase> phase(String name) {
        return phases.stream().filter(phase -> phase.name().equals(name)).findFirst();
    }
}
