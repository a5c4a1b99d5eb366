package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class DynamoTableTest extends TableContract {
    private static final int UNHURRIED = 1_000_000;

    private final String tableName = LocalDynamo.newTable();
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    @Override
    protected Table newTable() {
        return new DynamoTable(LocalDynamo.clientBuilder().build(), tableName);
    }

    @Test
    void what_the_table_puts_off_is_written_again_until_all_is_stored() {
        List<Item> items = items(40);
        PutsOffFive putsOff = new PutsOffFive(3);
        try (Table table = tableBehind(putsOff)) {
            table.write(items, Deadline.never());

            assertThat(putsOff.left).isZero();
            assertThat(pauses).hasSize(3);
            assertThat(table.read(keysOf(items)).values()).containsExactlyInAnyOrderElementsOf(items);
        }
    }

    @Test
    void what_the_table_puts_off_is_read_again_until_all_is_there() {
        List<Item> items = items(40);
        PutsOffFive putsOff = new PutsOffFive(3);
        try (Table table = tableBehind(putsOff)) {
            putsOff.left = 0;
            table.write(items, Deadline.never());
            putsOff.left = 3;

            assertThat(table.read(keysOf(items)).values()).containsExactlyInAnyOrderElementsOf(items);
            assertThat(putsOff.left).isZero();
        }
    }

    @Test
    void a_whole_batch_that_is_throttled_is_written_again() {
        List<Item> items = items(30);
        Throttles throttles = new Throttles(2);
        try (Table table = tableBehind(throttles)) {
            table.write(items, Deadline.never());

            assertThat(pauses).hasSize(2);
            assertThat(table.read(keysOf(items))).hasSize(30);
        }
    }

    @Test
    void a_table_that_goes_on_refusing_is_unavailable_after_pauses_that_grow() {
        try (Table table = tableBehind(new PutsOffFive(Integer.MAX_VALUE))) {
            assertThatThrownBy(() -> table.write(items(5), Deadline.never()))
                    .isInstanceOf(TableUnavailableException.class);

            assertThat(pauses).hasSizeBetween(10, 20).allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) <= 0);
            assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofMillis(50));
            assertThat(pauses).anyMatch(pause -> pause.compareTo(Duration.ofMillis(200)) > 0);
        }
    }

    @Test
    void no_pause_is_longer_than_the_time_that_is_left() {
        Duration left = Duration.ofMillis(3);
        try (Table table = tableBehind(new PutsOffFive(Integer.MAX_VALUE))) {
            assertThatThrownBy(() -> table.write(items(5), () -> left)).isInstanceOf(TableUnavailableException.class);

            assertThat(pauses).isNotEmpty().allMatch(pause -> pause.compareTo(left) <= 0);
        }
    }

    @Test
    void the_deadline_is_looked_at_before_each_batch() {
        List<Item> items = items(60);
        List<Duration> left = new ArrayList<>(List.of(Duration.ofSeconds(1), Duration.ZERO));
        try (Table table = newTable()) {
            assertThatThrownBy(() -> table.write(items, () -> left.remove(0)))
                    .isInstanceOf(DeadlineReachedException.class);

            assertThat(table.read(keysOf(items))).hasSize(25);
        }
    }

    @Test
    void large_items_go_in_batches_of_a_hundred_units_or_alone() {
        List<Integer> batches = new ArrayList<>();
        List<Item> items = Stream.of(1, 60, 40, 39, 1, 150, 1)
                .map(units -> new Item(
                        "large-" + UUID.randomUUID(),
                        Map.of("text", new Value.Text("x".repeat(units * 1024 - 200))),
                        Optional.empty(),
                        0))
                .toList();
        try (Table table = tableBehind(new CountsItems(batches))) {
            table.write(items, Deadline.never());

            assertThat(batches).containsExactly(2, 3, 1, 1);
            assertThat(table.read(keysOf(items))).hasSize(items.size());
        }
    }

    @Test
    void what_the_http_client_throws_besides_is_unavailable_too() {
        DynamoDbClient broken = LocalDynamo.clientBuilder()
                .httpClientBuilder(settings -> new RefusesUnchecked())
                .build();
        try (Table table = new DynamoTable(broken, "any")) {
            assertThatThrownBy(() -> table.read(List.of("a")))
                    .isInstanceOf(TableUnavailableException.class)
                    .hasMessageContaining("refused");
        }
    }

    /** As UrlConnectionHttpClient does where a second try at the output stream is refused. */
    private static final class RefusesUnchecked implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    throw new UncheckedIOException(new ConnectException("Connection refused"));
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    @Test
    void only_the_first_call_has_time_to_load_the_clients_classes() {
        try (Table table = DynamoTable.forRequests(clientForRequestsBehind(new Slow()), tableName)) {
            assertThat(table.read(List.of("a"))).isEmpty();
            assertThatThrownBy(() -> table.read(List.of("a"))).isInstanceOf(TableUnavailableException.class);
        }
    }

    private static DynamoDbClient clientForRequestsBehind(ExecutionInterceptor interceptor) {
        DynamoDbClientBuilder builder = LocalDynamo.clientForRequests(LocalDynamo.endpoint());
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .addExecutionInterceptor(interceptor)
                        .build())
                .build();
    }

    @Test
    void a_table_that_does_not_answer_is_unavailable() {
        DynamoDbClient nowhere = LocalDynamo.clientBuilder()
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .build();
        try (Table table = new DynamoTable(nowhere, "any")) {
            assertThatThrownBy(() -> table.read(List.of("a")))
                    .isInstanceOf(TableUnavailableException.class)
                    .hasMessageContaining("any");
        }
    }

    @Test
    void a_table_that_does_not_exist_is_named() {
        try (Table table = new DynamoTable(LocalDynamo.clientBuilder().build(), "no-such-table")) {
            assertThatThrownBy(() -> table.readLatest("a"))
                    .isInstanceOf(TableUnavailableException.class)
                    .hasMessageContaining("no-such-table");
        }
    }

    @Test
    void an_item_that_dynamodb_never_takes_is_our_mistake_and_not_an_outage() {
        Item tooLarge = new Item("large", Map.of("text", new Value.Text("x".repeat(500_000))), Optional.empty(), 0);
        try (Table table = newTable()) {
            assertThatThrownBy(() -> table.write(List.of(tooLarge), Deadline.never()))
                    .isInstanceOf(DynamoDbException.class);
        }
    }

    @Test
    void an_items_fields_can_be_read_by_people_and_by_time_to_live() {
        Item item = new Item(
                "k",
                Map.of("list", new Value.Sequence(List.of(new Value.Fields(Map.of("score", new Value.Real(0.83)))))),
                Optional.of(java.time.Instant.ofEpochSecond(1_798_765_432)),
                0);

        assertThat(DynamoItems.toAttributes(item))
                .containsOnlyKeys("id", "list", "expiresAt")
                .containsEntry("expiresAt", AttributeValue.fromN("1798765432"))
                .containsEntry(
                        "list",
                        AttributeValue.fromL(
                                List.of(AttributeValue.fromM(Map.of("score", AttributeValue.fromN("0.83"))))));
    }

    @Test
    void the_limit_is_the_environments_or_that_of_a_new_table() {
        assertThat(DynamoTable.writeUnitsPerSecond(null)).isEqualTo(4_000);
        assertThat(DynamoTable.writeUnitsPerSecond(" ")).isEqualTo(4_000);
        assertThat(DynamoTable.writeUnitsPerSecond("40000")).isEqualTo(40_000);
        assertThatThrownBy(() -> DynamoTable.writeUnitsPerSecond("0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TABLE_WRITE_UNITS_PER_SECOND is a whole number from 1, but this is '0'");
        assertThatThrownBy(() -> DynamoTable.writeUnitsPerSecond("many")).hasMessageContaining("'many'");
    }

    private Table tableBehind(ExecutionInterceptor interceptor) {
        DynamoDbClient client = LocalDynamo.clientBuilder()
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(interceptor))
                .build();
        return new DynamoTable(
                client, tableName, new Backoff(pauses::add), new WritePace(UNHURRIED, System::nanoTime, pause -> {}));
    }

    private static List<Item> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Item("k" + i, Map.of("n", new Value.Whole(i)), Optional.empty(), 0))
                .toList();
    }

    private static List<String> keysOf(List<Item> items) {
        return items.stream().map(Item::key).toList();
    }

    /** Takes the first items of a batch and puts off the last five, some times: the server never sees those. */
    private static final class PutsOffFive implements ExecutionInterceptor {
        private int left;
        private SdkRequest asked;

        PutsOffFive(int times) {
            left = times;
        }

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            asked = context.request();
            if (left > 0 && asked instanceof BatchWriteItemRequest write) {
                List<WriteRequest> all =
                        write.requestItems().values().iterator().next();
                // An empty batch would be refused, so the first item always gets through.
                return write.toBuilder()
                        .requestItems(Map.of(
                                write.requestItems().keySet().iterator().next(),
                                all.subList(0, Math.max(1, all.size() - 5))))
                        .build();
            }
            return asked;
        }

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (left == 0) {
                return context.response();
            }
            if (asked instanceof BatchWriteItemRequest write) {
                left--;
                String name = write.requestItems().keySet().iterator().next();
                return BatchWriteItemResponse.builder()
                        .unprocessedItems(
                                Map.of(name, lastFive(write.requestItems().get(name))))
                        .build();
            }
            if (asked instanceof BatchGetItemRequest read) {
                left--;
                return withoutLastFive(read, (BatchGetItemResponse) context.response());
            }
            return context.response();
        }

        private static SdkResponse withoutLastFive(BatchGetItemRequest read, BatchGetItemResponse answer) {
            String name = read.requestItems().keySet().iterator().next();
            List<Map<String, AttributeValue>> putOff =
                    lastFive(read.requestItems().get(name).keys());
            List<Map<String, AttributeValue>> found = answer.responses().get(name).stream()
                    .filter(item -> !putOff.contains(Map.of("id", item.get("id"))))
                    .toList();
            return answer.toBuilder()
                    .responses(Map.of(name, found))
                    .unprocessedKeys(Map.of(
                            name, KeysAndAttributes.builder().keys(putOff).build()))
                    .build();
        }

        private static <T> List<T> lastFive(List<T> all) {
            return all.subList(Math.max(0, all.size() - 5), all.size());
        }
    }

    /** Notes how many items each batch has. */
    private record CountsItems(List<Integer> batches) implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof BatchWriteItemRequest batch) {
                batches.add(batch.requestItems().values().iterator().next().size());
            }
        }
    }

    /** Refuses whole batches of writes as DynamoDB does when the table is over its throughput. */
    private static final class Throttles implements ExecutionInterceptor {
        private int left;

        Throttles(int times) {
            left = times;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof BatchWriteItemRequest && left-- > 0) {
                throw ProvisionedThroughputExceededException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ProvisionedThroughputExceededException")
                                .build())
                        .build();
            }
        }
    }

    /** Takes longer over each call than somebody waits who sends requests. */
    private static final class Slow implements ExecutionInterceptor {
        private static final Duration PAUSE = Duration.ofMillis(2_500);

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
