package com.eszoppping.recommendations.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.local.FolderBucket;
import com.eszoppping.recommendations.local.SqliteTable;
import com.eszoppping.recommendations.recovery.LostTable.Restored;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionCopy;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.Versions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LostTableTest {
    private static final VersionId VERSION = VersionFileTest.VERSION;

    /** So many that their list has several parts. */
    private static final int ERASED = 20;

    @TempDir
    private Path folder;

    private Bucket bucket;
    private Path export;

    @BeforeEach
    void export_a_version() throws IOException {
        bucket = new FolderBucket(folder, folder);
        export = folder.resolve(LostTable.keyOf(VERSION));
        Files.createDirectories(export.getParent());
        try (Table lost = new SqliteTable(folder.resolve("lost.db"))) {
            Versions versions = new Versions(lost, InstantSource.system(), ControlCopies.in(bucket::write));
            VersionFileTest.publish(versions);
            IntStream.range(0, ERASED).forEach(user -> versions.erase("user-" + user));
            try (OutputStream out = Files.newOutputStream(export)) {
                VersionFile.write(VersionCopy.of(lost, VERSION), lost, out);
            }
        }
    }

    @Test
    void a_damaged_file_costs_its_own_version_and_no_other() throws IOException {
        byte[] whole = Files.readAllBytes(export);
        Files.write(export.resolveSibling("20261123T020000Z-aaaa.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(export.resolveSibling("20261125T020000Z-cccc.jsonl.gz"), "something else");

        Restored restored = restore("found.db");

        assertThat(restored.current()).isEqualTo(VERSION.text());
        assertThat(restored.versions()).containsExactly(VERSION.text());
        assertThat(restored.documents()).contains("erased");
        assertThat(restored.damaged())
                .satisfiesExactly(
                        newest -> assertThat(newest).contains("20261125T020000Z-cccc", "it is not gzip"),
                        oldest -> assertThat(oldest).contains("20261123T020000Z-aaaa", "it breaks off"));
    }

    @Test
    void to_restore_again_changes_nothing() throws IOException {
        restore("found.db");

        Restored again = restore("found.db");

        assertThat(again.documents()).isEmpty();
        assertThat(again.versions()).isEmpty();
        assertThat(again.current()).isEqualTo(VERSION.text());
    }

    /** Hashes of the old list are of another salt, so the old list would name nobody, and everybody on it would come back. */
    @Test
    void an_erasure_before_the_list_of_the_erased_is_back_is_not_passed_over() throws IOException {
        try (Table found = new SqliteTable(folder.resolve("found.db"))) {
            new Versions(found, InstantSource.system(), ControlCopies.none()).erase("somebody else");
        }

        assertThatThrownBy(() -> restore("found.db"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in which the old one says nothing");

        try (Table found = new SqliteTable(folder.resolve("found.db"))) {
            assertThat(new Versions(found, InstantSource.system(), ControlCopies.none()).pointer())
                    .as("nothing is put back")
                    .isEmpty();
        }
    }

    private Restored restore(String table) throws IOException {
        try (Table found = new SqliteTable(folder.resolve(table))) {
            return new LostTable(bucket, found, InstantSource.system()).restore();
        }
    }
}
