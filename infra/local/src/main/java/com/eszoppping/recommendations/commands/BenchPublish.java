package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.bench.PublishBench;
import com.eszoppping.recommendations.bench.PublishBench.Published;
import com.eszoppping.recommendations.local.SqliteTable;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.WriteCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "publish",
        description =
                "How fast a version is published, against the same batches by the AWS SDK alone to the same endpoint in the"
                        + " same run, with latency, with a table that takes only so much, and to SQLite.",
        footer =
                "The version is made up, the code that writes it is not. The endpoint is in this process and speaks DynamoDB's"
                        + " BatchWriteItem.")
final class BenchPublish implements Callable<Integer> {
    private static final int USERS = 1_000_000;
    private static final int PRODUCTS = 100_000;
    private static final int QUICK_USERS = 100_000;
    private static final int QUICK_PRODUCTS = 10_000;
    private static final int UNHURRIED = 10_000_000;
    private static final int NEW_TABLE = 4_000;
    private static final int LARGE_TABLE = 40_000;
    private static final Duration LATENCY = Duration.ofMillis(10);
    private static final double MEGA = 1e6;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "A tenth of the size unless another is given.")
    private boolean quick;

    @Option(names = "--users", paramLabel = "N", description = "How many users are in a group. Default: 1,000,000.")
    private Integer users;

    @Option(names = "--products", paramLabel = "N", description = "How many products there are. Default: 100,000.")
    private Integer products;

    BenchPublish(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        int ofUsers = orDefault("--users", users, quick ? QUICK_USERS : USERS);
        int ofProducts = orDefault("--products", products, quick ? QUICK_PRODUCTS : PRODUCTS);
        PublishBench bench = new PublishBench(ofUsers, ofProducts);
        Path folder = Files.createTempDirectory("bench-publish");
        try (Table sqlite = new SqliteTable(folder.resolve("versions.db"))) {
            PublishBench.Counted counted = bench.count(sqlite);
            WriteCount count = counted.count();
            console.line(
                    "A version of %,d users and %,d products: %,d items, %.1f MB, %,d write units; made and counted in %.1f s.",
                    ofUsers, ofProducts, count.items(), count.bytes() / MEGA, count.writeUnits(), counted.seconds());
            console.line(
                    "At %,d write units a second it takes at least %.1f s, at %,d at least %.1f s.%n",
                    NEW_TABLE, least(count, NEW_TABLE), LARGE_TABLE, least(count, LARGE_TABLE));
            console.err().println("Publishing, up to " + Math.round(3 * least(count, NEW_TABLE) + 60) + " s…");
            measure(bench, count, sqlite);
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void measure(PublishBench bench, WriteCount count, Table sqlite) throws IOException {
        int atOnce = PublishBench.batchesAtOnce(UNHURRIED);
        console.line("%-66s %9s %8s %9s  %s", "", "items/s", "seconds", "put off", "");
        bench.publish(Duration.ZERO, Double.POSITIVE_INFINITY, UNHURRIED); // to warm up
        for (Duration latency : List.of(Duration.ZERO, LATENCY)) {
            String name = "Endpoint with " + latency.toMillis() + " ms";
            Published alone = bench.raw(latency, UNHURRIED, count.items());
            print(name + ", SDK alone, one batch after the other", bench.oneByOne(latency, count.items()), "");
            print(name + ", SDK alone, " + atOnce + " at once", alone, "");
            Published ours = bench.publish(latency, Double.POSITIVE_INFINITY, UNHURRIED);
            print(
                    name + ", a publication, " + atOnce + " at once",
                    ours,
                    times(ours.rate() / alone.rate(), "the SDK's rate"));
        }
        limited(bench, count, NEW_TABLE, NEW_TABLE);
        limited(bench, count, LARGE_TABLE, LARGE_TABLE);
        limited(bench, count, NEW_TABLE, LARGE_TABLE);
        print("SQLite", bench.publish(sqlite), "");
    }

    private void limited(PublishBench bench, WriteCount count, int capacity, int limit) throws IOException {
        Published published = bench.publish(LATENCY, capacity, limit);
        print(
                String.format(Locale.ROOT, "The same, takes %,d units a second, limit %,d", capacity, limit),
                published,
                times(published.seconds() / least(count, capacity), "the least time"));
    }

    private static double least(WriteCount count, int unitsPerSecond) {
        return (double) count.writeUnits() / unitsPerSecond;
    }

    private static String times(double ratio, String of) {
        return String.format(Locale.ROOT, "%.2f of %s", ratio, of);
    }

    private int orDefault(String option, Integer given, int byDefault) {
        return given == null ? byDefault : Bench.positive(spec, option, given);
    }

    private void print(String name, Published published, String ratio) {
        console.line(
                "%-66s %9.0f %8.1f %9d  %s", name, published.rate(), published.seconds(), published.putOff(), ratio);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
