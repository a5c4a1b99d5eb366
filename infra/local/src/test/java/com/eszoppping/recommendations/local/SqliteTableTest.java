package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Item;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.TableContract;
import com.eszoppping.recommendations.store.TableUnavailableException;
import com.eszoppping.recommendations.store.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTableTest extends TableContract {
    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    @TempDir
    private Path folder;

    @Override
    protected Table newTable() {
        return new SqliteTable(folder.resolve("contract.db"));
    }

    @Test
    void what_one_process_writes_another_reads_at_once() {
        Path file = folder.resolve("deep/down/shared.db");
        try (Table training = new SqliteTable(file);
                Table serving = new SqliteTable(file)) {
            training.write(List.of(item("a", Optional.empty())), Deadline.never());

            assertThat(serving.read(List.of("a"))).containsKey("a");
            assertThat(serving.replace(revised(1), 0)).isTrue();
            assertThat(training.replace(revised(1), 0)).isFalse();
        }
    }

    @Test
    void what_has_expired_is_dropped_when_something_is_written() {
        Path file = folder.resolve("expiry.db");
        try (Table table = new SqliteTable(file, InstantSource.fixed(NOW))) {
            table.write(
                    List.of(item("old", Optional.of(NOW)), item("new", Optional.of(NOW.plusSeconds(1)))),
                    Deadline.never());
            table.write(List.of(item("next", Optional.empty())), Deadline.never());

            assertThat(table.read(List.of("old", "new", "next"))).containsOnlyKeys("new", "next");
        }
    }

    @Test
    void a_place_that_cannot_be_written_is_named() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new SqliteTable(file.resolve("versions.db")))
                .isInstanceOf(TableUnavailableException.class)
                .hasMessageContaining("versions.db");
    }

    private static Item item(String key, Optional<Instant> expiresAt) {
        return new Item(key, Map.of("x", new Value.Whole(1)), expiresAt, 0);
    }

    private static Item revised(long revision) {
        return new Item("p", Map.of(), Optional.empty(), revision);
    }
}
