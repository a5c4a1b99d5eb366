package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.experiment.ExperimentJson;
import com.eszoppping.recommendations.experiment.Experiments;
import com.eszoppping.recommendations.http.HttpEvents;
import com.eszoppping.recommendations.store.CachedDocument;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.ControlDocuments;
import com.eszoppping.recommendations.store.ControlItems;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;

/**
 * The Lambda function behind API Gateway (HTTP API, payload 2.0). It only reads.
 *
 * <p>With SnapStart its instances are copies of one snapshot. What a copy knows begins at its restore: before the snapshot
 * requests are answered, but each by an {@link Api} of its own that is thrown away, so that of them only loaded classes, compiled
 * code and the table's client are copied.
 */
public final class ApiFunction implements RequestStreamHandler, Resource {
    /** For how long what is shared by all requests is served from memory before it is looked up again. */
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final Table table;
    private final Duration refresh;
    private final Printed printed;
    private final String visitorSalt;
    private final InstantSource clock;
    private final Supplier<SecureRandom> randomness;
    private final LambdaLogger logger;
    private volatile Api api;

    /**
     * Reads the table that the environment variable {@code TABLE_NAME} names, and notes exposures and metrics on stdout, with
     * visitors hashed with {@code VISITOR_SALT}.
     */
    public ApiFunction() {
        this(
                DynamoTable.connectForRequests(System.getenv("TABLE_NAME")),
                REFRESH,
                new Printed(System.out::println, System.out::println),
                System.getenv("VISITOR_SALT"),
                InstantSource.system(),
                SecureRandom::new,
                LambdaRuntime.getLogger());
        // Asked first, because without SnapStart looking for who takes snapshots would be a search through all jars.
        if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            Core.getGlobalContext().register(this); // holds it weakly; the runtime holds it for good
        }
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
        this(
                table,
                refresh,
                new Printed(exposures, metrics -> {}),
                visitorSalt,
                clock,
                SecureRandom::new,
                LambdaRuntime.getLogger());
    }

    /**
     * @param printed takes lines of JSON
     * @param randomness makes what recommendations are named from
     * @param logger hears what goes wrong while there is no request
     */
    ApiFunction(
            Table table,
            Duration refresh,
            Printed printed,
            String visitorSalt,
            InstantSource clock,
            Supplier<SecureRandom> randomness,
            LambdaLogger logger) {
        this.table = table;
        this.refresh = refresh;
        this.printed = printed;
        this.visitorSalt = visitorSalt;
        this.clock = clock;
        this.randomness = randomness;
        this.logger = logger;
        this.api = newApi(printed);
    }

    private Api newApi(Printed lines) {
        ControlItems control = new ControlItems(table, clock, refresh, List.of(Experiments.DOCUMENT));
        return new Api(
                new VersionReader(table, clock, refresh, control),
                new CachedDocument<>(control, Experiments.DOCUMENT, ExperimentJson::read),
                new ControlDocuments(table, ControlCopies.none()),
                new Exposures(lines.exposures(), visitorSalt),
                lines.metrics(),
                new RecommendationIds(clock, randomness.get()),
                clock);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        HttpEvents.write(api.answer(HttpEvents.read(input), context.getLogger()), output);
        api.printMetrics(context.getFunctionName());
    }

    /** SnapStart is about to take its snapshot: loads and compiles what a request needs. Nobody was served, so nothing is noted. */
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Priming.run(() -> newApi(Printed.NOWHERE), logger);
    }

    /** This is a copy from now on, maybe one of many and weeks later: it knows nothing yet and draws its own random numbers. */
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        api = newApi(printed);
    }
}
