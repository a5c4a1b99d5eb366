package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionReaderTest {
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final VersionId VERSION = VersionId.parse("20261124T020000Z-bbbb");
    private static final CategoryPath GAMES = CategoryPath.parse("Gry");
    private static final ListKey LIST = ListKey.forEverybody("popular", GAMES);

    private volatile Instant now = Instant.parse("2026-11-24T03:00:00Z");
    private final InstantSource clock = () -> now;
    private final RecordingTable table =
            new RecordingTable(new DynamoTable(LocalDynamo.clientBuilder().build(), LocalDynamo.newTable()));
    private final Versions versions = new Versions(table, clock, ControlCopies.none());
    private final ExecutorService threads = Executors.newFixedThreadPool(16);

    @AfterEach
    void close() {
        threads.shutdownNow();
        table.close();
    }

    @Test
    void many_who_ask_first_wait_for_one_load() throws Exception {
        publish(List.of(GAMES));
        VersionReader reader = reader();
        table.takeRoundTrips();

        CountDownLatch start = new CountDownLatch(1);
        List<Future<Optional<LiveVersion>>> answers = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            answers.add(threads.submit(() -> {
                start.await();
                return reader.current();
            }));
        }
        start.countDown();

        for (Future<Optional<LiveVersion>> answer : answers) {
            assertThat(answer.get().orElseThrow().id()).isEqualTo(VERSION);
        }
        // The pointer, then the manifest with the category tree.
        assertThat(table.takeRoundTrips()).isEqualTo(2);
    }

    @Test
    void while_one_thread_looks_for_a_newer_version_the_others_go_on() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger loads = new AtomicInteger();
        Refreshed<Integer> value = new Refreshed<>(clock, REFRESH, old -> {
            if (old.isPresent()) {
                loading.countDown();
                awaitQuietly(release);
            }
            return loads.incrementAndGet();
        });
        assertThat(value.get()).isEqualTo(1);
        now = now.plus(REFRESH);

        Future<Integer> refreshing = threads.submit(value::get);
        loading.await();
        for (int other = 0; other < 10; other++) {
            assertThat(threads.submit(value::get).get()).isEqualTo(1);
        }
        release.countDown();

        assertThat(refreshing.get()).isEqualTo(2);
        assertThat(value.get()).isEqualTo(2);
        assertThat(loads).hasValue(2);
    }

    @Test
    void an_outage_costs_one_attempt_in_each_period() {
        publish(List.of(GAMES));
        VersionReader reader = reader();
        reader.current();
        table.setDown(true);
        now = now.plus(REFRESH);
        table.takeRoundTrips();

        for (int request = 0; request < 5; request++) {
            assertThat(reader.current().orElseThrow().id()).isEqualTo(VERSION);
        }
        assertThat(table.takeRoundTrips()).isEqualTo(1);
    }

    @Test
    void a_reader_that_knows_nothing_yet_tries_again_at_the_next_request() {
        publish(List.of(GAMES));
        VersionReader reader = reader();
        table.setDown(true);
        assertThatThrownBy(reader::current).isInstanceOf(TableUnavailableException.class);

        table.setDown(false);
        assertThat(reader.current().orElseThrow().id()).isEqualTo(VERSION);
    }

    @Test
    void a_list_that_is_not_there_is_looked_for_again_until_the_version_has_settled() {
        publish(List.of(GAMES));
        VersionReader reader = reader();
        LiveVersion live = reader.current().orElseThrow();
        ListKey absent = ListKey.forGroup("groups", 1, GAMES);
        table.takeRoundTrips();

        assertThat(reader.lists(live, List.of(absent))).isEmpty();
        assertThat(reader.lists(live, List.of(absent))).isEmpty();
        assertThat(table.takeRoundTrips()).isEqualTo(2);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(reader.lists(live, List.of(absent))).isEmpty();
        assertThat(reader.lists(live, List.of(absent))).isEmpty();
        assertThat(table.takeRoundTrips()).isEqualTo(1);
    }

    @Test
    void lists_in_memory_and_lists_in_the_table_come_in_one_answer() {
        publish(List.of(GAMES));
        VersionReader reader = reader();
        LiveVersion live = reader.current().orElseThrow();
        ListKey store = ListKey.forEverybody("popular", CategoryPath.STORE);
        reader.lists(live, List.of(LIST));
        table.takeRoundTrips();

        assertThat(reader.lists(live, List.of(LIST, store, store))).containsOnlyKeys(LIST, store);
        assertThat(table.takeRoundTrips()).isEqualTo(1);
    }

    @Test
    void a_category_tree_of_several_parts_is_read_whole() {
        List<CategoryPath> many = IntStream.range(0, 4_000)
                .mapToObj(number -> CategoryPath.parse("Elektronika i komputery;Podzespoły do komputerów;" + number))
                .toList();
        publish(many);
        LiveVersion live = reader().current().orElseThrow();

        assertThat(live.manifest().categoryParts()).isGreaterThan(1);
        assertThat(live.categories().nodes()).hasSize(4_000 + 3).containsAll(many);
        assertThat(table.written()).allMatch(item -> ItemSize.of(item) < 100_000);
    }

    @Test
    void a_version_without_users_and_categories_is_served() {
        versions.begin(VERSION, Duration.ofDays(1), Deadline.never())
                .goLive(new ManifestDraft(
                        List.of(new ServedModel("popular", 0)), SessionPolicy.DEFAULT, Map.of(), 0, 0));
        VersionReader reader = reader();
        LiveVersion live = reader.current().orElseThrow();
        table.takeRoundTrips();

        assertThat(live.categories().nodes()).containsExactly(CategoryPath.STORE);
        assertThat(reader.read(live, Optional.of("102"), List.of()).group()).isEmpty();
        assertThat(table.takeRoundTrips()).isZero();
    }

    private void publish(List<CategoryPath> categories) {
        Publication publication = versions.begin(VERSION, Duration.ofDays(30), Deadline.never());
        publication.putCategories(categories);
        publication.put(new RankedList(LIST, List.of(new ScoredProduct("1010", 0.83))));
        publication.put(new RankedList(
                ListKey.forEverybody("popular", CategoryPath.STORE), List.of(new ScoredProduct("1011", 0.5))));
        publication.goLive(new ManifestDraft(
                List.of(new ServedModel("popular", 0)), SessionPolicy.DEFAULT, Map.of("seed", "1"), 0, 0));
    }

    private VersionReader reader() {
        return new VersionReader(table, clock, REFRESH);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
