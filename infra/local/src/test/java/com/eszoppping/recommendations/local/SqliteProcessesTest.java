package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Item;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.Value;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several users of one file: in other threads, with other connections, in other processes. */
class SqliteProcessesTest {
    @TempDir
    private Path folder;

    @Test
    void many_can_open_a_new_file_at_once_and_all_write() throws Exception {
        Path file = folder.resolve("new.db");
        List<Callable<Boolean>> openers = new ArrayList<>();
        for (int opener = 0; opener < 8; opener++) {
            String key = "k" + opener;
            openers.add(() -> {
                try (Table table = new SqliteTable(file)) {
                    table.write(List.of(item(key)), Deadline.never());
                    return table.readLatest(key).isPresent();
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(openers.size());
        for (Future<Boolean> opened : threads.invokeAll(openers)) {
            assertThat(opened.get()).isTrue();
        }
        threads.shutdownNow();
    }

    @Test
    void readers_go_on_while_another_connection_writes() throws Exception {
        Path file = folder.resolve("busy.db");
        List<Item> items =
                IntStream.range(0, 5_000).mapToObj(number -> item("k" + number)).toList();
        try (Table training = new SqliteTable(file);
                Table serving = new SqliteTable(file);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            training.write(List.of(item("old")), Deadline.never());
            Future<?> writing = threads.submit(() -> training.write(items, Deadline.never()));
            while (!writing.isDone()) {
                assertThat(serving.read(List.of("old"))).hasSize(1);
            }
            writing.get();

            assertThat(serving.read(items.stream().map(Item::key).toList())).hasSize(items.size());
        }
    }

    @Test
    void a_process_that_is_killed_while_it_writes_leaves_what_it_had_finished() throws Exception {
        Path file = folder.resolve("killed.db");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int finished = 0;
        try (BufferedReader progress =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (int line = 0; line < 20; line++) {
                finished = Integer.parseInt(progress.readLine());
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }

        try (Table table = new SqliteTable(file)) {
            List<String> keys = IntStream.rangeClosed(0, finished)
                    .mapToObj(number -> "k" + number)
                    .toList();
            assertThat(table.read(keys)).hasSize(keys.size());
            table.write(List.of(item("next")), Deadline.never());
            assertThat(table.readLatest("next")).isPresent();
        }
    }

    /** Writes one item after the other and prints the number of each that is stored. */
    static final class EndlessWriter {
        private EndlessWriter() {}

        public static void main(String[] args) {
            try (Table table = new SqliteTable(Path.of(args[0]))) {
                for (int number = 0; ; number++) {
                    table.write(List.of(item("k" + number)), Deadline.never());
                    System.out.println(number);
                }
            }
        }
    }

    private static Item item(String key) {
        return new Item(
                key,
                Map.of("text", new Value.Text("x".repeat(1_000))),
                Optional.of(Instant.parse("2099-01-01T00:00:00Z")),
                0);
    }
}
