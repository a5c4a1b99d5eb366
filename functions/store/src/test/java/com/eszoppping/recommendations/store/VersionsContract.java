package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.CategoryTree.Resolution;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.ranking.ShopCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for versions over every {@link Table}. */
public abstract class VersionsContract {
    private static final SessionPolicy REPEATS =
            new SessionPolicy(2, SessionPolicy.Treatment.EXPECTED, List.of(0.25, 0.5), List.of(2.0, 1.0));
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final VersionId MONDAY = VersionId.parse("20261123T020000Z-aaaa");
    private static final VersionId TUESDAY = VersionId.parse("20261124T020000Z-bbbb");
    private static final VersionId TUESDAY_AGAIN = VersionId.parse("20261124T020000Z-cccc");
    private static final VersionId WEDNESDAY = VersionId.parse("20261125T020000Z-dddd");
    private static final CategoryPath GAMES = CategoryPath.parse("Gry;Gry na konsole");
    private static final ListKey LIST = ListKey.forEverybody("popular", GAMES);

    private final TestClock clock = new TestClock();
    private final List<String> copies = new ArrayList<>();
    private RecordingTable table;
    private Versions versions;

    /** A new, empty table. */
    protected abstract Table newTable() throws Exception;

    @BeforeEach
    void open() throws Exception {
        table = new RecordingTable(newTable());
        versions = new Versions(table, clock, (name, json) -> copies.add(name));
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void a_version_is_read_as_it_was_written() {
        publish(MONDAY, "monday");
        VersionReader reader = reader();
        LiveVersion live = reader.current().orElseThrow();

        assertThat(live.manifest().id()).isEqualTo(MONDAY);
        assertThat(live.manifest().defaultModel(false).name()).isEqualTo("groups");
        assertThat(live.manifest().defaultModel(true).name()).isEqualTo("next");
        assertThat(live.manifest().sessions()).isEqualTo(REPEATS);
        assertThat(live.categories().resolve("Gry na konsole")).isEqualTo(new Resolution.Known(GAMES));
        assertThat(live.catalogue().product("monday")).contains(entry("monday"));
        assertThat(reader.lists(live, List.of(LIST))).isEqualTo(Map.of(LIST, list("monday")));
        assertThat(reader.read(live, Optional.of("102"), List.of("monday", "unknown")))
                .isEqualTo(new Known(OptionalInt.of(1), Map.of("monday", product("monday"))));
    }

    @Test
    void a_report_of_any_size_is_read_as_it_was_put_and_counted() {
        String small = "{\"żółw\":\"\uD83C\uDFAE\"}";
        // Random digits hardly compress, so that this has several parts.
        String large = new Random(1)
                .ints(1_500_000, '0', '9' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        publishWithReport(MONDAY, small);
        publishWithReport(TUESDAY, "\"" + large + "\"");
        VersionReader reader = reader();
        Manifest monday = versions.manifest(MONDAY).orElseThrow();
        Manifest tuesday = versions.manifest(TUESDAY).orElseThrow();

        assertThat(reader.report(monday)).contains(small);
        assertThat(monday.reportParts()).isEqualTo(1);
        assertThat(reader.report(tuesday)).contains("\"" + large + "\"");
        assertThat(tuesday.reportParts()).isGreaterThan(1);
        assertThat(tuesday.count().items()).isEqualTo(tuesday.reportParts());
        assertThat(table.written()).allMatch(item -> item.expiresAt().isPresent());
    }

    @Test
    void of_a_report_that_is_not_whole_nothing_is_read_and_a_version_may_have_none() {
        publish(MONDAY, "monday");
        publishWithReport(TUESDAY, "{}");
        Manifest tuesday = versions.manifest(TUESDAY).orElseThrow();
        VersionReader reader = reader();

        assertThat(reader.report(versions.manifest(MONDAY).orElseThrow())).isEmpty();
        assertThat(reader.report(withReportParts(tuesday, 2))).isEmpty();
        assertThat(reader.report(tuesday)).contains("{}");
    }

    private void publishWithReport(VersionId id, String report) {
        Publication publication = versions.begin(id, HORIZON, Deadline.never());
        publication.putReport(report);
        assertThatThrownBy(() -> publication.putReport(report)).isInstanceOf(IllegalStateException.class);
        publication.goLive(draft());
    }

    private static Manifest withReportParts(Manifest manifest, int parts) {
        Map<String, Value> fields = new HashMap<>(manifest.toItem().fields());
        fields.put("reportParts", new Value.Whole(parts));
        return Manifest.of(
                new Item(manifest.toItem().key(), fields, manifest.toItem().expiresAt(), 0));
    }

    @Test
    void what_groups_like_comes_with_the_version() {
        List<List<CategoryPath>> interests = List.of(List.of(GAMES, CategoryPath.parse("Sprzęt RTV")), List.of());
        ManifestDraft draft = draft();
        versions.begin(MONDAY, HORIZON, Deadline.never())
                .goLive(new ManifestDraft(
                        draft.models(), draft.sessions(), draft.lineage(), draft.users(), draft.products(), interests));

        Manifest manifest = reader().current().orElseThrow().manifest();
        assertThat(manifest.groupInterests()).isEqualTo(interests);
        assertThat(manifest.interestsOf(OptionalInt.of(0))).isEqualTo(interests.get(0));
        assertThat(manifest.interestsOf(OptionalInt.of(1))).isEmpty();
        assertThat(manifest.interestsOf(OptionalInt.of(2))).isEmpty();
    }

    @Test
    void a_candidate_is_read_by_its_name_while_nothing_is_live() {
        begin(MONDAY, "monday").holdBack(draft(), "Too few events.");
        VersionReader reader = reader();

        LiveVersion candidate = reader.pinned(MONDAY).orElseThrow();

        assertThat(reader.current()).isEmpty();
        assertThat(candidate.pointer()).isEmpty();
        assertThat(reader.lists(candidate, List.of(LIST))).isEqualTo(Map.of(LIST, list("monday")));
        assertThat(reader.pinned(TUESDAY)).isEmpty();
    }

    @Test
    void half_a_version_is_never_visible() {
        publish(MONDAY, "monday");
        Publication half = versions.begin(TUESDAY, HORIZON, Deadline.never());
        half.put(list("tuesday"));
        half.put(product("tuesday"));

        assertThat(versions.pointer().orElseThrow().current()).isEqualTo(MONDAY);
        assertThat(versions.manifest(TUESDAY)).isEmpty();
        assertThatThrownBy(() -> versions.activate(TUESDAY))
                .isInstanceOf(ActivationException.class)
                .hasMessageContaining(TUESDAY.text());
    }

    @Test
    void a_run_that_dies_at_any_operation_leaves_what_is_live_and_a_later_one_succeeds() {
        publish(MONDAY, "monday");
        int operations = 0;
        Optional<Outcome> outcome = Optional.empty();
        while (outcome.isEmpty()) {
            VersionId run = new VersionId(TUESDAY.logicalTime(), String.format("%04x", operations));
            table.cutOffAfter(operations);
            outcome = publishOrDie(run);
            table.cutOffAfter(Integer.MAX_VALUE);
            VersionReader reader = reader();
            LiveVersion live = reader.current().orElseThrow();
            String productId = outcome.isEmpty() ? "monday" : "tuesday";
            assertThat(live.id()).isEqualTo(outcome.isEmpty() ? MONDAY : run);
            assertThat(reader.lists(live, List.of(LIST))).isEqualTo(Map.of(LIST, list(productId)));
            assertThat(reader.read(live, Optional.of("102"), List.of(productId)))
                    .isEqualTo(new Known(OptionalInt.of(1), Map.of(productId, product(productId))));
            operations++;
        }
        // Who was erased (twice), the register (twice read and written), the items, the manifest, the pointer read and
        // written.
        assertThat(operations - 1).isEqualTo(10);
    }

    private Optional<Outcome> publishOrDie(VersionId run) {
        try {
            return Optional.of(publish(run, "tuesday"));
        } catch (TableUnavailableException died) {
            return Optional.empty();
        }
    }

    @Test
    void a_switch_whose_answer_is_lost_is_known_to_be_made() {
        table.loseNextAnswer(Keys.POINTER);
        assertThat(publish(MONDAY, "monday")).isInstanceOf(Outcome.Live.class);

        publish(TUESDAY, "tuesday");
        table.loseNextAnswer(Keys.POINTER);
        assertThat(versions.activate(MONDAY).current()).isEqualTo(MONDAY);
        assertThat(versions.pointer().orElseThrow().revision()).isEqualTo(3);
        assertThat(copies).hasSize(3);
    }

    @Test
    void the_current_version_is_activated_without_a_write() {
        publish(MONDAY, "monday");

        assertThat(versions.activate(MONDAY)).isEqualTo(versions.pointer().orElseThrow());
        assertThat(versions.pointer().orElseThrow().revision()).isEqualTo(1);
    }

    @Test
    void the_pointer_names_the_fifty_newest_versions_and_the_current_one() {
        publish(MONDAY, "monday");
        for (int minute = 1; minute <= 55; minute++) {
            publish(new VersionId(TUESDAY.logicalTime().plusSeconds(minute * 60L), "aaaa"), "p");
        }
        assertThat(versions.pointer().orElseThrow().published()).hasSize(50).doesNotContain(MONDAY);

        Pointer pointer = versions.activate(MONDAY);

        assertThat(pointer.published()).hasSize(50).endsWith(MONDAY);
        assertThat(reader().published().get(0).id().logicalTime()).isEqualTo(pointer.highestLogicalTime());
    }

    @Test
    void a_list_or_product_that_comes_twice_and_members_that_come_again_are_refused() {
        Publication publication = begin(MONDAY, "monday");

        assertThatThrownBy(() -> publication.put(list("other"))).hasMessageContaining("popular");
        assertThatThrownBy(() -> publication.put(product("monday"))).hasMessageContaining("monday");
        assertThatThrownBy(() -> publication.putMembers(List.of())).hasMessageContaining("members");
        assertThatThrownBy(() -> publication.putCategories(List.of())).hasMessageContaining("categories");
        assertThatThrownBy(() -> publication.putCatalogue(List.of())).hasMessageContaining("catalogue");
    }

    @Test
    void a_list_over_four_hundred_kilobytes_is_refused_with_its_key() {
        Publication publication = versions.begin(MONDAY, HORIZON, Deadline.never());
        List<ScoredProduct> products = IntStream.range(0, 20_000)
                .mapToObj(number -> new ScoredProduct("product" + number, 0.5))
                .toList();

        assertThatThrownBy(() -> publication.put(new RankedList(LIST, products)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("409600")
                .hasMessageContaining("#list#popular#-#" + GAMES.text());
    }

    @Test
    void rollback_serves_the_previous_version() {
        publish(MONDAY, "monday");
        publish(TUESDAY, "tuesday");

        Pointer pointer = versions.activate(MONDAY);

        assertThat(pointer.current()).isEqualTo(MONDAY);
        assertThat(pointer.previous()).contains(TUESDAY);
        VersionReader reader = reader();
        assertThat(reader.lists(reader.current().orElseThrow(), List.of(LIST)).get(LIST))
                .isEqualTo(list("monday"));
    }

    @Test
    void a_late_retry_cannot_bring_back_a_version_that_was_rolled_back_but_the_next_training_goes_live() {
        publish(MONDAY, "monday");
        publish(TUESDAY, "tuesday");
        versions.activate(MONDAY);

        assertThat(publish(TUESDAY_AGAIN, "again"))
                .isEqualTo(new Outcome.Refused(new Refusal.AlreadyPublished(TUESDAY)));
        assertThat(versions.pointer().orElseThrow().current()).isEqualTo(MONDAY);

        assertThat(publish(WEDNESDAY, "wednesday")).isInstanceOf(Outcome.Live.class);
        assertThat(versions.pointer().orElseThrow().current()).isEqualTo(WEDNESDAY);
    }

    @Test
    void a_run_for_an_older_time_does_not_overwrite_a_newer_version() {
        publish(TUESDAY, "tuesday");

        assertThat(versions.refusal(MONDAY.logicalTime())).contains(new Refusal.Superseded(TUESDAY.logicalTime()));
        assertThat(publish(MONDAY, "monday"))
                .isEqualTo(new Outcome.Refused(new Refusal.Superseded(TUESDAY.logicalTime())));
        assertThat(versions.refusal(TUESDAY.logicalTime())).contains(new Refusal.AlreadyPublished(TUESDAY));
        assertThat(versions.refusal(WEDNESDAY.logicalTime())).isEmpty();
    }

    @Test
    void of_two_runs_for_one_time_exactly_one_wins_and_the_other_says_so() throws Exception {
        List<VersionId> runs = IntStream.range(0, 4)
                .mapToObj(run -> new VersionId(TUESDAY.logicalTime(), "000" + run))
                .toList();
        List<Callable<Outcome>> rivals = new ArrayList<>();
        for (VersionId run : runs) {
            Publication publication = begin(run, run.run());
            rivals.add(() -> publication.goLive(draft()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(rivals.size());
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> outcome : threads.invokeAll(rivals)) {
            outcomes.add(outcome.get());
        }
        threads.shutdownNow();

        VersionId winner = versions.pointer().orElseThrow().current();
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Outcome.Live)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Outcome.Refused)
                .containsOnly(new Outcome.Refused(new Refusal.AlreadyPublished(winner)));
    }

    @Test
    void a_run_out_of_time_leaves_what_is_live() {
        publish(MONDAY, "monday");
        Publication late = versions.begin(TUESDAY, HORIZON, () -> Duration.ZERO);
        late.put(list("tuesday"));

        assertThatThrownBy(() -> late.goLive(draft())).isInstanceOf(DeadlineReachedException.class);
        assertThat(versions.pointer().orElseThrow().current()).isEqualTo(MONDAY);
        assertThatThrownBy(() -> late.goLive(draft())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_expired_or_unknown_version_is_not_activated() {
        publish(MONDAY, "monday");
        publish(TUESDAY, "tuesday");
        clock.advance(HORIZON);

        assertThatThrownBy(() -> versions.activate(MONDAY)).isInstanceOf(ActivationException.class);
        assertThatThrownBy(() -> versions.activate(WEDNESDAY)).isInstanceOf(ActivationException.class);
    }

    @Test
    void every_item_of_a_version_expires_and_the_manifest_counts_them_all() {
        publish(MONDAY, "monday");

        Manifest manifest = versions.manifest(MONDAY).orElseThrow();
        assertThat(table.written())
                .allSatisfy(item ->
                        assertThat(item.expiresAt()).contains(clock.instant().plus(HORIZON)));
        List<Item> counted = table.written().stream()
                .filter(item -> !item.key().equals(Keys.manifest(MONDAY)))
                .toList();
        assertThat(manifest.count().items()).isEqualTo(counted.size());
        assertThat(manifest.count().bytes())
                .isEqualTo(counted.stream().mapToLong(ItemSize::of).sum());
        assertThat(manifest.count().writeUnits())
                .isEqualTo(counted.stream()
                        .mapToLong(item -> (ItemSize.of(item) + 1023) / 1024)
                        .sum());
    }

    @Test
    void each_part_of_a_version_is_counted_apart() {
        Publication publication = versions.begin(MONDAY, HORIZON, Deadline.never());
        publication.put(list("monday"));
        publication.putMembers(List.of(new Member("102", 3), new Member("105", 0)));

        WriteCount lists = publication.countOfParts().get(VersionPart.LISTS);
        WriteCount members = publication.countOfParts().get(VersionPart.MEMBERS);
        assertThat(publication.countOfParts()).containsOnlyKeys(VersionPart.LISTS, VersionPart.MEMBERS);
        assertThat(members.items()).isEqualTo(1);
        assertThat(members.writeUnits()).isEqualTo(1);
        assertThat(lists.plus(members)).isEqualTo(publication.count());
    }

    @Test
    void every_switch_is_copied_and_a_copy_can_be_made_again() {
        publish(MONDAY, "monday");
        publish(TUESDAY, "tuesday");
        versions.activate(MONDAY);
        versions.activate(MONDAY);
        assertThat(copies).hasSize(3).containsOnly("pointer.json");

        versions.copyControlItems();
        assertThat(copies).hasSize(4);
    }

    @Test
    void ids_with_odd_characters_never_name_another_key() {
        Publication publication = versions.begin(MONDAY, HORIZON, Deadline.never());
        List<String> ids = List.of(
                "1",
                "1#2",
                "#",
                "pointer",
                "v#" + MONDAY,
                "a,b=1",
                "\\c",
                "\n",
                "\u0000",
                "~",
                "x".repeat(3000),
                "\uD83C\uDFAE");
        for (String id : ids) {
            publication.put(new ProductFacts(
                    id,
                    "",
                    CategoryPath.parse("Gry;" + ids.indexOf(id)),
                    OptionalDouble.empty(),
                    true,
                    List.of(),
                    List.of()));
        }
        publication.putMembers(
                ids.stream().map(id -> new Member(id, ids.indexOf(id))).toList());
        publication.goLive(draft());
        VersionReader reader = reader();
        LiveVersion live = reader.current().orElseThrow();

        for (String id : ids) {
            Known known = reader.read(live, Optional.of(id), List.of(id));
            assertThat(known.group()).hasValue(ids.indexOf(id));
            assertThat(known.products().get(id).category().name()).isEqualTo(String.valueOf(ids.indexOf(id)));
        }
        for (String stranger : List.of("2", "1#", "#2", "", "users#0", "a", "b", "x".repeat(2999), "c", "\r")) {
            assertThat(reader.read(live, Optional.of(stranger), List.of(stranger)))
                    .isEqualTo(new Known(OptionalInt.empty(), Map.of()));
        }
    }

    @Test
    void a_request_takes_one_round_trip_and_shared_lists_none_after_the_first() {
        publish(MONDAY, "monday");
        clock.advance(Duration.ofMinutes(2));
        VersionReader reader = reader();
        LiveVersion live = reader.current().orElseThrow();
        ListKey absent = ListKey.forGroup("groups", 3, GAMES);
        table.takeRoundTrips();

        reader.read(live, Optional.of("102"), List.of("monday", "a", "b", "c", "d"));
        assertThat(table.takeRoundTrips()).isEqualTo(1);

        reader.lists(live, List.of(LIST, absent));
        assertThat(table.takeRoundTrips()).isEqualTo(1);
        reader.lists(live, List.of(LIST, absent));
        reader.current();
        assertThat(table.takeRoundTrips()).isZero();
    }

    @Test
    void a_reader_picks_up_the_next_version_when_it_is_time() {
        publish(MONDAY, "monday");
        VersionReader reader = reader();
        assertThat(reader.current().orElseThrow().id()).isEqualTo(MONDAY);
        publish(TUESDAY, "tuesday");

        assertThat(reader.current().orElseThrow().id()).isEqualTo(MONDAY);
        clock.advance(REFRESH);
        assertThat(reader.current().orElseThrow().id()).isEqualTo(TUESDAY);
        clock.advance(REFRESH);
        assertThat(reader.published().stream().map(Manifest::id)).containsExactly(TUESDAY, MONDAY);
    }

    @Test
    void a_reader_goes_on_with_what_it_has_while_the_table_is_down() {
        publish(MONDAY, "monday");
        clock.advance(Duration.ofMinutes(2));
        VersionReader reader = reader();
        LiveVersion live = reader.current().orElseThrow();
        reader.lists(live, List.of(LIST));
        table.setDown(true);
        clock.advance(REFRESH);

        assertThat(reader.current().orElseThrow().id()).isEqualTo(MONDAY);
        assertThat(reader.lists(live, List.of(LIST))).containsKey(LIST);
        assertThatThrownBy(() -> reader.read(live, Optional.of("102"), List.of()))
                .isInstanceOf(TableUnavailableException.class);
        assertThatThrownBy(() -> reader().current()).isInstanceOf(TableUnavailableException.class);

        table.setDown(false);
        assertThat(reader.read(live, Optional.of("102"), List.of()).group()).hasValue(1);
    }

    @Test
    void before_the_first_version_there_is_nothing_to_read() {
        assertThat(versions.pointer()).isEmpty();
        assertThat(reader().current()).isEmpty();
        assertThat(reader().published()).isEmpty();
    }

    private VersionReader reader() {
        return new VersionReader(table, clock, REFRESH);
    }

    @Test
    void a_version_that_is_held_back_changes_nothing_until_it_is_activated() {
        publish(MONDAY, "m");
        Outcome outcome = begin(TUESDAY, "t").holdBack(draft(), "It is worse.");

        assertThat(outcome).isInstanceOf(Outcome.Candidate.class);
        assertThat(reader().current().orElseThrow().id()).isEqualTo(MONDAY);
        assertThat(reader().published())
                .extracting(Manifest::id, Manifest::heldBack)
                .containsExactly(tuple(TUESDAY, Optional.of("It is worse.")), tuple(MONDAY, Optional.empty()));

        versions.activate(TUESDAY);

        assertThat(reader().current().orElseThrow().id()).isEqualTo(TUESDAY);
        assertThat(reader().published()).extracting(Manifest::id).containsExactly(TUESDAY, MONDAY);
    }

    @Test
    void a_version_that_was_held_back_and_has_expired_does_not_stand_in_the_way() {
        begin(MONDAY, "m").holdBack(draft(), "It is worse.");

        clock.advance(HORIZON);

        assertThat(versions.refusal(MONDAY.logicalTime())).isEmpty();
    }

    @Test
    void holding_back_twice_names_the_version_once() {
        begin(MONDAY, "m").holdBack(draft(), "It is worse.");
        versions.holdBack(MONDAY, Deadline.never());

        assertThat(reader().published()).extracting(Manifest::id).containsExactly(MONDAY);
    }

    @Test
    void a_version_of_older_code_is_served_by_the_usual_rules() {
        publish(MONDAY, "m");
        Item manifest = table.readLatest(Keys.manifest(MONDAY)).orElseThrow();
        Map<String, Value> fields = new HashMap<>(manifest.fields());
        fields.remove("sessions");
        fields.remove("catalogueParts");
        fields.put(
                "models",
                new Value.Sequence(List.of(
                        new Value.Fields(Map.of("name", new Value.Text("groups"), "groups", new Value.Whole(2))))));
        table.write(List.of(new Item(manifest.key(), fields, manifest.expiresAt(), 0)), Deadline.never());

        Manifest old = versions.manifest(MONDAY).orElseThrow();

        assertThat(old.sessions()).isEqualTo(SessionPolicy.DEFAULT);
        assertThat(reader().current().orElseThrow().catalogue().find(CategoryPath.STORE, ""))
                .isEmpty();
        assertThat(old.models()).containsExactly(new ServedModel("groups", 2));
    }

    @Test
    void a_document_is_changed_by_one_write_and_copied() {
        ControlDocuments documents = new ControlDocuments(table, (name, json) -> copies.add(name));

        assertThat(documents.read("experiments")).isEmpty();
        documents.change("experiments", old -> old.orElse("") + "a");
        assertThat(documents.change("experiments", old -> old.orElse("") + "b")).isEqualTo("ab");

        assertThat(documents.read("experiments")).contains("ab");
        assertThat(copies).containsExactly("experiments.json", "experiments.json");
    }

    @Test
    void of_two_changes_at_once_none_is_lost() {
        ControlDocuments documents = new ControlDocuments(table, ControlCopies.none());
        List<Boolean> interfered = new ArrayList<>();

        String changed = documents.change("experiments", old -> {
            if (interfered.isEmpty()) {
                interfered.add(true);
                documents.change("experiments", other -> other.orElse("") + "x");
            }
            return old.orElse("") + "y";
        });

        assertThat(changed).isEqualTo("xy");
    }

    @Test
    void a_document_in_memory_is_read_again_when_it_is_old_and_kept_while_the_table_is_down() {
        ControlDocuments documents = new ControlDocuments(table, ControlCopies.none());
        CachedDocument<String> cached = new CachedDocument<>(
                new ControlItems(table, clock, REFRESH, List.of("experiments")),
                "experiments",
                text -> text.orElse("none"));

        assertThat(cached.get()).isEqualTo("none");
        documents.change("experiments", old -> "a");
        assertThat(cached.get()).isEqualTo("none");
        clock.advance(REFRESH);
        assertThat(cached.get()).isEqualTo("a");
        table.setDown(true);
        clock.advance(REFRESH);
        assertThat(cached.get()).isEqualTo("a");
        table.setDown(false);
    }

    @Test
    void a_logical_time_whose_version_was_held_back_is_not_trained_again() {
        begin(MONDAY, "m").holdBack(draft(), "It is worse.");

        assertThat(versions.refusal(MONDAY.logicalTime())).contains(new Refusal.HeldBack(MONDAY));
        assertThat(versions.refusal(TUESDAY.logicalTime())).isEmpty();
        assertThat(versions.pointer()).isEmpty();
    }

    @Test
    void a_catalogue_of_many_parts_is_read_whole_and_in_its_order() {
        List<CatalogueEntry> products = IntStream.range(0, 9_000)
                .mapToObj(number -> new CatalogueEntry(
                        "p" + number,
                        "Słuchawki </script> \uD83C\uDFAE " + "ż".repeat(number % 200) + number,
                        CategoryPath.parse("Elektronika;" + number % 500),
                        number % 3 == 0 ? OptionalDouble.empty() : OptionalDouble.of(number + 0.99),
                        number % 5 != 0))
                .toList();
        Publication publication = versions.begin(MONDAY, HORIZON, Deadline.never());
        publication.putCatalogue(products);
        publication.goLive(draft());

        ShopCatalogue catalogue = reader().current().orElseThrow().catalogue();

        assertThat(versions.manifest(MONDAY).orElseThrow().catalogueParts()).isGreaterThan(3);
        assertThat(table.written()).allMatch(item -> ItemSize.of(item) <= 380 * 1_024);
        assertThat(products)
                .allSatisfy(product ->
                        assertThat(catalogue.product(product.productId())).contains(product));
        assertThat(catalogue.find(CategoryPath.STORE, ""))
                .isEqualTo(products.stream().filter(CatalogueEntry::available).toList());
    }

    @Test
    void ids_that_a_table_cannot_tell_apart_do_not_keep_a_version_from_being_read() {
        CatalogueEntry one = new CatalogueEntry("\uD83C", "", CategoryPath.STORE, OptionalDouble.empty(), true);
        CatalogueEntry other = new CatalogueEntry("\uDFAE", "", CategoryPath.STORE, OptionalDouble.empty(), true);
        Publication publication = versions.begin(MONDAY, HORIZON, Deadline.never());
        publication.putCatalogue(List.of(one, other));
        publication.goLive(draft());

        assertThat(reader().current().orElseThrow().catalogue().product("\uFFFD"))
                .isPresent();
    }

    @Test
    void a_product_that_left_the_newest_catalogue_is_withdrawn_from_a_version_that_is_served_again() {
        publishSelling(MONDAY, "stays", "leaves", "sold out", "comes back");
        publishSelling(TUESDAY, "stays");
        VersionReader reader = reader();
        assertThat(withdrawn(reader, "stays", "leaves")).isEmpty();

        versions.activate(MONDAY);
        clock.advance(REFRESH);
        assertThat(withdrawn(reader, "stays", "leaves", "sold out", "comes back"))
                .containsExactly("leaves", "sold out", "comes back");
        assertThat(reader.withdrawn(reader.current().orElseThrow()).tag()).isNotEmpty();

        publication(WEDNESDAY, entry("stays"), entry("comes back"), soldOut("sold out"))
                .holdBack(draft(), "It is worse.");
        clock.advance(REFRESH);
        assertThat(withdrawn(reader, "stays", "leaves", "sold out", "comes back"))
                .containsExactly("leaves", "sold out");
    }

    @Test
    void a_pinned_version_obeys_the_catalogue_of_the_live_one_without_reading_it_again() {
        publishSelling(MONDAY, "stays", "leaves");
        publishSelling(TUESDAY, "stays");
        VersionReader reader = reader();
        LiveVersion pinned = reader.pinned(MONDAY).orElseThrow();
        table.takeRoundTrips();

        assertThat(reader.withdrawn(pinned).has("leaves")).isTrue();
        assertThat(reader.withdrawn(pinned).has("stays")).isFalse();
        assertThat(table.takeRoundTrips())
                .as("the decisions and the register came with the pointer")
                .isZero();
    }

    @Test
    void neither_a_late_training_nor_a_broken_catalogue_nor_one_that_vanished_says_what_is_on_sale() {
        publishSelling(MONDAY, "stays", "leaves", "other");
        publishSelling(WEDNESDAY, "stays", "other");
        publishSelling(TUESDAY, "stays", "leaves");
        versions.activate(MONDAY);
        VersionReader reader = reader();
        assertThat(withdrawn(reader, "stays", "leaves", "other")).containsExactly("leaves");

        Publication broken = publication(new VersionId(WEDNESDAY.logicalTime().plusSeconds(60), "eeee"));
        broken.doubtCatalogue();
        broken.holdBack(draft(), "Its files break off.");
        clock.advance(REFRESH);
        assertThat(withdrawn(reader, "stays", "leaves", "other")).containsExactly("leaves");

        Register.write(
                table,
                new Register.Entry(
                        new VersionId(WEDNESDAY.logicalTime().plusSeconds(120), "ffff"),
                        clock.instant().plus(HORIZON),
                        0,
                        true),
                clock.instant());
        clock.advance(REFRESH);
        assertThat(withdrawn(reader, "stays", "leaves", "other")).containsExactly("leaves");
        assertThat(withdrawn(reader(), "stays", "leaves", "other")).isEmpty();
    }

    @Test
    void what_people_withdraw_is_withdrawn_from_the_next_refresh_on_until_they_take_it_back() {
        publishSelling(MONDAY, "a", "b");
        VersionReader reader = reader();
        ControlDocuments documents = new ControlDocuments(table, ControlCopies.none());
        assertThat(withdrawn(reader, "a", "b")).isEmpty();
        assertThat(reader.withdrawn(reader.current().orElseThrow()).tag()).isEmpty();

        documents.change(
                AvailabilityDecisions.DOCUMENT,
                text -> AvailabilityDecisions.read(text)
                        .withdrawing("a", clock.instant())
                        .withdrawing("\"\n\uD83C\uDFAE", clock.instant())
                        .text());
        assertThat(withdrawn(reader, "a", "b")).isEmpty();
        clock.advance(REFRESH);
        assertThat(withdrawn(reader, "a", "b", "\"\n\uD83C\uDFAE")).containsExactly("a", "\"\n\uD83C\uDFAE");
        String tag = reader.withdrawn(reader.current().orElseThrow()).tag();
        assertThat(tag).isNotEmpty();

        table.setDown(true);
        clock.advance(REFRESH);
        assertThat(withdrawn(reader, "a", "b")).containsExactly("a");
        table.setDown(false);
        documents.change(
                AvailabilityDecisions.DOCUMENT,
                text -> AvailabilityDecisions.read(text).takingBack("a").text());
        clock.advance(REFRESH);
        assertThat(withdrawn(reader, "a", "b")).isEmpty();
        assertThat(reader.withdrawn(reader.current().orElseThrow()).tag()).isNotEqualTo(tag);
    }

    private List<String> withdrawn(VersionReader reader, String... productIds) {
        Withdrawn withdrawn = reader.withdrawn(reader.current().orElseThrow());
        return Stream.of(productIds).filter(withdrawn::has).toList();
    }

    private void publishSelling(VersionId id, String... productIds) {
        publication(id, Stream.of(productIds).map(VersionsContract::entry).toArray(CatalogueEntry[]::new))
                .goLive(draft());
    }

    private Publication publication(VersionId id, CatalogueEntry... catalogue) {
        Publication publication = versions.begin(id, HORIZON, Deadline.never());
        publication.putCatalogue(List.of(catalogue));
        return publication;
    }

    private static CatalogueEntry soldOut(String id) {
        return new CatalogueEntry(id, "", GAMES, OptionalDouble.empty(), false);
    }

    @Test
    void an_erased_user_is_in_no_version_any_more_whether_live_earlier_held_back_or_never_finished() {
        publish(MONDAY, "m");
        publish(TUESDAY, "t");
        begin(WEDNESDAY, "w").holdBack(draft(), "It is worse.");
        // More than what is on its way at once, so that its memberships are in the table though it never goes live.
        Publication unfinished = begin(new VersionId(WEDNESDAY.logicalTime().plusSeconds(60), "eeee"), "u");
        IntStream.range(0, 2_000).forEach(number -> unfinished.put(product("p" + number)));
        assertThat(bucketsWith("102")).isEqualTo(4);

        assertThat(versions.erase("102")).isEqualTo(4);

        assertThat(bucketsWith("102")).isZero();
        assertThat(bucketsWith("103")).isEqualTo(4);
        VersionReader reader = reader();
        assertThat(reader.read(reader.current().orElseThrow(), Optional.of("103"), List.of())
                        .group())
                .hasValue(0);
        assertThat(versions.erase("102")).isZero();
        assertThat(versions.erase("never seen")).isZero();
        assertThat(table.written().stream()
                        .filter(item -> item.key().contains("#users#"))
                        .map(item -> table.readLatest(item.key()).orElseThrow().expiresAt()))
                .containsOnly(Optional.of(clock.instant().plus(HORIZON)));
    }

    private long bucketsWith(String userId) {
        return table.written().stream()
                .map(Item::key)
                .filter(key -> key.contains("#users#"))
                .distinct()
                .map(key -> table.readLatest(key).orElseThrow())
                .filter(bucket -> Membership.groupOf(userId, bucket).isPresent())
                .count();
    }

    @Test
    void a_version_that_is_written_meanwhile_does_not_bring_an_erased_user_back() {
        publish(MONDAY, "m");
        Publication running = begin(TUESDAY, "t");

        assertThat(versions.erase("102")).isEqualTo(1);
        running.goLive(draft());

        VersionReader reader = reader();
        LiveVersion live = reader.current().orElseThrow();
        assertThat(live.id()).isEqualTo(TUESDAY);
        assertThat(reader.read(live, Optional.of("102"), List.of()).group()).isEmpty();
        assertThat(reader.read(live, Optional.of("103"), List.of()).group()).hasValue(0);

        publish(WEDNESDAY, "w");
        assertThat(bucketsWith("102")).isZero();
        assertThat(bucketsWith("103")).isEqualTo(3);
    }

    @Test
    void whenever_a_user_is_erased_while_a_version_is_written_the_user_is_gone_in_the_end() {
        publish(MONDAY, "m");
        for (int operation = 0; operation < 11; operation++) {
            VersionId run = new VersionId(TUESDAY.logicalTime().plusSeconds(operation), "aaaa");
            String user = "user " + operation;
            table.beforeOperation(operation, () -> versions.erase(user));

            Publication publication = versions.begin(run, HORIZON, Deadline.never());
            publication.putMembers(List.of(new Member(user, 1), new Member("103", 0)));
            assertThat(publication.goLive(draft())).isInstanceOf(Outcome.Live.class);

            VersionReader reader = reader();
            LiveVersion live = reader.current().orElseThrow();
            assertThat(reader.read(live, Optional.of(user), List.of()).group())
                    .as("erased before operation " + operation)
                    .isEmpty();
            assertThat(reader.read(live, Optional.of("103"), List.of()).group()).hasValue(0);
        }
    }

    @Test
    void of_many_users_of_a_bucket_who_are_erased_at_once_all_are_gone_and_nobody_else_is() throws Exception {
        List<Member> members = IntStream.range(0, 40)
                .mapToObj(user -> new Member("u" + user, user % 8))
                .toList();
        Publication publication = versions.begin(MONDAY, HORIZON, Deadline.never());
        publication.putMembers(members);
        publication.goLive(draft());
        List<Callable<Integer>> erasures = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(user -> () -> versions.erase("u" + user))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(erasures.size());
        for (Future<Integer> erasure : threads.invokeAll(erasures)) {
            assertThat(erasure.get()).isEqualTo(1);
        }
        threads.shutdownNow();

        VersionReader reader = reader();
        LiveVersion live = reader.current().orElseThrow();
        Erased erased = versions.erased();
        for (int user = 0; user < members.size(); user++) {
            String id = "u" + user;
            assertThat(reader.read(live, Optional.of(id), List.of()).group().isPresent())
                    .isEqualTo(user >= 8);
            assertThat(erased.has(id)).isEqualTo(user < 8);
        }
    }

    @Test
    void a_version_of_older_code_forgets_as_well() {
        publish(MONDAY, "m");
        Item register = table.readLatest(Keys.REGISTER).orElseThrow();
        table.replace(
                new Item(
                        register.key(),
                        Map.of("entries", new Value.Sequence(List.of())),
                        Optional.empty(),
                        register.revision() + 1),
                register.revision());

        assertThat(versions.erase("102")).isEqualTo(1);
    }

    @Test
    void who_was_erased_is_known_again_when_a_lost_table_is_rebuilt_from_the_copies() throws Exception {
        Map<String, String> texts = new HashMap<>();
        new Versions(table, clock, (name, json) -> texts.put(name, new String(json, StandardCharsets.UTF_8)))
                .erase("102");

        try (Table rebuilt = newTable()) {
            texts.forEach((name, json) -> rebuilt.write(
                    List.of(new Item(
                            "document#" + name.replace(".json", ""),
                            Map.of("json", new Value.Text(json)),
                            Optional.empty(),
                            1)),
                    Deadline.never()));
            Versions versionsOfIt = new Versions(rebuilt, clock, ControlCopies.none());

            assertThat(versionsOfIt.erased().has("102")).isTrue();
            versionsOfIt.erase("103");
            assertThat(versionsOfIt.erased().has("102")).isTrue();
            assertThat(versionsOfIt.erased().has("103")).isTrue();
        }
    }

    @Test
    void an_erased_user_stands_nowhere_by_id_and_each_change_is_copied() {
        Map<String, String> texts = new HashMap<>();
        Versions copied =
                new Versions(table, clock, (name, json) -> texts.put(name, new String(json, StandardCharsets.UTF_8)));

        copied.erase("person-4711");

        assertThat(texts.keySet()).hasSize(2).contains("erased.json").allMatch(name -> name.startsWith("erased"));
        assertThat(texts.values()).noneMatch(text -> text.contains("4711"));
        assertThat(copied.erased().has("person-4711")).isTrue();
        assertThat(copied.erased().has("person-4712")).isFalse();
    }

    private Outcome publish(VersionId id, String productId) {
        return begin(id, productId).goLive(draft());
    }

    private Publication begin(VersionId id, String productId) {
        Publication publication = versions.begin(id, HORIZON, Deadline.never());
        publication.putCategories(List.of(GAMES));
        publication.putCatalogue(List.of(entry(productId)));
        publication.put(list(productId));
        publication.put(product(productId));
        publication.putMembers(List.of(new Member("102", 1), new Member("103", 0)));
        return publication;
    }

    private static ManifestDraft draft() {
        return new ManifestDraft(
                List.of(new ServedModel("popular", 0), new ServedModel("groups", 2), new ServedModel("next", 0, true)),
                REPEATS,
                Map.of("seed", "1"),
                2,
                1);
    }

    private static RankedList list(String productId) {
        return new RankedList(LIST, List.of(new ScoredProduct(productId, 4.87), new ScoredProduct("x", 0.1)));
    }

    private static CatalogueEntry entry(String id) {
        return new CatalogueEntry(id, "Gra o " + id, GAMES, OptionalDouble.of(19.99), true);
    }

    private static ProductFacts product(String id) {
        return new ProductFacts(
                id,
                "Gra o " + id,
                GAMES,
                OptionalDouble.of(19.99),
                true,
                List.of(0.5, -0.25),
                List.of(new ScoredProduct("n1", 0.25), new ScoredProduct("n2", 0.125)));
    }

    /** A clock that a test moves. */
    private static final class TestClock implements InstantSource {
        private Instant now = Instant.parse("2026-11-24T03:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }
    }
}
