package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DynamoTableTest {
    @Test
    void smoke() {
        try (Table table = new DynamoTable(LocalDynamo.clientBuilder().build(), LocalDynamo.newTable())) {
            Item item = new Item("a", Map.of("x", new Value.Real(0.1)), Optional.empty(), 0);
            table.write(List.of(item), Deadline.never());
            assertThat(table.read(List.of("a", "b"))).isEqualTo(Map.of("a", item));
        }
    }
}
