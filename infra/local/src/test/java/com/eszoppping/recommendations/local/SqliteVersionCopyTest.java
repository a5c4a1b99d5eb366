package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionCopyContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteVersionCopyTest extends VersionCopyContract {
    @TempDir
    private Path folder;

    @Override
    protected Table newTable() throws Exception {
        return new SqliteTable(
                Files.createTempFile(folder, "versions", ".db"),
                InstantSource.fixed(Instant.parse("2026-11-24T03:00:00Z")));
    }
}
