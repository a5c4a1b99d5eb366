package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.bench.ApiBench;
import com.eszoppping.recommendations.store.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "api",
        description =
                "How long ApiFunction's handler takes, against one raw GetItem from the same endpoint in the same run, by the"
                        + " SDK's client by HttpURLConnection as it comes and by the handler's, and what it takes beside its"
                        + " reads.",
        footer =
                "A store is made and trained in DIR unless it is there. With --cloud the table is TABLE_NAME's, with the"
                        + " standard AWS settings, and the requests are made from the logs in BUCKET_NAME.")
final class BenchApi implements Callable<Integer> {
    private static final double[] PERCENTILES = {50, 95, 99};
    private static final double NANOS_PER_MICRO = 1_000;
    private static final int SECONDS = 15;
    private static final int SECONDS_QUICK = 2;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchStore store;

    @Option(names = "--cloud", description = "Measure on DynamoDB instead of an endpoint in this process.")
    private boolean cloud;

    @Option(
            names = "--clients",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,8,32",
            description = "How many clients at once, one number for each part. Default: ${DEFAULT-VALUE}.")
    private List<Integer> clients;

    @Option(names = "--seconds", description = "How long each part is measured. Default: 15, with --quick 2.")
    private Integer seconds;

    @Option(names = "--quick", description = "A shorter time.")
    private boolean quick;

    BenchApi(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        int length =
                Bench.positive(spec, "--seconds", Optional.ofNullable(seconds).orElse(quick ? SECONDS_QUICK : SECONDS));
        clients.forEach(number -> Bench.positive(spec, "--clients", number));
        Place place = cloud ? new Place.Cloud(console) : store.trained(console);
        Duration each = Duration.ofSeconds(length);
        ApiBench bench = ApiBench.of(place.bucket());
        console.err().println("Measuring, " + length + " s for each line…");
        if (place instanceof Place.Cloud inCloud) {
            print(bench.inTheCloud(inCloud.tableName(), clients, each));
            return 0;
        }
        try (Table table = place.openTable()) {
            print(bench.overHttp(table, clients, each));
            print(bench.ownWork(table, each));
        }
        return 0;
    }

    private void print(List<ApiBench.Comparison> comparisons) {
        console.line("%-8s %-14s %9s %9s %9s %10s", "clients", "microseconds", "p50", "p95", "p99", "requests");
        for (ApiBench.Comparison comparison : comparisons) {
            print(Integer.toString(comparison.clients()), "SDK's GetItem", comparison.asItComes());
            print("", "our GetItem", comparison.raw());
            print("", "handler", comparison.handler());
            printRatio("of the SDK's", comparison::ofSdks);
            printRatio("of ours", comparison::ofOurs);
        }
    }

    private void printRatio(String name, DoubleUnaryOperator ratio) {
        console.line(
                "%-8s %-14s %9.2f %9.2f %9.2f",
                "",
                name,
                ratio.applyAsDouble(PERCENTILES[0]),
                ratio.applyAsDouble(PERCENTILES[1]),
                ratio.applyAsDouble(PERCENTILES[2]));
    }

    private void print(ApiBench.OwnWork work) {
        console.line("%n%-8s %-14s %9s %9s %9s %10s", "SQLite", "microseconds", "p50", "p95", "p99", "requests");
        print("1", "own work", work.handler());
        print("", "reading", work.reading());
    }

    private void print(String head, String name, Histogram nanos) {
        console.line(
                "%-8s %-14s %9.0f %9.0f %9.0f %10d",
                head,
                name,
                nanos.getValueAtPercentile(PERCENTILES[0]) / NANOS_PER_MICRO,
                nanos.getValueAtPercentile(PERCENTILES[1]) / NANOS_PER_MICRO,
                nanos.getValueAtPercentile(PERCENTILES[2]) / NANOS_PER_MICRO,
                nanos.getTotalCount());
    }
}
