package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.LiveVersion;
import com.eszoppping.recommendations.store.Pointer;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionReader;
import com.eszoppping.recommendations.store.Versions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training in a process of its own, killed as {@code kill -9} does it. */
class KilledTrainingTest {
    private static final int KILLS = 6;

    @TempDir
    private Path folder;

    @Test
    void a_training_killed_at_any_moment_leaves_the_old_version_whole_and_the_next_one_succeeds() throws Exception {
        Path data = Stores.generate(folder.resolve("data"), 4_000, true);
        Path store = folder.resolve("store");
        long begun = System.nanoTime();
        assertThat(train(data, store, "2026-10-20T02:00:00Z").waitFor()).isZero();
        long wholeMillis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        SplittableRandom random = new SplittableRandom(wholeMillis);

        for (int kill = 0; kill < KILLS; kill++) {
            Pointer before = pointer(store);
            Process training = train(data, store, "2026-10-2" + (1 + kill) + "T02:00:00Z");
            boolean ended = training.waitFor(random.nextLong(wholeMillis), TimeUnit.MILLISECONDS);
            training.destroyForcibly().waitFor();

            Pointer after = pointer(store);
            boolean wentLive = !after.equals(before);
            assertThat(wentLive && ended ? training.exitValue() : 0).isZero();
            assertThat(wentLive ? after.previous() : Optional.of(before.current()))
                    .contains(before.current());
            assertWhole(store);
        }

        assertThat(train(data, store, "2026-10-28T02:00:00Z").waitFor()).isZero();
        assertThat(pointer(store).current().text()).startsWith("20261028T020000Z");
        assertWhole(store);
    }

    private static Process train(Path data, Path store, String time) throws IOException {
        return new ProcessBuilder(
                        RecsCommand.of("train", "--data", data.toString(), "--store", store.toString(), "--time", time))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Pointer pointer(Path store) {
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            return new Versions(table, InstantSource.system(), ControlCopies.none())
                    .pointer()
                    .orElseThrow();
        }
    }

    /** The version that is served has its manifest, its lists, and as many items as it counted. */
    private static void assertWhole(Path store) throws Exception {
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            VersionReader reader = new VersionReader(table, InstantSource.system(), Duration.ofSeconds(1));
            LiveVersion live = reader.current().orElseThrow();
            ListKey key = ListKey.forEverybody("groups", CategoryPath.STORE);
            assertThat(reader.lists(live, List.of(key)).get(key).products()).isNotEmpty();
            assertThat(Stores.items(store, live.id().text()))
                    .hasSize((int) live.manifest().count().items() + 1);
        }
    }
}
