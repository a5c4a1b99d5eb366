package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.store.HostileIdsContract;
import com.eszoppping.recommendations.store.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

class SqliteHostileIdsTest extends HostileIdsContract {
    @Override
    protected Table newTable() throws Exception {
        // jqwik knows nothing of JUnit's temporary folders; the build's own folder is cleaned with the build.
        Path folder = Files.createTempDirectory(Path.of("target"), "hostile-ids-");
        return new SqliteTable(
                folder.resolve("versions.db"), InstantSource.fixed(Instant.parse("2026-11-24T03:00:00Z")));
    }
}
