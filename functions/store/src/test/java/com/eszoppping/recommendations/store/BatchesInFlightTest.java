package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Many batches at once into DynamoDB Local, which in front of it takes no more in a second than it is told to. */
final class BatchesInFlightTest {
    private static final int ITEMS = 1_500;
    private static final int LIMIT = 5_000;

    private final String tableName = LocalDynamo.newTable();

    /** Moves on while somebody waits. */
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void nothing_is_lost_and_nothing_stored_twice_when_the_table_puts_much_off() {
        PutsOffAtRandom throttle = new PutsOffAtRandom(0.4);
        try (DynamoTable table = tableBehind(throttle)) {
            List<Item> items = items();
            BatchesInFlight batches = new BatchesInFlight(table, Deadline.never());
            items.forEach(batches::add);
            batches.finish();

            assertThat(throttle.putOff.get()).isPositive();
            assertThat(throttle.stored)
                    .hasSize(ITEMS)
                    .allSatisfy((key, times) -> assertThat(times).isEqualTo(1));
            assertThat(table.read(items.stream().map(Item::key).toList()).values())
                    .containsExactlyInAnyOrderElementsOf(items);
        }
    }

    @Test
    void all_that_was_sent_kept_to_the_limit_by_the_clock() {
        PutsOffAtRandom throttle = new PutsOffAtRandom(0);
        try (DynamoTable table = tableBehind(throttle)) {
            BatchesInFlight batches = new BatchesInFlight(table, Deadline.never());
            items().forEach(batches::add);
            batches.finish();

            long units = items().stream().mapToLong(Item::writeUnits).sum();
            long lastBatch =
                    items().get(0).writeUnits() * 25L * table.writeCapacity().batchesAtOnce();
            assertThat(Duration.ofNanos(nanos.get()).toMillis())
                    .isGreaterThanOrEqualTo((units - lastBatch) * 1_000 / LIMIT);
        }
    }

    @Test
    void a_batch_that_fails_stops_the_others_and_whoever_adds_hears_of_it() {
        AtomicInteger sent = new AtomicInteger();
        ExecutionInterceptor failing = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof BatchWriteItemRequest && sent.incrementAndGet() == 5) {
                    throw new IllegalStateException("The fifth batch fails.");
                }
            }
        };
        try (DynamoTable table = tableBehind(failing)) {
            BatchesInFlight batches = new BatchesInFlight(table, Deadline.never());
            assertThatThrownBy(() -> {
                        items().forEach(batches::add);
                        batches.finish();
                    })
                    .hasMessageContaining("The fifth batch fails");
            assertThatThrownBy(batches::finish).hasMessageContaining("The fifth batch fails");

            assertThat(sent.get()).isLessThan(ITEMS / 25 / 2);
        }
    }

    @Test
    void the_deadline_stops_all_of_them() {
        AtomicInteger checks = new AtomicInteger();
        Deadline afterTen = () -> checks.incrementAndGet() <= 10 ? Duration.ofMinutes(1) : Duration.ZERO;
        try (DynamoTable table = tableBehind(new PutsOffAtRandom(0))) {
            BatchesInFlight batches = new BatchesInFlight(table, afterTen);

            assertThatThrownBy(() -> items().forEach(batches::add)).isInstanceOf(DeadlineReachedException.class);
        }
    }

    private DynamoTable tableBehind(ExecutionInterceptor interceptor) {
        DynamoDbClient client = LocalDynamo.clientBuilder()
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(interceptor))
                .build();
        Backoff.Sleeper moving = pause -> nanos.addAndGet(pause.toNanos());
        return new DynamoTable(client, tableName, new Backoff(moving), new WritePace(LIMIT, nanos::get, moving));
    }

    private static List<Item> items() {
        return IntStream.range(0, ITEMS)
                .mapToObj(i ->
                        new Item("k" + i, Map.of("text", new Value.Text("x".repeat(1_500))), Optional.empty(), 0))
                .toList();
    }

    /** Lets a random part of each batch through; the server never sees the rest, which is said to be unprocessed. */
    private static final class PutsOffAtRandom implements ExecutionInterceptor {
        private static final ExecutionAttribute<List<WriteRequest>> REST = new ExecutionAttribute<>("rest");

        private final double share;
        private final Random random = new Random(1);
        private final AtomicInteger putOff = new AtomicInteger();
        private final Map<String, Integer> stored = Collections.synchronizedMap(new HashMap<>());

        PutsOffAtRandom(double share) {
            this.share = share;
        }

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            if (!(context.request() instanceof BatchWriteItemRequest write)) {
                return context.request();
            }
            String name = write.requestItems().keySet().iterator().next();
            List<WriteRequest> all = new ArrayList<>(write.requestItems().get(name));
            // An empty batch would be refused, so something always gets through.
            int through = Math.max(1, (int) Math.round(all.size() * (random.nextDouble() < share ? 0.5 : 1)));
            attributes.putAttribute(REST, List.copyOf(all.subList(through, all.size())));
            List<WriteRequest> taken = all.subList(0, through);
            taken.forEach(put -> stored.merge(put.putRequest().item().get("id").s(), 1, Integer::sum));
            return write.toBuilder().requestItems(Map.of(name, taken)).build();
        }

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (!(context.response() instanceof BatchWriteItemResponse answer)) {
                return context.response();
            }
            List<WriteRequest> rest = attributes.getAttribute(REST);
            putOff.addAndGet(rest.size());
            return rest.isEmpty()
                    ? answer
                    : answer.toBuilder()
                            .unprocessedItems(Map.of(
                                    ((BatchWriteItemRequest) context.request())
                                            .requestItems()
                                            .keySet()
                                            .iterator()
                                            .next(),
                                    rest))
                            .build();
        }
    }
}
