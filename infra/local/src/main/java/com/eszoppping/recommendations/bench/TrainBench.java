package com.eszoppping.recommendations.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eszoppping.recommendations.bench.TrainingProcess.Scope;
import com.eszoppping.recommendations.training.MemoryNeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Measures trainings, ours and those of others, each in a process of its own.
 *
 * @param home the project's folder
 * @param work for what processes write; emptied of what an earlier run published
 */
public record TrainBench(Path home, Path work) {
    /** The libraries of the others' ways; {@code implicit} takes no newer scipy. */
    private static final List<String> LIBRARIES = List.of(
            "numpy==2.4.6",
            "scipy==1.17.1",
            "pandas==2.3.3",
            "scikit-learn==1.9.1",
            "implicit==0.7.2",
            "threadpoolctl==3.6.0");

    /** More than this no rival gets, so that the machine stays usable. */
    private static final long MEMORY_OF_RIVALS = 14_000_000_000L;

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** All that a training does, published into SQLite. */
    public MeasuredProcess everything(Path logs, long events) throws IOException, InterruptedException {
        return ours(Scope.EVERYTHING, logs, events);
    }

    /** What the course project did, with our code. */
    public MeasuredProcess likeTheCourse(Path logs, long events) throws IOException, InterruptedException {
        return ours(Scope.COURSE, logs, events);
    }

    private MeasuredProcess ours(Scope scope, Path logs, long events) throws IOException, InterruptedException {
        Path store = work.resolve("store");
        Files.createDirectories(store);
        for (String file : List.of("versions.db", "versions.db-wal", "versions.db-shm")) {
            Files.deleteIfExists(store.resolve(file));
        }
        return MeasuredProcess.run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + new MemoryNeed(events).heapBytes(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainingProcess.class.getName(),
                        scope.name(),
                        logs.toString(),
                        store.toString()),
                work,
                PATIENCE);
    }

    /** Python with the libraries of the rivals, which are installed on first use; absent if that is not possible. */
    public Optional<Path> python() throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("infra/build/python-tools").toString(), "rivals"));
        command.addAll(LIBRARIES);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String folder = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            return Optional.empty();
        }
        return Optional.of(Path.of(folder, "bin", "python"));
    }

    /** How others train; the scripts are in {@code infra/rivals}. */
    public enum Rival {
        /** The course project's way. */
        COURSE("pandas pivot table, scikit-learn", "course.py"),
        /** Matrix factorisation by alternating least squares. */
        ALS("implicit ALS", "als.py");

        private final String title;
        private final String script;

        Rival(String title, String script) {
            this.title = title;
            this.script = script;
        }

        /** What to call it. */
        public String title() {
            return title;
        }
    }

    /** A training as others do it. */
    public MeasuredProcess rival(Path python, Rival rival, Path logs) throws IOException, InterruptedException {
        return MeasuredProcess.run(
                List.of(
                        python.toString(),
                        home.resolve("infra/rivals").resolve(rival.script).toString(),
                        logs.toString(),
                        Long.toString(MEMORY_OF_RIVALS)),
                work,
                PATIENCE);
    }
}
