package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Table} does. */
public abstract class TableContract {
    private Table table;

    /** A new, empty table. */
    protected abstract Table newTable() throws Exception;

    @BeforeEach
    void open() throws Exception {
        table = newTable();
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void every_kind_of_value_comes_back_as_it_went_in() {
        Map<String, Value> fields = Map.of(
                "text", new Value.Text("Gry na konsole; „Zażółć” \n\u0000\uD83C\uDFAE"),
                "empty", new Value.Text(""),
                "whole", new Value.Whole(Long.MIN_VALUE),
                "real", new Value.Real(0.1 + 0.2),
                "small", new Value.Real(1.2345678901234567e-120),
                "flag", new Value.Flag(true),
                "sequence",
                        new Value.Sequence(
                                List.of(new Value.Whole(1), new Value.Text("2"), new Value.Sequence(List.of()))),
                "fields", new Value.Fields(Map.of("inner", new Value.Fields(Map.of("x", new Value.Real(-2.5))))));
        Item item = new Item("key", fields, Optional.of(Instant.parse("2099-01-01T00:00:00Z")), 0);

        table.write(List.of(item), Deadline.never());

        assertThat(table.read(List.of("key"))).isEqualTo(Map.of("key", item));
        assertThat(table.readLatest("key")).contains(item);
    }

    @Test
    void numbers_keep_their_last_digit() {
        List<Value> numbers = new Random(1)
                .doubles(500)
                .mapToObj(x -> new Value.Real((x - 0.5) * Math.pow(10, 240 * x - 120)))
                .collect(Collectors.toCollection(ArrayList::new));
        for (double edge : new double[] {
            0, -0.0, 2.0, -3, 1e15, 1e22, 0.1 + 0.2, 1e-130, 9.999999999999998e125, -9.999999999999998e125, 1.0 / 3
        }) {
            numbers.add(new Value.Real(edge));
        }
        table.write(
                List.of(new Item("n", Map.of("n", new Value.Sequence(numbers)), Optional.empty(), 0)),
                Deadline.never());

        Value.Sequence stored =
                (Value.Sequence) table.readLatest("n").orElseThrow().fields().get("n");
        assertThat(stored.values().stream().map(value -> ((Value.Numeric) value).asDouble()))
                .containsExactlyElementsOf(numbers.stream()
                        .map(value -> ((Value.Numeric) value).asDouble())
                        .toList());
    }

    @Test
    void numbers_that_dynamodb_cannot_hold_are_refused_or_zero() {
        for (double impossible : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e126, -1e126}) {
            assertThatThrownBy(() -> new Value.Real(impossible))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(impossible));
        }
        assertThat(new Value.Real(Double.MIN_VALUE)).isEqualTo(new Value.Real(0.0));
        assertThat(new Value.Real(-0.0)).isEqualTo(new Value.Real(0.0));
    }

    @Test
    void an_unpaired_surrogate_is_kept_as_the_replacement_character() {
        Item item = new Item("s", Map.of("text", new Value.Text("a\uD83Cb")), Optional.empty(), 0);
        table.write(List.of(item), Deadline.never());

        assertThat(table.readLatest("s").orElseThrow().fields()).isEqualTo(Map.of("text", new Value.Text("a\uFFFDb")));
    }

    @Test
    void keys_that_do_not_exist_are_left_out_and_keys_that_come_twice_are_read_once() {
        table.write(List.of(item("a", 1)), Deadline.never());

        assertThat(table.read(List.of("a", "b", "a"))).containsOnlyKeys("a");
        assertThat(table.readLatest("b")).isEmpty();
        assertThat(table.read(List.of())).isEmpty();
    }

    @Test
    void more_keys_than_a_round_trip_and_more_items_than_a_batch_are_all_handled() {
        List<Item> items =
                IntStream.range(0, 260).mapToObj(i -> item("k" + i, i)).toList();

        table.write(items, Deadline.never());

        List<String> keys = items.stream().map(Item::key).toList();
        assertThat(table.read(keys).values()).containsExactlyInAnyOrderElementsOf(items);
        assertThat(table.readLatest(keys).values()).containsExactlyInAnyOrderElementsOf(items);
    }

    @Test
    void odd_keys_are_told_apart() {
        List<String> keys = List.of(
                "#",
                "##",
                "a#b",
                "a",
                "A",
                "a ",
                " a",
                "a\n",
                "a\u0000",
                "ą",
                "a\u0328",
                "\uD83C\uDFAE",
                "%",
                "_",
                "'");
        table.write(keys.stream().map(key -> item(key, keys.indexOf(key))).toList(), Deadline.never());

        for (String key : keys) {
            assertThat(table.readLatest(key)).contains(item(key, keys.indexOf(key)));
        }
    }

    @Test
    void writing_again_replaces() {
        table.write(List.of(item("a", 1)), Deadline.never());
        table.write(List.of(item("a", 2)), Deadline.never());

        assertThat(table.readLatest("a")).contains(item("a", 2));
    }

    @Test
    void nothing_is_written_after_the_deadline() {
        assertThatThrownBy(() -> table.write(List.of(item("a", 1)), () -> Duration.ZERO))
                .isInstanceOf(DeadlineReachedException.class);

        assertThat(table.readLatest("a")).isEmpty();
    }

    @Test
    void an_item_is_replaced_only_at_the_expected_revision() {
        assertThat(table.replace(revised("p", 1, "first"), 0)).isTrue();
        assertThat(table.replace(revised("p", 1, "also first"), 0)).isFalse();
        assertThat(table.replace(revised("p", 3, "too far"), 2)).isFalse();
        assertThat(table.replace(revised("p", 2, "second"), 1)).isTrue();
        assertThat(table.replace(revised("q", 2, "never was"), 1)).isFalse();

        assertThat(table.readLatest("p")).contains(revised("p", 2, "second"));
        assertThat(table.readLatest("q")).isEmpty();
    }

    @Test
    void an_item_without_a_revision_is_replaced_as_one_that_is_not_there_yet_and_only_once() {
        Instant expiry = Instant.parse("2100-01-01T00:00:00Z");
        table.write(List.of(new Item("a", Map.of(), Optional.of(expiry), 0)), Deadline.never());
        Item replaced = new Item("a", Map.of("text", new Value.Text("new")), Optional.of(expiry), 1);

        assertThat(table.replace(replaced, 0)).isTrue();
        assertThat(table.replace(revised("a", 1, "late"), 0)).isFalse();

        assertThat(table.readLatest("a")).contains(replaced);
    }

    @Test
    void of_many_who_replace_at_once_exactly_one_wins() throws Exception {
        List<Callable<Boolean>> rivals = new ArrayList<>();
        for (int rival = 0; rival < 8; rival++) {
            String name = "rival " + rival;
            rivals.add(() -> table.replace(revised("p", 1, name), 0));
        }
        int winners = 0;
        try (Threads threads = new Threads()) {
            for (Future<Boolean> rival : threads.executor().invokeAll(rivals)) {
                winners += rival.get() ? 1 : 0;
            }
        }
        assertThat(winners).isEqualTo(1);
    }

    /** Threads that end with the test. */
    private record Threads(ExecutorService executor) implements AutoCloseable {
        Threads() {
            this(Executors.newFixedThreadPool(8));
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }

    private static Item item(String key, int number) {
        return new Item(key, Map.of("number", new Value.Whole(number)), Optional.empty(), 0);
    }

    private static Item revised(String key, long revision, String text) {
        return new Item(key, Map.of("text", new Value.Text(text)), Optional.empty(), revision);
    }
}
