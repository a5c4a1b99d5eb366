package com.eszoppping.recommendations.feedback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.http.Metrics;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The Lambda function behind {@code POST /events} (HTTP API, payload 2.0): views, clicks, purchases and returns from the
 * frontend, which are durable before it answers.
 */
public final class FeedbackFunction implements RequestStreamHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Kept back from the function's time for its answer. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Intake intake;
    private final Metrics metrics;
    private final InstantSource clock;

    /** Writes to the delivery stream that the environment variable {@code STREAM_NAME} names, and its metrics to stdout. */
    public FeedbackFunction() {
        this(FirehoseEventSink.connect(System.getenv("STREAM_NAME")), System.out::println, InstantSource.system());
    }

    /** Writes anywhere, and tells nobody its metrics. */
    public FeedbackFunction(EventSink sink, InstantSource clock) {
        this(sink, metrics -> {}, clock);
    }

    /** @param metrics takes a line of JSON once a minute */
    FeedbackFunction(EventSink sink, Consumer<String> metrics, InstantSource clock) {
        this.metrics = new Metrics(metrics, clock, Intake.COUNTED);
        this.intake = new Intake(sink, this.metrics);
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Instant now = clock.instant();
        Instant until = now.plusMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
        Answer answer = intake.answer(JSON.readTree(input), now, until, context.getLogger());
        JSON.writeValue(output, answer.toEvent());
        metrics.print(context.getFunctionName(), Map::of);
    }
}
