package com.eszoppping.recommendations.training;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.S3Bucket;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DeadlineReachedException;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.TableUnavailableException;
import com.eszoppping.recommendations.training.TrainingSummary.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** The Lambda function that the schedule starts; see {@link TrainingInput} for what it takes. */
public final class TrainingFunction implements RequestStreamHandler {
    /** What is kept back of the function's time to say why a run stopped. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private final Function<String, Bucket> buckets;
    private final Table table;
    private final InstantSource clock;
    private final String usualBucket;
    private final String visitorSalt;
    private final PrintStream metrics;
    private final boolean hasSpark;

    /**
     * Works on the bucket and the table that the environment variables {@code BUCKET_NAME} and {@code TABLE_NAME} name, with
     * visitors hashed with {@code VISITOR_SALT}, as the API does, and writes no faster than {@code TABLE_WRITE_UNITS_PER_SECOND}.
     * With {@code HAS_SPARK=true} it answers {@code "handOver":true} instead of failing where the log is too large.
     */
    public TrainingFunction() {
        this(
                S3Bucket::connect,
                System.getenv("BUCKET_NAME"),
                DynamoTable.connect(
                        System.getenv("TABLE_NAME"),
                        DynamoTable.writeUnitsPerSecond(System.getenv(DynamoTable.WRITE_UNITS_VARIABLE))),
                System.getenv("VISITOR_SALT"),
                InstantSource.system(),
                System.out,
                Boolean.parseBoolean(System.getenv("HAS_SPARK")));
    }

    /**
     * Works anywhere, without Spark.
     *
     * @param buckets opens a bucket by its name
     * @param usualBucket the name of the bucket to read if the input names none
     * @param visitorSalt of the visitors' hashes in the exposures
     * @param metrics takes a line of metrics; the runtime's own logger would wrap it, and CloudWatch would not know it
     */
    public TrainingFunction(
            Function<String, Bucket> buckets,
            String usualBucket,
            Table table,
            String visitorSalt,
            InstantSource clock,
            PrintStream metrics) {
        this(buckets, usualBucket, table, visitorSalt, clock, metrics, false);
    }

    /**
     * Works anywhere.
     *
     * @param hasSpark whether whoever invokes it has Spark train on logs that are too large
     */
    public TrainingFunction(
            Function<String, Bucket> buckets,
            String usualBucket,
            Table table,
            String visitorSalt,
            InstantSource clock,
            PrintStream metrics,
            boolean hasSpark) {
        this.hasSpark = hasSpark;
        this.buckets = buckets;
        this.usualBucket = usualBucket;
        this.visitorSalt = visitorSalt;
        this.metrics = metrics;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        TrainingRequest request = TrainingInput.read(input);
        Bucket bucket = buckets.apply(request.bucket().orElse(usualBucket));
        Deadline deadline = Deadline.before(() -> Duration.ofMillis(context.getRemainingTimeInMillis()), MARGIN);
        Progress progress = new LoggedProgress(context.getLogger());
        TrainingMetrics figures = new TrainingMetrics(context.getFunctionName(), clock);
        TrainingSummary summary = run(new Training(bucket, table, clock, progress), request, deadline, figures);
        metrics.println(figures.line(summary));
        if (summary.ending() != Ending.HANDED_OVER) {
            review(new ExperimentReview(bucket, table, visitorSalt, clock, progress), request, deadline, figures);
        }
        output.write(summary.json().getBytes(StandardCharsets.UTF_8));
    }

    /** The version stands already; whatever goes wrong here only leaves the results as they were. */
    private void review(ExperimentReview review, TrainingRequest request, Deadline deadline, TrainingMetrics figures) {
        try {
            int computed = review.run(request, deadline).size();
            if (computed > 0) {
                metrics.println(figures.experimentsLine(computed, false, "The results of experiments are computed."));
            }
        } catch (IOException | RuntimeException e) {
            metrics.println(figures.experimentsLine(0, true, "The results of experiments could not be computed: " + e));
        }
    }

    /** A run that fails has its line of metrics too: its alarm needs it most. */
    private TrainingSummary run(Training training, TrainingRequest request, Deadline deadline, TrainingMetrics figures)
            throws IOException {
        try {
            return training.run(request, deadline);
        } catch (LogTooLargeException | DeadlineReachedException e) {
            if (hasSpark) {
                return new TrainingSummary(Ending.HANDED_OVER, e.getMessage(), Optional.empty());
            }
            metrics.println(figures.failureLine(e.getMessage()));
            throw e;
        } catch (TrainingFailedException | TableUnavailableException e) {
            metrics.println(figures.failureLine(e.getMessage()));
            throw e;
        } catch (IOException | RuntimeException e) {
            // What others wrote into their exceptions is not for a metric; the runtime logs all of it.
            metrics.println(
                    figures.failureLine("The training failed: " + e.getClass().getSimpleName() + "."));
            throw e;
        }
    }
}
