package com.eszoppping.recommendations.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a process measured of itself, phase after phase.
 *
 * @param phases those that it finished, in their order
 * @param failure how it died; absent if it lived to its end
 */
public record MeasuredProcess(List<Phase> phases, Optional<String> failure) {
    private static final int FIELDS = 3;

    public MeasuredProcess {
        phases = List.copyOf(phases);
    }

    /**
     * A phase.
     *
     * @param peakBytes the most memory that the process had in RAM during the phase
     */
    public record Phase(String name, double seconds, long peakBytes) {
        private static Phase of(String line) {
            String[] fields = line.split("\t", FIELDS);
            return new Phase(fields[0], Double.parseDouble(fields[1]), Long.parseLong(fields[2]));
        }
    }

    /**
     * Runs a process that prints a line for each of its phases.
     *
     * @param log where what it says on stderr goes
     * @param limit after this time it is stopped
     */
    static MeasuredProcess run(List<String> command, Path log, Duration limit)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        try (BufferedReader out = process.inputReader()) {
            CompletableFuture<List<Phase>> phases = CompletableFuture.supplyAsync(
                    () -> out.lines().map(Phase::of).toList());
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            return new MeasuredProcess(phases.join(), failure(process, ended, log, limit));
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

    /** The most memory of all phases. */
    public long peakBytes() {
        return phases.stream().mapToLong(Phase::peakBytes).max().orElse(0);
    }

    /** A phase by its name. */
    public Optional<Phase> phase(String name) {
        return phases.stream().filter(phase -> phase.name().equals(name)).findFirst();
    }
}
