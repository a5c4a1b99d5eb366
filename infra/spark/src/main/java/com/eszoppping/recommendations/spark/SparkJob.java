package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.bucket.OpenBucket;
import com.eszoppping.recommendations.bucket.S3Bucket;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingInput;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.eszoppping.recommendations.training.TrainingSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The job that EMR Serverless runs: one training, from the bucket to the table. */
public final class SparkJob {
    /** The names of the arguments, for who starts it by hand. */
    private static final String USAGE =
            "A job takes three arguments: what the training function takes as JSON, the bucket's"
                    + " name and the table's name.";

    private SparkJob() {}

    /**
     * Runs the job; it fails if the training does.
     *
     * @param arguments the training's input as JSON, e.g. {@code {"scheduledTime":"2026-11-24T02:00:00Z"}}; the bucket; the table
     */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(USAGE);
        }
        TrainingRequest request =
                TrainingInput.read(new ByteArrayInputStream(arguments[0].getBytes(StandardCharsets.UTF_8)));
        String name = request.bucket().orElse(arguments[1]);
        OpenBucket bucket = () -> S3Bucket.connect(name);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("training"));
                Table table = DynamoTable.connect(arguments[2])) {
            SparkEngine engine = new SparkEngine(spark, bucket, SparkOptions.of(spark.defaultParallelism()));
            TrainingSummary summary = new Training(
                            bucket.open(), table, InstantSource.system(), new LineOfEachPhase(out), Optional.of(engine))
                    .run(request, Deadline.never());
            out.println(summary.json());
        }
    }

    /** Writes a line when a phase begins. */
    private record LineOfEachPhase(PrintStream out) implements Progress {
        @Override
        public void phase(String name) {
            out.println("Training: " + name);
        }

        @Override
        public void advanced(long done, String unit) {}

        @Override
        public void finished() {
            out.println("Training: finished");
        }
    }
}
