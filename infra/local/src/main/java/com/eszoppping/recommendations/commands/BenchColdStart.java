package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.bench.ColdStartBench;
import com.eszoppping.recommendations.bench.ColdStartBench.Starts;
import com.eszoppping.recommendations.store.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "cold-start",
        description =
                "How long a new process of Lambda's Java runtime takes to ApiFunction's first answer, against a function as"
                        + " one writes it first and against one signed call without libraries; and how long a restored"
                        + " snapshot takes, with priming and without.",
        footer =
                "A store is made and trained in DIR unless it is there. The zips are those that are deployed, the runtime"
                        + " interface client is Lambda's, each process has one core, and the snapshot is simulated by the"
                        + " client's real hooks: what AWS's restore itself takes comes on top.")
final class BenchColdStart implements Callable<Integer> {
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double BYTES_PER_MB = 1_000_000;
    private static final int MEDIAN = 50;
    private static final int ROUNDS = 20;
    private static final int ROUNDS_QUICK = 5;

    /** What the product wants to keep to, in times of the other's median and in milliseconds. */
    private static final double GOAL_OF_OBVIOUS = 0.7;

    private static final double GOAL_OF_BARE = 3.4;
    private static final double GOAL_MILLIS_PRIMED = 30;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchStore store;

    @Option(names = "--rounds", description = "How many starts of each function. Default: 20, with --quick 5.")
    private Integer roundsGiven;

    @Option(names = "--quick", description = "Fewer rounds.")
    private boolean quick;

    BenchColdStart(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int rounds = Bench.positive(
                spec, "--rounds", Optional.ofNullable(roundsGiven).orElse(quick ? ROUNDS_QUICK : ROUNDS));
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new CommandFailedException("Lambda's runtime client runs on Linux only; use a container or CI.");
        }
        Place place = store.trained(console);
        try (Table table = place.openTable()) {
            ColdStartBench bench = ColdStartBench.of(console.home(), place.bucket(), table);
            if (!bench.onOneCore()) {
                console.err().println("There is no taskset here, so the processes have all cores.");
            }
            print(bench.run(rounds, round -> console.err().println("Round " + round + " of " + rounds + "…")));
        }
        return 0;
    }

    private void print(List<Starts> all) {
        Starts obvious = all.get(0);
        Starts ours = all.get(1);
        Starts bare = all.get(2);
        console.line(
                "%-32s %7s %7s %7s %8s %8s %7s %7s",
                "cold start, ms", "p10", "p50", "p90", "/obvious", "/bare", "CPU", "zip MB");
        for (Starts starts : List.of(obvious, ours, bare)) {
            console.line(
                    "%-32s %7.0f %7.0f %7.0f %8.2f %8.2f %7d %7.1f",
                    starts.function(),
                    millis(starts, 10),
                    millis(starts, MEDIAN),
                    millis(starts, 90),
                    ratio(starts, obvious),
                    ratio(starts, bare),
                    starts.medianOfComputing().toMillis(),
                    starts.zipBytes() / BYTES_PER_MB);
        }
        console.line(
                "%-32s %31s %8s %8s", "goal for " + ours.function(), "", "≤ " + GOAL_OF_OBVIOUS, "≤ " + GOAL_OF_BARE);
        console.line("%n%-32s %7s %7s %7s", "from restore to answer, ms", "p10", "p50", "p90");
        for (Starts starts : all.subList(3, all.size())) {
            console.line(
                    "%-32s %7.1f %7.1f %7.1f",
                    starts.function(), millis(starts, 10), millis(starts, MEDIAN), millis(starts, 90));
        }
        console.line("%-32s %7s %7s", "goal for primed", "", "≤ " + Math.round(GOAL_MILLIS_PRIMED));
    }

    private static double ratio(Starts starts, Starts other) {
        return millis(starts, MEDIAN) / millis(other, MEDIAN);
    }

    private static double millis(Starts starts, int percent) {
        Duration time = starts.percentile(percent);
        return time.toNanos() / NANOS_PER_MILLI;
    }
}
