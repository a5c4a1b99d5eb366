package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionsContract;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

class SqliteVersionsTest extends VersionsContract {
    @TempDir
    private Path folder;

    @Override
    protected Table newTable() {
        return new SqliteTable(
                folder.resolve(UUID.randomUUID() + ".db"), InstantSource.fixed(Instant.parse("2026-11-24T03:00:00Z")));
    }
}
