package com.eszoppping.recommendations.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.local.LocalContext;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * How long ApiFunction's handler takes for warm requests, beside a raw {@code GetItem} of one of the items that the same request
 * reads from the same endpoint, by the same client and by the SDK's client by {@code HttpURLConnection} as it comes: each client
 * of the measurement does one after the other in turn, so that noise hits all alike.
 */
public final class ApiBench {
    private static final int WARM_UP_CLIENTS = 4;
    private static final Duration REFRESH = Duration.ofSeconds(30);

    /** Lists that are not there are looked for again while a version is new, and one that was just trained is no usual day. */
    private static final InstantSource LATER = () -> Instant.now().plus(Duration.ofHours(1));

    private static final String ANY = "local";
    private static final int OK = 200;
    private static final PrintStream NOWHERE =
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    private static final Context CONTEXT =
            LocalContext.of("ApiFunction", Duration.ofSeconds(30), InstantSource.system(), NOWHERE);

    private final List<byte[]> requests;

    private ApiBench(List<byte[]> requests) {
        this.requests = requests;
    }

    /**
     * @param logs where the requests are taken from
     * @throws IllegalArgumentException if there is no user in the logs
     */
    public static ApiBench of(Bucket logs) throws IOException {
        List<byte[]> requests = RequestMix.of(logs);
        if (requests.isEmpty()) {
            throw new IllegalArgumentException(
                    "No event of the log has a user and a product, so there is nothing to ask.");
        }
        return new ApiBench(requests);
    }

    /**
     * Measures on an endpoint in this process that serves a table's items in DynamoDB's words.
     *
     * @param clients for how many clients at once
     * @param each how long for each of them, and before for warming up
     */
    public List<Comparison> overHttp(Table table, List<Integer> clients, Duration each) throws IOException {
        try (ReadEndpoint endpoint = ReadEndpoint.start(table)) {
            return compare(
                    to(endpoint.uri(), DynamoTable.clientForRequests()),
                    to(endpoint.uri(), asItComes()),
                    ANY,
                    clients,
                    each);
        }
    }

    /** Measures on the DynamoDB that the standard AWS settings name. */
    public List<Comparison> inTheCloud(String tableName, List<Integer> clients, Duration each) throws IOException {
        return compare(DynamoTable.clientForRequests(), asItComes(), tableName, clients, each);
    }

    private static DynamoDbClientBuilder asItComes() {
        return DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create());
    }

    private static DynamoDbClientBuilder to(URI endpoint, DynamoDbClientBuilder client) {
        return client.endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY, ANY)));
    }

    private List<Comparison> compare(
            DynamoDbClientBuilder ours,
            DynamoDbClientBuilder sdks,
            String tableName,
            List<Integer> clients,
            Duration each)
            throws IOException {
        keepConnections(clients);
        try (DynamoDbClient client = ours.build();
                DynamoDbClient asItComes = sdks.build();
                Table table = DynamoTable.forRequests(client, tableName)) {
            List<Asked> asked = asked(table);
            ApiFunction handler = handler(table);
            run(handler, client, asItComes, tableName, asked, WARM_UP_CLIENTS, each); // warms up
            List<Comparison> comparisons = new ArrayList<>();
            for (int number : clients) {
                comparisons.add(run(handler, client, asItComes, tableName, asked, number, each));
            }
            return comparisons;
        }
    }

    /** The JDK's HTTP keeps five connections; in the cloud each instance of the function has one request at a time. */
    private static void keepConnections(List<Integer> clients) {
        int most = clients.stream().mapToInt(Integer::intValue).max().orElse(1);
        System.setProperty("http.maxConnections", Integer.toString(Math.max(most, WARM_UP_CLIENTS)));
    }

    /** Answers each request once: so the shared lists are in memory, and it is known what else is read. */
    private List<Asked> asked(Table table) throws IOException {
        ObservedTable observed = new ObservedTable(table);
        ApiFunction handler = handler(observed);
        List<Asked> asked = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            asked.clear();
            for (byte[] request : requests) {
                observed.begin();
                check(answer(handler, request));
                if (!observed.keys().isEmpty()) {
                    asked.add(new Asked(request, observed.keys()));
                }
            }
        }
        return asked;
    }

    static ApiFunction handler(Table table) {
        return new ApiFunction(table, REFRESH, line -> {}, ANY, LATER);
    }

    static ByteArrayOutputStream answer(ApiFunction handler, byte[] request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(request), answer, CONTEXT);
        return answer;
    }

    private static void check(ByteArrayOutputStream answer) {
        String text = answer.toString(StandardCharsets.UTF_8);
        if (!text.startsWith("{\"statusCode\":" + OK)) {
            throw new IllegalStateException("The handler answered " + text);
        }
    }

    private static Comparison run(
            ApiFunction handler,
            DynamoDbClient client,
            DynamoDbClient asItComes,
            String tableName,
            List<Asked> asked,
            int clients,
            Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        List<Callable<Comparison>> loops = new ArrayList<>();
        for (int number = 0; number < clients; number++) {
            int first = number * asked.size() / clients;
            loops.add(() -> {
                Comparison comparison = Comparison.empty(clients);
                for (int turn = 0; System.nanoTime() < end; turn++) {
                    Asked next = asked.get((first + turn) % asked.size());
                    GetItemRequest one = getItem(
                            tableName, next.keys().get(turn % next.keys().size()));
                    long before = System.nanoTime();
                    asItComes.getItem(one);
                    long start = System.nanoTime();
                    client.getItem(one);
                    long middle = System.nanoTime();
                    ByteArrayOutputStream answer = answer(handler, next.request());
                    long over = System.nanoTime();
                    check(answer);
                    comparison.asItComes().recordValue(start - before);
                    comparison.raw().recordValue(middle - start);
                    comparison.handler().recordValue(over - middle);
                }
                return comparison;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            Comparison all = Comparison.empty(clients);
            for (Future<Comparison> loop : threads.invokeAll(loops)) {
                all.add(loop.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The measurement was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The measurement failed: " + e.getCause().getMessage(), e);
        }
    }

    private static GetItemRequest getItem(String tableName, String key) {
        return GetItemRequest.builder()
                .tableName(tableName)
                .key(Map.of("id", AttributeValue.fromS(key)))
                .build();
    }

    /** Measures what a request costs beside its reads, with one client and a table in this process. */
    public OwnWork ownWork(Table table, Duration duration) throws IOException {
        ObservedTable observed = new ObservedTable(table);
        ApiFunction handler = handler(observed);
        measureOwnWork(handler, observed, duration);
        return measureOwnWork(handler, observed, duration);
    }

    private OwnWork measureOwnWork(ApiFunction handler, ObservedTable table, Duration duration) throws IOException {
        OwnWork work = OwnWork.empty();
        long end = System.nanoTime() + duration.toNanos();
        for (int turn = 0; System.nanoTime() < end; turn++) {
            table.begin();
            long start = System.nanoTime();
            answer(handler, requests.get(turn % requests.size()));
            long nanos = System.nanoTime() - start;
            work.reading().recordValue(table.nanos());
            work.handler().recordValue(nanos - table.nanos());
        }
        return work;
    }

    private record Asked(byte[] request, List<String> keys) {}

    /**
     * Nanoseconds in one run.
     *
     * @param clients how many at once
     * @param asItComes of one {@code GetItem} by the SDK's client as it comes
     * @param raw of one {@code GetItem} by the handler's client
     * @param handler of the handler, whatever it reads
     */
    public record Comparison(int clients, Histogram asItComes, Histogram raw, Histogram handler) {
        private static Comparison empty(int clients) {
            return new Comparison(clients, histogram(), histogram(), histogram());
        }

        private void add(Comparison other) {
            asItComes.add(other.asItComes);
            raw.add(other.raw);
            handler.add(other.handler);
        }

        /** How many times as long as a read by the SDK's client as it comes the handler takes, at a percentile. */
        public double ofSdks(double percentile) {
            return times(asItComes, percentile);
        }

        /** How many times as long as a read by its own client the handler takes, at a percentile. */
        public double ofOurs(double percentile) {
            return times(raw, percentile);
        }

        private double times(Histogram read, double percentile) {
            return (double) handler.getValueAtPercentile(percentile) / read.getValueAtPercentile(percentile);
        }
    }

    /**
     * Nanoseconds of requests one after the other.
     *
     * @param reading what the table took
     * @param handler what the handler took beside it
     */
    public record OwnWork(Histogram reading, Histogram handler) {
        private static OwnWork empty() {
            return new OwnWork(histogram(), histogram());
        }
    }

    private static Histogram histogram() {
        int significantDigits = 3;
        return new Histogram(significantDigits);
    }
}
