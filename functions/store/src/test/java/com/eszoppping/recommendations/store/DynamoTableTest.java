package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;

class DynamoTableTest extends TableContract {
    @Override
    protected Table newTable() {
        return new DynamoTable(LocalDynamo.clientBuilder().build(), LocalDynamo.newTable());
    }

    /** Says of the last five items of a batch that they were put off, three times. */
    private static final class PutsOff implements ExecutionInterceptor {
        private final AtomicInteger left = new AtomicInteger(3);

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (context.request() instanceof BatchWriteItemRequest request && left.getAndDecrement() > 0) {
                Map.Entry<String, List<software.amazon.awssdk.services.dynamodb.model.WriteRequest>> sent =
                        request.requestItems().entrySet().iterator().next();
                int size = sent.getValue().size();
                return BatchWriteItemResponse.builder()
                        .unprocessedItems(Map.of(sent.getKey(), sent.getValue().subList(Math.max(0, size - 5), size)))
                        .build();
            }
            return context.response();
        }
    }

    @Test
    void what_the_table_puts_off_is_sent_again_until_all_is_stored() {
        PutsOff putsOff = new PutsOff();
        DynamoDbClient client = LocalDynamo.clientBuilder()
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(putsOff))
                .build();
        List<Item> items = IntStream.range(0, 40)
                .mapToObj(i -> new Item("k" + i, Map.of("n", new Value.Whole(i)), Optional.empty(), 0))
                .toList();
        try (Table table = new DynamoTable(client, LocalDynamo.newTable())) {
            table.write(items, Deadline.never());

            assertThat(table.read(items.stream().map(Item::key).toList())).hasSize(40);
            assertThat(putsOff.left.get()).isLessThanOrEqualTo(0);
        }
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
}
