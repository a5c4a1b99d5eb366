package com.eszoppping.recommendations.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.faults.Invariants.StoredItem;
import com.eszoppping.recommendations.local.RecsCommand;
import com.eszoppping.recommendations.local.SqliteTable;
import com.eszoppping.recommendations.local.Stores;
import com.eszoppping.recommendations.store.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The local store on a disk that is full before a training is done. */
class FullDiskTest {
    @TempDir
    private Path folder;

    /** The limit of what a process may write to one file stands for a full disk: SQLite hears the same error. */
    @ParameterizedTest
    @ValueSource(ints = {8, 64})
    void where_the_disk_is_full_the_old_version_stays(int kilobytesMore) throws Exception {
        Stores.whereNamesTell(folder.resolve("data"), "a");
        Path store = Files.createDirectories(folder.resolve("disk-" + kilobytesMore));
        assertThat(recs("true", store, "2026-10-01T00:00:00Z")).isZero();
        long size = Files.size(store.resolve("versions.db")) / 1024;

        assertThat(recs("ulimit -f " + (size + kilobytesMore), store, "2026-10-02T00:00:00Z"))
                .isNotZero();

        try (Table local = new SqliteTable(store.resolve("versions.db"))) {
            assertThat(Invariants.hold(local, items(store))
                            .orElseThrow()
                            .current()
                            .text())
                    .startsWith("20261001");
        }
        assertThat(recs("true", store, "2026-10-03T00:00:00Z")).isZero();
        try (Table local = new SqliteTable(store.resolve("versions.db"))) {
            assertThat(Invariants.hold(local, items(store))
                            .orElseThrow()
                            .current()
                            .text())
                    .startsWith("20261003");
        }
    }

    private int recs(String limit, Path store, String logicalTime) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", limit + "; exec \"$@\"", "recs"));
        command.addAll(RecsCommand.of(
                "train",
                "--data",
                folder.resolve("data").toString(),
                "--store",
                store.toString(),
                "--time",
                logicalTime));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static List<StoredItem> items(Path store) throws SQLException {
        List<StoredItem> items = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store.resolve("versions.db"));
                ResultSet rows = connection.createStatement().executeQuery("select id, expires_at from items")) {
            while (rows.next()) {
                long expiry = rows.getLong(2);
                OptionalLong expiresAt = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(expiry);
                items.add(new StoredItem(rows.getString(1), expiresAt));
            }
        }
        return items;
    }
}
