package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DeadlineReachedException;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.Versions;
import com.eszoppping.recommendations.store.WriteCapacity;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.eszoppping.recommendations.training.TrainingSummary;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that would not be done before their deadline, by a clock that moves on only where the test says so. */
final class DeadlineTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T02:00:00Z");
    private static final int CORES = 2;

    @TempDir
    private static Path data;

    @TempDir
    private Path store;

    private final AtomicLong secondsPassed = new AtomicLong();
    private final List<String> phases = new ArrayList<>();

    /** How many seconds pass when something begins: a phase, a call of the bucket or the table. */
    private Map<String, Integer> seconds = Map.of();

    private double unitsPerSecond = Double.POSITIVE_INFINITY;

    @BeforeAll
    static void generate() throws IOException {
        Stores.generate(data, 1_500, false);
    }

    @BeforeEach
    void something_is_live() throws IOException {
        train(MONDAY, 1);
        phases.clear();
    }

    @Test
    void reading_that_is_too_slow_stops_early_and_names_the_memory_that_would_do() {
        seconds = Map.of("Bucket.open", 10);

        assertStops(800)
                .hasMessageContaining("Reading the rest of the log and computing would take about")
                .hasMessageContaining("what is live stays")
                .hasMessageMatching("(?s).*This run has 2 cores; with TrainingMemoryMb of \\d,\\d\\d\\d or more.*");
        assertThat(phases).endsWith("reading the log").doesNotContain("choosing parameters");
        assertThat(secondsPassed.get()).isLessThan(300);
    }

    @Test
    void a_log_that_no_function_reads_in_time_names_spark() {
        seconds = Map.of("Bucket.open", 10);

        assertStops(150).hasMessageContaining("the Spark job of infra/spark");
    }

    @Test
    void fitting_that_took_too_long_on_the_older_part_is_not_begun_on_the_whole() {
        seconds = Map.of("fitting on the older part", 90);

        assertStops(150)
                .hasMessageContaining(
                        "Fitting the models on the whole log would take about 100 s more, but the deadline is in 60 s");
        assertThat(phases).noneMatch(phase -> phase.equals("fitting next"));
    }

    @Test
    void publishing_is_counted_before_and_not_begun() {
        unitsPerSecond = 10;
        seconds = Map.of("fitting next", 500);

        assertStops(600 - 1)
                .hasMessageContaining("write units at 10 a second")
                .hasMessageContaining("TableWriteUnitsPerSecond");
        assertThat(phases).endsWith("counting what is to be written");
    }

    @Test
    void publishing_that_the_table_slows_down_stops_early() {
        seconds = Map.of("Table.write", 100);

        assertStops(700).hasMessageContaining("Publishing the rest of");
        assertThat(phases).endsWith("publishing");
        assertThat(secondsPassed.get()).isLessThan(600);
    }

    @Test
    void who_has_the_time_is_not_stopped() throws IOException {
        seconds = Map.of("Bucket.open", 1, "fitting on the older part", 90, "Table.write", 1);
        unitsPerSecond = 1_000;

        assertThat(train(TUESDAY, 900).live()).isTrue();
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertStops(int deadline) {
        var thrown = assertThatThrownBy(() -> train(TUESDAY, deadline)).isInstanceOf(DeadlineReachedException.class);
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            assertThat(new Versions(table, InstantSource.system(), ControlCopies.none())
                            .pointer()
                            .orElseThrow()
                            .current()
                            .logicalTime())
                    .isEqualTo(MONDAY);
        }
        return thrown;
    }

    private TrainingSummary train(Instant logicalTime, int deadlineSeconds) throws IOException {
        Deadline deadline = () -> Duration.ofSeconds(deadlineSeconds - secondsPassed.get());
        TrainingRequest request =
                TrainingRequest.of(Optional.of(logicalTime)).withThreads(CORES).withMaxCoverageFall(1);
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            return new Training(
                            watched(Bucket.class, new FolderBucket(data, store)),
                            watched(Table.class, table),
                            InstantSource.system(),
                            progress())
                    .run(request, deadline);
        }
    }

    private Progress progress() {
        return new Progress() {
            @Override
            public void phase(String name) {
                phases.add(name);
                pass(name);
            }

            @Override
            public void advanced(long done, String unit) {}

            @Override
            public void finished() {}
        };
    }

    private void pass(String what) {
        secondsPassed.addAndGet(seconds.getOrDefault(what, 0));
    }

    /** The real thing, at which time passes, and a table with a limit. */
    private <T> T watched(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    pass(type.getSimpleName() + "." + method.getName());
                    if (method.getName().equals("writeCapacity")) {
                        return new WriteCapacity(25, 1, unitsPerSecond);
                    }
                    try {
                        return method.invoke(real, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
