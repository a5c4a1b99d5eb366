package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.architecture.OpenApi.Answer;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.training.ExperimentReview;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A generated store behind the local front, as {@code ./recs serve} serves it, on a port of its own. */
final class ServedStore implements AutoCloseable {
    /** The header {@code Authorization} of requests that change something. */
    static final String TOKEN = "Bearer schemathesis";

    private static final InstantSource CLOCK = InstantSource.system();
    private static final String VISITOR_SALT = "salt";

    private final FolderBucket bucket;
    private final SqliteTable table;
    private final LocalApi api;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServedStore(FolderBucket bucket, SqliteTable table, LocalApi api) {
        this.bucket = bucket;
        this.table = table;
        this.api = api;
    }

    /** Trains and serves. */
    static ServedStore trained(Path folder) throws IOException {
        return trained(Stores.generate(folder.resolve("data"), 1_500, false), folder);
    }

    /** Trains on a store's logs and serves. */
    static ServedStore trained(Path data, Path folder) throws IOException {
        ServedStore served = serve(data, Files.createDirectories(folder.resolve("store")));
        served.train(CLOCK.instant());
        return served;
    }

    /** Serves a store in which nothing was ever published. */
    static ServedStore empty(Path folder) throws IOException {
        Path store = Files.createDirectories(folder.resolve("empty"));
        return serve(store, store);
    }

    private static ServedStore serve(Path data, Path store) throws IOException {
        FolderBucket bucket = new FolderBucket(data, store);
        SqliteTable table = new SqliteTable(store.resolve("versions.db"));
        LocalApi api = LocalApi.start(
                LocalApi.template(),
                Map.of(
                        "ApiFunction",
                                new ApiFunction(
                                        table, Duration.ZERO, new ExposureFile(store, CLOCK), VISITOR_SALT, CLOCK),
                        "FeedbackFunction", new FeedbackFunction(new FileEventSink(store, CLOCK), CLOCK),
                        "AdminFunction", new AdminFunction(table, bucket, CLOCK)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(),
                CLOCK,
                System.err,
                Optional.of("schemathesis"),
                true);
        return new ServedStore(bucket, table, api);
    }

    /**
     * Trains, with results of the experiments, as {@code ./recs train} does.
     *
     * @param logicalTime later than those of the trainings before
     */
    void train(Instant logicalTime) throws IOException {
        TrainingRequest request = TrainingRequest.of(Optional.of(logicalTime));
        new Training(bucket, table, CLOCK, Progress.none()).run(request, Deadline.never());
        new ExperimentReview(bucket, table, VISITOR_SALT, CLOCK, Progress.none()).run(request, Deadline.never());
    }

    String url() {
        return "http://localhost:" + api.port();
    }

    Answer get(String target) throws IOException, InterruptedException {
        return send("GET", target, Map.of(), "");
    }

    Answer send(String method, String target, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + target))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<String, String> received = new HashMap<>();
        response.headers().map().forEach((name, values) -> received.put(name, String.join(",", values)));
        return new Answer(response.statusCode(), received, response.body());
    }

    @Override
    public void close() {
        client.close();
        api.close();
        table.close();
    }
}
