package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class ItemSizeTest {
    private static final int WRITE_UNIT_BYTES = 1_024;
    private static DynamoDbClient client;
    private static String tableName;

    @BeforeAll
    static void connect() {
        client = LocalDynamo.clientBuilder().build();
        tableName = LocalDynamo.newTable();
    }

    @AfterAll
    static void close() {
        client.close();
    }

    static List<Value> values() {
        return List.of(
                new Value.Text("abc"),
                new Value.Text("Zażółć \uD83C\uDFAE"),
                new Value.Whole(0),
                new Value.Whole(7),
                new Value.Whole(102),
                new Value.Whole(1_000_000),
                new Value.Whole(Long.MAX_VALUE),
                new Value.Whole(-7),
                new Value.Whole(-102),
                new Value.Real(-0.25),
                new Value.Real(-19.99),
                new Value.Real(1e-130),
                new Value.Real(0.125),
                new Value.Real(19.99),
                new Value.Real(0.1 + 0.2),
                new Value.Flag(true),
                new Value.Sequence(List.of()),
                new Value.Sequence(List.of(new Value.Text("a"), new Value.Whole(12))),
                new Value.Fields(Map.of()),
                new Value.Fields(Map.of("id", new Value.Text("1010"), "score", new Value.Real(0.83))),
                new Value.Sequence(List.of(new Value.Fields(Map.of("id", new Value.Text("1010"))))));
    }

    /** An item that is filled up to exactly one write unit costs one, and two with one byte more. */
    @ParameterizedTest
    @MethodSource("values")
    void an_items_size_is_what_dynamodb_charges_to_the_byte(Value value) {
        assertThat(chargedUnits(filledTo(WRITE_UNIT_BYTES, value))).isEqualTo(1);
        assertThat(chargedUnits(filledTo(WRITE_UNIT_BYTES + 1, value))).isEqualTo(2);
        assertThat(chargedUnits(filledTo(4 * WRITE_UNIT_BYTES, value))).isEqualTo(4);
        assertThat(chargedUnits(filledTo(4 * WRITE_UNIT_BYTES + 1, value))).isEqualTo(5);
    }

    @Test
    void a_size_computed_by_hand() {
        Item item = new Item(
                "key",
                Map.of(
                        "products",
                        new Value.Sequence(List.of(new Value.Fields(
                                Map.of("id", new Value.Text("1010"), "score", new Value.Real(0.83)))))),
                Optional.of(Instant.ofEpochSecond(1_798_765_432)),
                0);
        int key = 2 + 3;
        int product = 3 + (1 + 2 + 4) + (1 + 5 + 2);
        int products = 8 + 3 + (1 + product);
        int expiresAt = 9 + (5 + 1);
        assertThat(ItemSize.of(item)).isEqualTo(key + products + expiresAt);
    }

    @Test
    void write_units_are_started_kilobytes_of_each_item() {
        WriteCount count = WriteCount.NONE
                .plusItemOf(1)
                .plusItemOf(1_024)
                .plusItemOf(1_025)
                .plusItemOf(4_096);

        assertThat(count).isEqualTo(new WriteCount(4, 6_146, 8));
    }

    private static Item filledTo(int bytes, Value value) {
        int missing = bytes - ItemSize.of(item(value, ""));
        Item item = item(value, "x".repeat(missing));
        assertThat(ItemSize.of(item)).isEqualTo(bytes);
        return item;
    }

    private static Item item(Value value, String padding) {
        Map<String, Value> fields = new HashMap<>();
        fields.put("value", value);
        fields.put("padding", new Value.Text(padding));
        return new Item("ąkey", fields, Optional.of(Instant.parse("2026-12-24T02:00:01Z")), 3);
    }

    private static long chargedUnits(Item item) {
        // A replacement is charged by the larger of the old and the new item, so the old one goes first.
        client.deleteItem(delete -> delete.tableName(tableName).key(DynamoItems.keyOf(item.key())));
        return Math.round(client.putItem(put -> put.tableName(tableName)
                        .item(DynamoItems.toAttributes(item))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits());
    }
}
