package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.Outcome;
import com.eszoppping.recommendations.store.Publication;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.Versions;
import com.eszoppping.recommendations.store.WriteCount;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;

/** How fast a version is published, against what the endpoint takes of the AWS SDK alone. */
public final class PublishBench {
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int ITEMS_PER_BATCH = 25;
    private static final int KEPT_BATCHES = 300;
    private static final int SHARE_ONE_BY_ONE = 10;
    private static final String TABLE = "recommendations";

    private final SyntheticVersion version;
    private final List<BatchWriteItemRequest> batches = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();

    /**
     * Will publish a version of this size.
     *
     * @param users how many users are in a group, from 0
     * @param products how many products there are, from 1
     */
    public PublishBench(int users, int products) {
        this.version = new SyntheticVersion(users, products);
    }

    /**
     * What was published.
     *
     * @param items how many items, the manifest among them
     * @param seconds how long it took
     * @param putOff how many items the endpoint put off
     */
    public record Published(long items, double seconds, long putOff) {
        /** Items a second. */
        public double rate() {
            return items / seconds;
        }
    }

    /**
     * What the version takes to write, by the code that writes it, and how long counting takes.
     *
     * @param table of which only is read who was erased
     */
    public Counted count(Table table) {
        long start = System.nanoTime();
        Publication rehearsal = versions(table).rehearse(nextId(), HORIZON);
        version.writeTo(rehearsal);
        return new Counted(rehearsal.count(), secondsSince(start));
    }

    /**
     * A count.
     *
     * @param count what the version takes to write
     * @param seconds how long it took to make all items and to count them
     */
    public record Counted(WriteCount count, double seconds) {}

    /**
     * Publishes to an endpoint of DynamoDB.
     *
     * @param latency of each of its answers
     * @param capacity how many write units a second it takes
     * @param limit how many our side believes that it takes
     */
    public Published publish(Duration latency, double capacity, int limit) throws IOException {
        try (WriteEndpoint endpoint = WriteEndpoint.start(latency, capacity);
                Table table = new DynamoTable(client(endpoint.uri(), new Recording()), TABLE, limit)) {
            Published published = publish(table);
            if (endpoint.items() != published.items()) {
                throw new IllegalStateException(
                        "Of " + published.items() + " items " + endpoint.items() + " have arrived.");
            }
            return new Published(published.items(), published.seconds(), endpoint.putOff());
        }
    }

    /** Publishes to any table. */
    public Published publish(Table table) {
        long start = System.nanoTime();
        Publication publication = versions(table).begin(nextId(), HORIZON, Deadline.never());
        version.writeTo(publication);
        if (publication.goLive(version.draft()) instanceof Outcome.Live live) {
            return new Published(live.manifest().count().items() + 1, secondsSince(start), 0);
        }
        throw new IllegalStateException("The version did not go live.");
    }

    /**
     * Sends batches that were published before, by the SDK and nothing else, from as many threads as publish;
     * {@link #publish(Duration, double, int)} comes first.
     *
     * @param items how many, about
     */
    public Published raw(Duration latency, int limit, long items) throws IOException {
        return raw(latency, batchesAtOnce(limit), (int) (items / ITEMS_PER_BATCH));
    }

    /** Sends a tenth of that, one batch after the other. */
    public Published oneByOne(Duration latency, long items) throws IOException {
        return raw(latency, 1, (int) (items / ITEMS_PER_BATCH / SHARE_ONE_BY_ONE));
    }

    private Published raw(Duration latency, int threads, int count) throws IOException {
        try (WriteEndpoint endpoint = WriteEndpoint.start(latency, Double.POSITIVE_INFINITY);
                DynamoDbClient client = client(endpoint.uri(), new ExecutionInterceptor() {});
                ExecutorService senders = Executors.newFixedThreadPool(threads)) {
            AtomicInteger next = new AtomicInteger();
            long start = System.nanoTime();
            List<Future<?>> sending = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                sending.add(senders.submit(() -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        client.batchWriteItem(batches.get(i % batches.size()));
                    }
                }));
            }
            for (Future<?> sender : sending) {
                sender.get();
            }
            return new Published((long) count * ITEMS_PER_BATCH, secondsSince(start), 0);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("A batch could not be sent.", e);
        }
    }

    /** How many batches are on their way at once to a table with this limit. */
    public static int batchesAtOnce(int limit) {
        try (DynamoTable table = new DynamoTable(
                client(URI.create("http://127.0.0.1:1"), new ExecutionInterceptor() {}), TABLE, limit)) {
            return table.writeCapacity().batchesAtOnce();
        }
    }

    private VersionId nextId() {
        return new VersionId(Instant.ofEpochSecond(1_800_000_000L + runs.incrementAndGet()), "beef");
    }

    private static Versions versions(Table table) {
        return new Versions(table, InstantSource.system(), ControlCopies.none());
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }

    private static DynamoDbClient client(URI endpoint, ExecutionInterceptor interceptor) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(interceptor))
                .build();
    }

    /** Keeps some full batches, so that the same can be sent again. */
    private final class Recording implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof BatchWriteItemRequest batch
                    && batch.requestItems().get(TABLE).size() == ITEMS_PER_BATCH) {
                synchronized (batches) {
                    if (batches.size() < KEPT_BATCHES) {
                        batches.add(batch);
                    }
                }
            }
        }
    }
}
