package com.eszoppping.recommendations.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreGeneratorTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void equal_options_give_equal_bytes(boolean dirty) throws IOException {
        Map<String, byte[]> once = generate("once", new StoreOptions(120, 80, 1_500, 5, dirty));
        Map<String, byte[]> again = generate("again", new StoreOptions(120, 80, 1_500, 5, dirty));

        assertThat(again.keySet()).isEqualTo(once.keySet());
        assertThat(again).allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(once.get(name)));
    }

    @Test
    void another_seed_gives_another_store() throws IOException {
        Map<String, byte[]> one = generate("one", new StoreOptions(120, 80, 1_500, 5, false));
        Map<String, byte[]> other = generate("other", new StoreOptions(120, 80, 1_500, 6, false));

        assertThat(other.get("catalogue/products.jsonl.gz")).isNotEqualTo(one.get("catalogue/products.jsonl.gz"));
        assertThat(other.get("sessions/2026/10/01.jsonl.gz")).isNotEqualTo(one.get("sessions/2026/10/01.jsonl.gz"));
    }

    @Test
    void counts_what_it_wrote() throws IOException {
        List<Long> progress = new ArrayList<>();
        Generated generated =
                new StoreGenerator(new StoreOptions(120, 80, 1_500, 5, false)).write(folder, progress::add);

        WrittenStore store = new WrittenStore(folder);
        assertThat(store.products()).hasSize(120).hasSize(generated.products());
        assertThat(store.users()).hasSize(80).hasSize(generated.users());
        assertThat(store.eventsBySession()).hasSize(1_500);
        assertThat(generated.sessions()).isEqualTo(1_500);
        assertThat((long) store.events().size()).isEqualTo(generated.events()).isEqualTo(generated.lines());
        assertThat(store.sessionLines()).hasSize(90).hasSize(generated.files());
        assertThat(generated.dirt()).hasSize(DirtKind.values().length);
        assertThat(generated.dirt().values()).containsOnly(0L);
        assertThat(progress).isSorted().endsWith(generated.events());
    }

    @Test
    void the_log_keeps_to_its_days() throws IOException {
        StoreOptions threeDays = new StoreOptions(100, 50, 900, 2, false, LocalDate.of(2024, 2, 28), 3);
        new StoreGenerator(threeDays).write(folder, events -> {});

        WrittenStore store = new WrittenStore(folder);
        assertThat(store.sessionLines())
                .containsOnlyKeys(
                        "sessions/2024/02/28.jsonl.gz", "sessions/2024/02/29.jsonl.gz", "sessions/2024/03/01.jsonl.gz");
        assertThat(store.events()).allMatch(event -> !event.time().toLocalDate().isAfter(LocalDate.of(2024, 3, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalogue", "sessions"})
    void a_folder_with_a_store_is_refused_and_left_alone(String part) throws IOException {
        Files.createDirectories(folder.resolve(part));
        Files.writeString(folder.resolve(part).resolve("precious.jsonl"), "{}");

        assertThatThrownBy(() -> new StoreGenerator(StoreOptions.defaults()).write(folder, events -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("already has a store")
                .hasMessageContaining(part + "/");
        assertThat(new WrittenStore(folder).files()).containsOnlyKeys(part + "/precious.jsonl");
    }

    @Test
    void a_failed_run_leaves_nothing_behind() {
        StoreGenerator generator = new StoreGenerator(new StoreOptions(120, 80, 1_500, 5, false));

        assertThatThrownBy(() -> generator.write(folder, events -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_store_of_the_smallest_size_is_possible() throws IOException {
        new StoreGenerator(new StoreOptions(50, 1, 1, 1, false)).write(folder, events -> {});

        assertThat(new WrittenStore(folder).eventsBySession()).hasSize(1);
    }

    @Test
    void impossible_options_are_refused_by_name_and_value() {
        assertThatThrownBy(() -> new StoreOptions(49, 10, 10, 1, false))
                .hasMessage("products must be from 50 to 2000000, but is 49.");
        assertThatThrownBy(() -> new StoreOptions(50, 0, 10, 1, false)).hasMessageContaining("users must be from 1");
        assertThatThrownBy(() -> new StoreOptions(50, 10, 0, 1, false)).hasMessageContaining("sessions must be from 1");
        assertThatThrownBy(() -> new StoreOptions(50, 10, 10, 1, true, LocalDate.of(2026, 1, 1), 3))
                .hasMessage("days of a dirty store must be 4 or more, but is 3.");
        assertThatThrownBy(() -> new StoreOptions(50, 10, 10, 1, false, LocalDate.of(1969, 12, 31), 3))
                .hasMessageContaining("1969-12-31");
    }

    private Map<String, byte[]> generate(String name, StoreOptions options) throws IOException {
        Path target = folder.resolve(name);
        new StoreGenerator(options).write(target, events -> {});
        return new WrittenStore(target).files();
    }
}
