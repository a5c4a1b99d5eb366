package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.http.HttpEvents;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.VersionReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;

/** The Lambda function behind API Gateway (HTTP API, payload 2.0). It only reads. */
public final class ApiFunction implements RequestStreamHandler {
    /** For how long what is shared by all requests is served from memory before it is looked up again. */
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final Api api;

    /** Reads the table that the environment variable {@code TABLE_NAME} names. */
    public ApiFunction() {
        this(
                new VersionReader(DynamoTable.connect(System.getenv("TABLE_NAME")), InstantSource.system(), REFRESH),
                InstantSource.system());
    }

    /** Reads versions from anywhere. */
    public ApiFunction(VersionReader versions, InstantSource clock) {
        this.api = new Api(versions, clock);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        HttpEvents.write(api.answer(HttpEvents.read(input), context.getLogger()), output);
    }
}
