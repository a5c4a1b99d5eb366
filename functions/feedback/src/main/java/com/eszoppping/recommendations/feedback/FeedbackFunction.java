package com.eszoppping.recommendations.feedback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The Lambda function behind {@code POST /events} (HTTP API, payload 2.0): views, clicks, purchases and returns from the
 * frontend, which are durable before it answers.
 */
public final class FeedbackFunction implements RequestStreamHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Kept back from the function's time for its answer. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Intake intake;
    private final InstantSource clock;

    /** Writes to the delivery stream that the environment variable {@code STREAM_NAME} names. */
    public FeedbackFunction() {
        this(FirehoseEventSink.connect(System.getenv("STREAM_NAME")), InstantSource.system());
    }

    /** Writes anywhere. */
    public FeedbackFunction(EventSink sink, InstantSource clock) {
        this.intake = new Intake(sink);
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Instant now = clock.instant();
        Instant until = now.plusMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
        Answer answer = intake.answer(JSON.readTree(input), now, until, context.getLogger());
        JSON.writeValue(output, answer.toEvent());
    }
}
