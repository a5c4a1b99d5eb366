package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.experiment.ExperimentJson;
import com.eszoppping.recommendations.experiment.Experiments;
import com.eszoppping.recommendations.http.HttpEvents;
import com.eszoppping.recommendations.store.CachedDocument;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.ControlDocuments;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The Lambda function behind API Gateway (HTTP API, payload 2.0). It only reads. */
public final class ApiFunction implements RequestStreamHandler {
    /** For how long what is shared by all requests is served from memory before it is looked up again. */
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final Api api;

    /**
     * Reads the table that the environment variable {@code TABLE_NAME} names, and notes exposures and metrics on stdout, with
     * visitors hashed with {@code VISITOR_SALT}.
     */
    public ApiFunction() {
        this(
                DynamoTable.connectForRequests(System.getenv("TABLE_NAME")),
                REFRESH,
                System.out::println,
                System.out::println,
                System.getenv("VISITOR_SALT"),
                InstantSource.system());
    }

    /**
     * Reads any table, and tells nobody its metrics.
     *
     * @param refresh how old may be what is shared by all requests
     * @param exposures takes a line of JSON for each list that was served; must not take long
     * @param visitorSalt of the visitors' hashes in those lines
     */
    public ApiFunction(
            Table table, Duration refresh, Consumer<String> exposures, String visitorSalt, InstantSource clock) {
        this(table, refresh, exposures, metrics -> {}, visitorSalt, clock);
    }

    /** @param metrics takes a line of JSON once a minute */
    ApiFunction(
            Table table,
            Duration refresh,
            Consumer<String> exposures,
            Consumer<String> metrics,
            String visitorSalt,
            InstantSource clock) {
        this.api = new Api(
                new VersionReader(table, clock, refresh),
                new CachedDocument<>(table, clock, refresh, Experiments.DOCUMENT, ExperimentJson::read),
                new ControlDocuments(table, ControlCopies.none()),
                new Exposures(exposures, visitorSalt),
                metrics,
                clock);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        HttpEvents.write(api.answer(HttpEvents.read(input), context.getLogger()), output);
        api.printMetrics(context.getFunctionName());
    }
}
