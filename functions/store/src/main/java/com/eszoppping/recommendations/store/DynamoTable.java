package com.eszoppping.recommendations.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The table in DynamoDB: on demand, with the text {@code id} as its key and {@code expiresAt} as its time to live. */
public final class DynamoTable implements Table {
    /** What a new table on demand takes at once; one that took more before takes up to twice that. */
    public static final int DEFAULT_WRITE_UNITS_PER_SECOND = 4_000;

    /** The environment variable that may set another limit. */
    public static final String WRITE_UNITS_VARIABLE = "TABLE_WRITE_UNITS_PER_SECOND";

    private static final int ITEMS_PER_BATCH = 25;

    /** As much as 25 items of 4 KB. A batch of 25 large ones would be more than the table takes in a second. */
    private static final int UNITS_PER_BATCH = 100;

    /** A batch has at least 25 units, and is answered in 40 milliseconds, which is slow. */
    private static final double UNITS_PER_SECOND_AND_BATCH = 625;

    private static final int FEWEST_BATCHES_AT_ONCE = 2;
    private static final int MOST_BATCHES_AT_ONCE = 64;

    private static final int SERVER_ERRORS = 500;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);

    // A visitor waits: an answer late is an answer lost. Attempts of a second each, until two are over.
    private static final Duration REQUEST_CONNECT_TIMEOUT = Duration.ofMillis(500);
    private static final Duration REQUEST_SOCKET_TIMEOUT = Duration.ofSeconds(1);
    // Longer than the socket's, so that it is the socket that says what happened.
    private static final Duration REQUEST_ATTEMPT_TIMEOUT = Duration.ofMillis(1_500);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
    private static final int REQUEST_ATTEMPTS = 3;

    // A process's first call also loads the client's classes: seconds on a busy core, and no silence of the table.
    private static final Duration FIRST_CALL_TIMEOUT = Duration.ofSeconds(10);

    private final DynamoDbClient client;
    private final DynamoDbClient batchClient;
    private final String tableName;
    private final Backoff backoff;
    private final WritePace pace;
    private final Duration readPatience;
    private volatile boolean called;

    /**
     * A table behind a client that the caller made; closing the table closes the client.
     *
     * @param client with both of its time-outs set
     * @param tableName an existing table, as {@link #create} makes it
     * @param writeUnitsPerSecond above which {@link #write} does not go
     */
    public DynamoTable(DynamoDbClient client, String tableName, int writeUnitsPerSecond) {
        this(client, client, tableName, realBackoff(), realPace(writeUnitsPerSecond), CALL_TIMEOUT);
    }

    /** Like {@link #DynamoTable(DynamoDbClient, String, int)}, for a new table. */
    public DynamoTable(DynamoDbClient client, String tableName) {
        this(client, tableName, DEFAULT_WRITE_UNITS_PER_SECOND);
    }

    DynamoTable(DynamoDbClient client, String tableName, Backoff backoff, WritePace pace) {
        this(client, client, tableName, backoff, pace, CALL_TIMEOUT);
    }

    private DynamoTable(
            DynamoDbClient client,
            DynamoDbClient batchClient,
            String tableName,
            Backoff backoff,
            WritePace pace,
            Duration readPatience) {
        this.client = client;
        this.batchClient = batchClient;
        this.tableName = tableName;
        this.backoff = backoff;
        this.pace = pace;
        this.readPatience = readPatience;
    }

    private static Backoff realBackoff() {
        return new Backoff(Backoff.Sleeper.REAL);
    }

    private static WritePace realPace(int writeUnitsPerSecond) {
        return new WritePace(writeUnitsPerSecond, System::nanoTime, Backoff.Sleeper.REAL);
    }

    /**
     * A table that answers or fails while somebody waits: within about two seconds, whether it refuses connections, goes on
     * putting off or says nothing, and at once for a moment after it failed. Only the first call of a process, which loads the
     * client's classes, has more time. Only for reads: they may be sent twice. By the standard AWS settings, as {@link #connect}.
     */
    public static Table connectForRequests(String tableName) {
        return forRequests(clientForRequests().build(), tableName);
    }

    /**
     * Like {@link #connectForRequests}, behind a client that the caller made.
     *
     * @param client built by {@link #clientForRequests}
     */
    public static Table forRequests(DynamoDbClient client, String tableName) {
        DynamoTable table = new DynamoTable(
                client, client, tableName, realBackoff(), realPace(DEFAULT_WRITE_UNITS_PER_SECOND), REQUEST_TIMEOUT);
        return new FailingFast(table, InstantSource.system());
    }

    /** The client that answers requests, only for reads, to be given another endpoint by tests and measurements. */
    public static DynamoDbClientBuilder clientForRequests() {
        return DynamoDbClient.builder()
                .httpClient(new BufferedRequests(UrlConnectionHttpClient.create(DynamoTable::connectionForRequests)))
                .overrideConfiguration(settings -> settings.apiCallAttemptTimeout(REQUEST_ATTEMPT_TIMEOUT)
                        .apiCallTimeout(REQUEST_TIMEOUT)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(REQUEST_ATTEMPTS)
                                .build()));
    }

    /**
     * The client's own connections come with a TLS context made ahead, be it needed or not, and with what is known of proxies:
     * a tenth of a cold start.
     */
    private static HttpURLConnection connectionForRequests(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(Math.toIntExact(REQUEST_CONNECT_TIMEOUT.toMillis()));
            connection.setReadTimeout(Math.toIntExact(REQUEST_SOCKET_TIMEOUT.toMillis()));
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A table for work that rather waits than fails, by the standard AWS settings of region, credentials and endpoint. It makes
     * no call yet.
     */
    public static DynamoTable connect(String tableName) {
        return connect(tableName, DEFAULT_WRITE_UNITS_PER_SECOND);
    }

    /**
     * Like {@link #connect(String)}, for much to write.
     *
     * @param writeUnitsPerSecond above which {@link #write} does not go
     */
    public static DynamoTable connect(String tableName, int writeUnitsPerSecond) {
        return new DynamoTable(
                clientForWork(settings -> {}),
                clientForWork(settings -> settings.retryStrategy(retriesButOfThrottling())),
                tableName,
                realBackoff(),
                realPace(writeUnitsPerSecond),
                CALL_TIMEOUT);
    }

    /**
     * A limit as the environment has it.
     *
     * @param setting the value of {@value #WRITE_UNITS_VARIABLE}; null or blank for the default
     * @throws IllegalArgumentException if it is no whole number from 1
     */
    public static int writeUnitsPerSecond(String setting) {
        if (setting == null || setting.isBlank()) {
            return DEFAULT_WRITE_UNITS_PER_SECOND;
        }
        try {
            int units = Integer.parseInt(setting.strip());
            if (units >= 1) {
                return units;
            }
        } catch (NumberFormatException e) {
            // What is expected is said below.
        }
        throw new IllegalArgumentException(
                WRITE_UNITS_VARIABLE + " is a whole number from 1, but this is '" + setting + "'.");
    }

    private static DynamoDbClient clientForWork(Consumer<ClientOverrideConfiguration.Builder> more) {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(ATTEMPT_TIMEOUT))
                .overrideConfiguration(settings -> more.accept(
                        settings.apiCallAttemptTimeout(ATTEMPT_TIMEOUT).apiCallTimeout(CALL_TIMEOUT)))
                .build();
    }

    /** The standard would send throttled batches again by itself, at its own pace and not at ours. */
    private static RetryStrategy retriesButOfThrottling() {
        return DefaultRetryStrategy.standardStrategyBuilder()
                .retryOnException(failure -> failure instanceof AwsServiceException refused
                        ? refused.statusCode() >= SERVER_ERRORS && !refused.isThrottlingException()
                        : failure instanceof SdkClientException || failure instanceof IOException)
                .build();
    }

    /**
     * Creates an empty table and waits until it can be used. Only for tests and local servers: in the cloud,
     * {@code template.yaml} creates it.
     */
    public static void create(DynamoDbClient client, String tableName) {
        client.createTable(table -> table.tableName(tableName)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(Item.KEY_FIELD)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(Item.KEY_FIELD)
                        .keyType(KeyType.HASH)
                        .build()));
        client.waiter().waitUntilTableExists(table -> table.tableName(tableName));
        client.updateTimeToLive(ttl -> ttl.tableName(tableName)
                .timeToLiveSpecification(TimeToLiveSpecification.builder()
                        .attributeName(Item.EXPIRY_FIELD)
                        .enabled(true)
                        .build()));
    }

    @Override
    public Map<String, Item> read(Collection<String> keys) {
        return read(keys, false);
    }

    @Override
    public Map<String, Item> readLatest(Collection<String> keys) {
        return read(keys, true);
    }

    private Map<String, Item> read(Collection<String> keys, boolean consistent) {
        Map<String, Item> items = new HashMap<>();
        for (List<String> batch : batches(List.copyOf(new LinkedHashSet<>(keys)), KEYS_PER_ROUND_TRIP)) {
            readBatch(batch, consistent, items);
        }
        return items;
    }

    private void readBatch(List<String> keys, boolean consistent, Map<String, Item> items) {
        KeysAndAttributes pending = KeysAndAttributes.builder()
                .keys(keys.stream().map(DynamoItems::keyOf).toList())
                .consistentRead(consistent)
                .build();
        long end = System.nanoTime() + readPatience.toNanos();
        for (int attempt = 1; pending != null; attempt++) {
            BatchGetItemRequest request = BatchGetItemRequest.builder()
                    .requestItems(Map.of(tableName, pending))
                    .overrideConfiguration(this::patience)
                    .build();
            BatchGetItemResponse response = call("read", () -> client.batchGetItem(request));
            response.responses().getOrDefault(tableName, List.of()).stream()
                    .map(DynamoItems::toItem)
                    .forEach(item -> items.put(item.key(), item));
            pending = response.unprocessedKeys().get(tableName);
            if (pending != null) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (left.isNegative() || left.isZero()) {
                    throw new TableUnavailableException(
                            "The table " + tableName + " put off a read for longer than " + readPatience + ".", null);
                }
                backoff.pause(attempt, left);
            }
        }
    }

    @Override
    public Optional<Item> readLatest(String key) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(tableName)
                .key(DynamoItems.keyOf(key))
                .consistentRead(true)
                .overrideConfiguration(this::patience)
                .build();
        Map<String, AttributeValue> found =
                call("read", () -> client.getItem(request)).item();
        return found.isEmpty() ? Optional.empty() : Optional.of(DynamoItems.toItem(found));
    }

    @Override
    public void write(List<Item> items, Deadline deadline) {
        List<Item> batch = new ArrayList<>();
        long units = 0;
        for (Item item : items) {
            int unitsOfItem = item.writeUnits();
            if (batch.size() == ITEMS_PER_BATCH || (!batch.isEmpty() && units + unitsOfItem > UNITS_PER_BATCH)) {
                writeBatch(batch, deadline);
                batch = new ArrayList<>();
                units = 0;
            }
            batch.add(item);
            units += unitsOfItem;
        }
        writeBatch(batch, deadline);
    }

    private void writeBatch(List<Item> batch, Deadline deadline) {
        List<Item> pending = batch;
        int inVain = 0;
        while (!pending.isEmpty()) {
            deadline.check("writing to the table");
            long units = pending.stream().mapToLong(Item::writeUnits).sum();
            long turn = pace.await(units);
            List<Item> left = putOff(pending);
            if (left.isEmpty()) {
                pace.succeeded(units);
            } else {
                pace.throttled(turn);
                inVain = left.size() < pending.size() ? 0 : inVain + 1;
                backoff.pause(Math.max(1, inVain), deadline.remaining());
            }
            pending = left;
        }
    }

    /** Sends a batch once, and tells what of it is not stored. */
    private List<Item> putOff(List<Item> batch) {
        List<WriteRequest> puts = batch.stream().map(DynamoTable::putRequest).toList();
        BatchWriteItemRequest request = BatchWriteItemRequest.builder()
                .requestItems(Map.of(tableName, puts))
                .build();
        try {
            Set<String> unprocessed = call("written", () -> batchClient.batchWriteItem(request))
                    .unprocessedItems()
                    .getOrDefault(tableName, List.of())
                    .stream()
                    .map(put -> DynamoItems.keyIn(put.putRequest().item()))
                    .collect(Collectors.toSet());
            return batch.stream()
                    .filter(item -> unprocessed.contains(item.key()))
                    .toList();
        } catch (TableUnavailableException e) {
            if (e.getCause() instanceof AwsServiceException refused && refused.isThrottlingException()) {
                // So DynamoDB says it when it puts off the whole batch and not only a part.
                return batch;
            }
            throw e;
        }
    }

    @Override
    public WriteCapacity writeCapacity() {
        int atOnce = (int) Math.ceil(pace.limit() / UNITS_PER_SECOND_AND_BATCH);
        return new WriteCapacity(
                ITEMS_PER_BATCH,
                Math.max(FEWEST_BATCHES_AT_ONCE, Math.min(MOST_BATCHES_AT_ONCE, atOnce)),
                pace.limit());
    }

    @Override
    public boolean replace(Item item, long expectedRevision) {
        PutItemRequest.Builder request =
                PutItemRequest.builder().tableName(tableName).item(DynamoItems.toAttributes(item));
        if (expectedRevision == 0) {
            request.conditionExpression("attribute_not_exists(#revision)")
                    .expressionAttributeNames(Map.of("#revision", Item.REVISION_FIELD));
        } else {
            request.conditionExpression("#revision = :expected")
                    .expressionAttributeNames(Map.of("#revision", Item.REVISION_FIELD))
                    .expressionAttributeValues(Map.of(":expected", DynamoItems.number(expectedRevision)));
        }
        try {
            call("written", () -> client.putItem(request.build()));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
        batchClient.close();
    }

    /** The time-outs of connecting and of the socket go on to hold. */
    private void patience(AwsRequestOverrideConfiguration.Builder read) {
        if (!called) {
            read.apiCallAttemptTimeout(FIRST_CALL_TIMEOUT).apiCallTimeout(FIRST_CALL_TIMEOUT);
        }
    }

    private <R> R call(String verb, Supplier<R> operation) {
        try {
            return operation.get();
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (SdkException e) {
            if (isOurMistake(e)) {
                throw e;
            }
            throw unavailable(verb, e);
        } catch (UncheckedIOException e) {
            // So the SDK's HTTP client says, at some moments, that a connection was refused.
            throw unavailable(verb, e);
        } finally {
            called = true;
        }
    }

    private TableUnavailableException unavailable(String verb, RuntimeException cause) {
        return new TableUnavailableException(
                "The table " + tableName + " could not be " + verb + ": " + cause.getMessage(), cause);
    }

    private static boolean isOurMistake(SdkException e) {
        return e instanceof AwsServiceException refused
                && refused.awsErrorDetails() != null
                && "ValidationException".equals(refused.awsErrorDetails().errorCode());
    }

    private static WriteRequest putRequest(Item item) {
        PutRequest put =
                PutRequest.builder().item(DynamoItems.toAttributes(item)).build();
        return WriteRequest.builder().putRequest(put).build();
    }

    private static <T> List<List<T>> batches(List<T> all, int size) {
        List<List<T>> batches = new ArrayList<>();
        for (int start = 0; start < all.size(); start += size) {
            batches.add(all.subList(start, Math.min(all.size(), start + size)));
        }
        return batches;
    }
}
