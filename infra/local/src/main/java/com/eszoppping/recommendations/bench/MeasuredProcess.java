package com.eszoppping.recommendations.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

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
        Timer timer = new Timer(true);
        timer.schedule(stop(process), limit.toMillis());
        try (BufferedReader out = process.inputReader()) {
            List<Phase> phases = new ArrayList<>();
            out.lines().forEach(line -> phases.add(Phase.of(line)));
            int code = process.waitFor();
            return new MeasuredProcess(phases, code == 0 ? Optional.empty() : Optional.of(failure(code, log)));
        } finally {
            timer.cancel();
            process.destroyForcibly();
        }
    }

    private static TimerTask stop(Process process) {
        return new TimerTask() {
            @Override
            public void run() {
                process.destroyForcibly();
            }
        };
    }

    private static String failure(int code, Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "stopped with exit code " + code : lines.get(lines.size() - 1);
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
