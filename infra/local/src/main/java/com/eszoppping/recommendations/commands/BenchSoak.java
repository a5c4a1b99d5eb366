package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.bench.SoakBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "soak",
        description =
                "The whole local stack under load for ten minutes: throughput and tail beside a server that does nothing, and"
                        + " whether memory and descriptors stay the same.",
        footer =
                "A store is made and trained in DIR unless it is there. ./recs serve runs in a process of its own, on a copy. Exit code"
                        + " 1 if a request was not answered as it should be. Needs Linux.")
final class BenchSoak implements Callable<Integer> {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double BYTES_PER_MB = 1 << 20;
    private static final int PARTS = 10;
    private static final Duration EACH = Duration.ofSeconds(20);
    private static final Duration PART = Duration.ofSeconds(52);
    private static final Duration EACH_QUICK = Duration.ofSeconds(2);
    private static final Duration PART_QUICK = Duration.ofSeconds(1);

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchStore store;

    @Option(
            names = "--clients",
            defaultValue = "8",
            paramLabel = "N",
            description = "How many send at once. Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(names = "--quick", description = "Half a minute.")
    private boolean quick;

    BenchSoak(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!SoakBench.isPossible()) {
            throw new CommandFailedException("Only Linux says what another process holds (/proc).");
        }
        Bench.positive(spec, "--clients", clients);
        Place place = store.trained(console);
        Duration each = quick ? EACH_QUICK : EACH;
        Duration part = quick ? PART_QUICK : PART;
        console.err().println("Measuring, " + (4 * each.toSeconds() + PARTS * part.toSeconds()) + " s…");
        SoakBench.Result result = new SoakBench(copy(), clients).run(place.bucket(), each, PARTS, part);
        console.line(
                "%-34s %10s %8s %8s %8s %8s",
                clients + " clients, milliseconds", "requests/s", "p50", "p99", "p99.9", "failed");
        print("a server that does nothing", result.bare());
        print("lists of the local stack", result.lists());
        console.line(
                "%-34s %10.2f",
                "ratio", result.lists().perSecond() / result.bare().perSecond());
        console.line(
                "%n%-34s %10s %8s %8s %8s %8s %8s %12s %8s",
                "soak", "requests/s", "p50", "p99", "p99.9", "failed", "MB", "descriptors", "threads");
        long failed = result.bare().failed() + result.lists().failed();
        for (int i = 0; i < result.soak().size(); i++) {
            SoakBench.Sample sample = result.soak().get(i);
            failed += sample.part().failed();
            SoakBench.Held held = sample.held();
            console.line(
                    "%s %8.0f %12d %8d",
                    row("after " + (i + 1) * part.toSeconds() + " s", sample.part()),
                    held.residentBytes() / BYTES_PER_MB,
                    held.descriptors(),
                    held.threads());
        }
        if (failed > 0) {
            throw new CommandFailedException(failed + " requests were not answered as they should be.");
        }
        return 0;
    }

    /** The version without the logs: what is reported to it goes nowhere else. */
    private Path copy() throws IOException {
        Path copy = Files.createDirectories(
                store.folder().resolveSibling(store.folder().getFileName() + "-soak"));
        Files.copy(
                store.folder().resolve(Place.Folders.VERSIONS),
                copy.resolve(Place.Folders.VERSIONS),
                StandardCopyOption.REPLACE_EXISTING);
        return copy;
    }

    private void print(String name, SoakBench.Part part) {
        console.line("%s", row(name, part));
    }

    private static String row(String name, SoakBench.Part part) {
        Histogram nanos = part.nanos();
        return String.format(
                Locale.ROOT,
                "%-34s %10.0f %8.2f %8.2f %8.2f %8d",
                name,
                part.perSecond(),
                nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
                nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
                nanos.getValueAtPercentile(99.9) / NANOS_PER_MILLI,
                part.failed());
    }
}
