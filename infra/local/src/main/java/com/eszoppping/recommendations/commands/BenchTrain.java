package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.bench.MeasuredProcess;
import com.eszoppping.recommendations.bench.MeasuredProcess.Phase;
import com.eszoppping.recommendations.bench.TrainBench;
import com.eszoppping.recommendations.bench.TrainBench.Rival;
import com.eszoppping.recommendations.generator.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        description =
                "How long each phase of a training takes, what it holds in memory and how both grow with the log; beside the"
                        + " course project's way (pandas, scikit-learn) and implicit's ALS.",
        footer = {
            "The logs are made in DIR unless they are there: a user for each 10 events, a product for each 200. Each training"
                    + " is a process of its own and publishes into SQLite. Peaks are of the process's RAM (VmHWM).",
            "The others run on each log until they die, and need Python 3."
        })
final class BenchTrain implements Callable<Integer> {
    private static final long EVENTS_PER_USER = 10;
    private static final long EVENTS_PER_PRODUCT = 200;
    private static final double EVENTS_PER_SESSION = 4.4;
    private static final long FEWEST_EVENTS = 10_000;
    private static final double MILLION = 1e6;

    private static final List<Long> QUICK = List.of(50_000L, 100_000L, 200_000L);

    private static final double GOAL_EXPONENT = 1.1;
    private static final double GOAL_TIMES_FASTER = 10;
    private static final double GOAL_SHARE_OF_MEMORY = 0.1;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--events",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000000,5000000,20000000",
            description = "How long the logs are. Default: ${DEFAULT-VALUE}.")
    private List<Long> events;

    @Option(names = "--quick", description = "Short logs instead, which tell less: the JVM takes long to get warm.")
    private boolean quick;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "out/bench-train",
            description = "Where logs are kept. Default: ${DEFAULT-VALUE}.")
    private Path work;

    BenchTrain(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Long> sizes = quick ? QUICK : events;
        for (long size : sizes) {
            if (size < FEWEST_EVENTS) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--events takes numbers from " + FEWEST_EVENTS + ", but this is " + size + ".");
            }
        }
        if (!Files.exists(Path.of("/proc/self/clear_refs"))) {
            throw new CommandFailedException("Peaks of memory are read from Linux; use a container or CI.");
        }
        TrainBench bench = new TrainBench(console.home(), work);
        Map<Long, MeasuredProcess> everything = new LinkedHashMap<>();
        for (long size : sizes) {
            Path logs = logs(size);
            console.err().println("Training on " + millions(size) + " events…");
            everything.put(size, bench.everything(logs, size));
        }
        printPhases(everything);
        compare(bench, everything);
        return 0;
    }

    /** A log of about so many events, made if it is not there. */
    private Path logs(long size) throws IOException {
        Path folder = work.resolve(Long.toString(size));
        if (!Files.exists(folder.resolve("sessions"))) {
            StoreOptions options = new StoreOptions(
                    (int) (size / EVENTS_PER_PRODUCT),
                    (int) (size / EVENTS_PER_USER),
                    Math.round(size / EVENTS_PER_SESSION),
                    1,
                    false);
            Generate.generate(console, options, folder);
        }
        return folder;
    }

    private void printPhases(Map<Long, MeasuredProcess> bySize) {
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-26s", "seconds (peak MB)"));
        bySize.keySet().forEach(size -> head.append(String.format(Locale.ROOT, " %16s", millions(size) + " events")));
        console.line("%s %9s", head, "exponent");
        Set<String> names = new LinkedHashSet<>();
        bySize.values().forEach(process -> process.phases().forEach(phase -> names.add(phase.name())));
        for (String name : names) {
            printRow(name, bySize, process -> process.phase(name));
        }
        printRow(
                "all",
                bySize,
                process -> process.failure().isPresent()
                        ? Optional.empty()
                        : Optional.of(new Phase("all", process.seconds(), process.computing(), process.peakBytes())));
        console.line("%-26s %" + (17 * bySize.size() + 8) + "s", "goal", "≤ " + GOAL_EXPONENT);
        bySize.forEach((size, process) ->
                process.failure().ifPresent(failure -> console.line("%s events: %s", millions(size), failure)));
    }

    private void printRow(
            String name, Map<Long, MeasuredProcess> bySize, Function<MeasuredProcess, Optional<Phase>> phase) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-26s", name));
        Map<Long, Double> seconds = new LinkedHashMap<>();
        bySize.forEach((size, process) -> {
            Optional<Phase> measured = phase.apply(process);
            measured.ifPresent(one -> seconds.put(size, one.seconds()));
            row.append(String.format(
                    Locale.ROOT,
                    " %16s",
                    measured.map(one ->
                                    String.format(Locale.ROOT, "%.2f (%,d)", one.seconds(), megabytes(one.peakBytes())))
                            .orElse("–")));
        });
        console.line("%s %9s", row, seconds.size() < 2 ? "" : String.format(Locale.ROOT, "%.2f", exponent(seconds)));
    }

    /** The slope of the line through the logarithms, by least squares: how time grows with the log. */
    static double exponent(Map<Long, Double> seconds) {
        double meanX = mean(seconds, one -> Math.log(one.getKey()));
        double meanY = mean(seconds, one -> Math.log(one.getValue()));
        double xy = mean(seconds, one -> (Math.log(one.getKey()) - meanX) * (Math.log(one.getValue()) - meanY));
        double xx = mean(seconds, one -> Math.pow(Math.log(one.getKey()) - meanX, 2));
        return xy / xx;
    }

    private static double mean(Map<Long, Double> seconds, ToDoubleFunction<Map.Entry<Long, Double>> value) {
        return seconds.entrySet().stream().mapToDouble(value).average().orElseThrow();
    }

    private void compare(TrainBench bench, Map<Long, MeasuredProcess> everything)
            throws IOException, InterruptedException {
        Optional<Path> python = bench.python();
        if (python.isEmpty()) {
            console.err()
                    .println("Python and its libraries are not to be had here, so there is nothing to compare with.");
            return;
        }
        Set<Rival> rivals = EnumSet.allOf(Rival.class);
        for (long size : everything.keySet()) {
            Path logs = logs(size);
            console.err().println("The others on " + millions(size) + " events…");
            MeasuredProcess like = bench.likeTheCourse(logs, size);
            console.line(
                    "%n%-42s %8s %8s %8s %8s %8s %8s",
                    millions(size) + " events", "seconds", "CPU s", "peak MB", "× time", "× CPU", "× memory");
            printWay("ours, the course's models and lists", like, like);
            printWay("ours, everything, into SQLite", everything.get(size), like);
            for (Rival rival : List.copyOf(rivals)) {
                MeasuredProcess way = bench.rival(python.get(), rival, logs);
                printWay(rival.title(), way, like);
                for (Phase phase : way.phases()) {
                    console.line(
                            "  %-40s %8.1f %8.1f %,8d",
                            phase.name(), phase.seconds(), phase.computing(), megabytes(phase.peakBytes()));
                }
                if (way.failure().isPresent()) {
                    rivals.remove(rival);
                }
            }
        }
        console.line(
                "%-42s %35s %17s",
                "goal for the course project's way",
                "≥ " + Math.round(GOAL_TIMES_FASTER),
                "≥ " + Math.round(1 / GOAL_SHARE_OF_MEMORY));
    }

    private void printWay(String name, MeasuredProcess way, MeasuredProcess ours) {
        if (way.failure().isPresent()) {
            console.line("%-42s %s", name, way.failure().get());
            return;
        }
        console.line(
                "%-42s %8.1f %8.1f %,8d %8.1f %8.1f %8.1f",
                name,
                way.seconds(),
                way.computing(),
                megabytes(way.peakBytes()),
                way.seconds() / ours.seconds(),
                way.computing() / ours.computing(),
                (double) way.peakBytes() / ours.peakBytes());
    }

    private static long megabytes(long bytes) {
        return Math.round(bytes / MILLION);
    }

    private static String millions(long events) {
        return String.format(Locale.ROOT, "%.4g", events / MILLION).replaceAll("\\.?0+$", "") + " M";
    }
}
