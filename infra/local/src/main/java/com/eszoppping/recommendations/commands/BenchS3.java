package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.bench.S3Bench;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "s3",
        description =
                "How fast one thread reads a large object from a bucket that is far away: by one request of the AWS"
                        + " SDK, and in parts that are fetched ahead, as a training does.",
        footer = "The bucket is an endpoint in this process that waits and is slow, as S3 would be.")
final class BenchS3 implements Callable<Integer> {
    private static final int MEGABYTES = 200;
    private static final int QUICK_MEGABYTES = 40;
    private static final int ROUNDS = 3;
    private static final int QUICK_ROUNDS = 1;

    private final Console console;

    @Option(names = "--quick", description = "A smaller object, read once each way.")
    private boolean quick;

    BenchS3(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.err().println("Measuring, less than a minute…");
        console.line("%-42s %10s %10s %7s", "MB/s of the object, one thread", "one GET", "S3Bucket", "ratio");
        S3Bench bench = quick ? S3Bench.of(QUICK_MEGABYTES, QUICK_ROUNDS) : S3Bench.of(MEGABYTES, ROUNDS);
        for (S3Bench.Row row : bench.rows()) {
            if (row.oneGet().isPresent()) {
                double oneGet = row.oneGet().getAsDouble();
                console.line("%-42s %10.0f %10.0f %7.2f", row.name(), oneGet, row.ours(), row.ours() / oneGet);
            } else {
                console.line("%-42s %10s %10.0f", row.name(), "fails", row.ours());
            }
        }
        return 0;
    }
}
