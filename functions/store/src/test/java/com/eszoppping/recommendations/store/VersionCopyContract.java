package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.store.VersionCopy.Part;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A version goes from one table to another and is the same there, over every {@link Table}. */
public abstract class VersionCopyContract {
    private static final Instant PUBLISHED = Instant.parse("2026-11-24T03:00:00Z");
    private static final Instant LATER = PUBLISHED.plus(Duration.ofDays(40));
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final VersionId MONDAY = VersionId.parse("20261123T020000Z-aaaa");
    private static final VersionId TUESDAY = VersionId.parse("20261124T020000Z-bbbb");
    private static final CategoryPath GAMES = CategoryPath.parse("Gry;Gry na konsole");
    private static final String LONG_ID = "u".repeat(100);

    private final Map<String, String> copies = new HashMap<>();
    private Table lost;
    private Table found;
    private Versions versions;
    private Versions restored;

    /** A new, empty table. */
    protected abstract Table newTable() throws Exception;

    @BeforeEach
    void open() throws Exception {
        lost = newTable();
        found = newTable();
        versions = new Versions(lost, InstantSource.fixed(PUBLISHED), this::keep);
        restored = new Versions(found, InstantSource.fixed(LATER), ControlCopies.none());
    }

    private void keep(String name, byte[] json) {
        copies.put(name, new String(json, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        lost.close();
        found.close();
    }

    @Test
    void a_version_is_in_another_table_what_it_was_and_lives_as_long_as_a_new_one() {
        publish(MONDAY).goLive(draft());
        VersionCopy copy = VersionCopy.of(lost, MONDAY);

        copy.write(found, restored, parts(copy).iterator(), HORIZON);

        assertThat(restored.pointer()).as("nobody activated it").isEmpty();
        restored.activate(MONDAY);
        VersionReader there = reader(found, LATER);
        VersionReader here = reader(lost, PUBLISHED);
        LiveVersion live = there.current().orElseThrow();
        assertThat(live.manifest().expiresAt()).isEqualTo(LATER.plus(HORIZON));
        assertThat(live.manifest().lineage())
                .isEqualTo(here.current().orElseThrow().manifest().lineage());
        assertThat(there.report(live.manifest())).contains("{\"żółw\":1}");
        for (int group = 0; group < 2; group++) {
            ListKey list = new ListKey("groups", OptionalInt.of(group), GAMES);
            assertThat(there.lists(live, List.of(list)))
                    .hasSize(1)
                    .isEqualTo(here.lists(here.current().orElseThrow(), List.of(list)));
        }
        assertThat(there.read(live, Optional.of("a,b=c\\"), List.of("p7")))
                .isEqualTo(new Known(OptionalInt.of(1), Map.of("p7", product("p7"))));
        assertThat(VersionCopy.of(found, MONDAY)).isEqualTo(copy);
    }

    @Test
    void half_a_copy_is_refused_and_never_seen() {
        publish(MONDAY).goLive(draft());
        VersionCopy copy = VersionCopy.of(lost, MONDAY);
        List<Part> half = parts(copy).subList(0, 100);

        assertThatThrownBy(() -> copy.write(found, restored, half.iterator(), HORIZON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("these are 100");

        assertThat(restored.manifest(MONDAY)).isEmpty();
        assertThatThrownBy(() -> restored.activate(MONDAY)).isInstanceOf(ActivationException.class);
        copy.write(found, restored, parts(copy).iterator(), HORIZON);
        assertThat(restored.activate(MONDAY).current()).isEqualTo(MONDAY);
    }

    @Test
    void items_that_come_twice_and_versions_that_are_there_are_refused() {
        publish(MONDAY).goLive(draft());
        VersionCopy copy = VersionCopy.of(lost, MONDAY);
        List<Part> twice = new ArrayList<>(parts(copy));
        twice.set(1, twice.get(0));

        assertThatThrownBy(() -> copy.write(found, restored, twice.iterator(), HORIZON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("comes twice");
        assertThatThrownBy(() -> copy.write(lost, versions, parts(copy).iterator(), HORIZON))
                .isInstanceOf(ActivationException.class)
                .hasMessageContaining("is in the table already");
        assertThatThrownBy(() -> VersionCopy.of(lost, TUESDAY)).isInstanceOf(ActivationException.class);
    }

    @Test
    void a_version_that_has_lost_an_item_is_not_copied_for_a_whole_one() {
        publish(MONDAY).goLive(draft());
        VersionCopy copy = VersionCopy.of(lost, MONDAY);
        List<Part> all = parts(copy);
        VersionCopy poorer = new VersionCopy(MONDAY, copy.manifest(), true);
        all.subList(0, all.size() - 1)
                .forEach(part -> found.write(
                        List.of(new Item(Keys.manifest(MONDAY) + part.name(), part.fields(), Optional.empty(), 0)),
                        Deadline.never()));

        assertThatThrownBy(() -> poorer.read(found, part -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining((all.size() - 1) + " were found");
    }

    @Test
    void who_was_erased_since_the_copy_was_made_does_not_come_back_with_it() {
        publish(MONDAY).goLive(draft());
        VersionCopy copy = VersionCopy.of(lost, MONDAY);
        List<Part> parts = parts(copy);
        restored.erase("a,b=c\\");

        copy.write(found, restored, parts.iterator(), HORIZON);

        restored.activate(MONDAY);
        VersionReader there = reader(found, LATER);
        assertThat(groupOf("a,b=c\\", there)).isEmpty();
        assertThat(groupOf("103", there)).hasValue(0);
        assertThat(groupOf(LONG_ID, there))
                .as("nobody can tell whether it was erased")
                .isEmpty();
    }

    @Test
    void who_is_erased_while_a_copy_is_written_is_gone_in_the_end() {
        publish(MONDAY).goLive(draft());
        VersionCopy copy = VersionCopy.of(lost, MONDAY);
        restored.erase("somebody else");
        List<Part> parts = parts(copy);

        copy.write(
                found,
                restored,
                parts.stream()
                        .peek(part -> {
                            if (part.name().startsWith("#product#p250")) {
                                restored.erase("103");
                            }
                        })
                        .iterator(),
                HORIZON);

        restored.activate(MONDAY);
        assertThat(groupOf("103", reader(found, LATER))).isEmpty();
        assertThat(groupOf("104", reader(found, LATER))).hasValue(1);
    }

    @Test
    void a_lost_pointer_names_again_what_was_served_and_refuses_what_is_older() {
        publish(MONDAY).goLive(draft());
        publish(TUESDAY).goLive(draft());
        versions.activate(MONDAY);
        Pointer before = versions.pointer().orElseThrow();
        assertThat(restored.restore(before)).as("without its version").isEmpty();
        VersionCopy copy = VersionCopy.of(lost, MONDAY);
        copy.write(found, restored, parts(copy).iterator(), HORIZON);

        Pointer after = restored.restore(before).orElseThrow();

        assertThat(after.current()).isEqualTo(MONDAY);
        assertThat(after.published()).as("those that are there").containsExactly(MONDAY);
        assertThat(restored.pointer()).contains(after);
        assertThat(restored.refusal(TUESDAY.logicalTime())).isPresent();
        assertThat(restored.refusal(TUESDAY.logicalTime().plusSeconds(1))).isEmpty();
        assertThat(restored.restore(before)).as("a second time").isEmpty();
    }

    @Test
    void a_held_back_version_is_a_candidate_again() {
        publish(MONDAY).holdBack(draft(), "It is worse.");
        VersionCopy copy = VersionCopy.of(lost, MONDAY);

        copy.write(found, restored, parts(copy).iterator(), HORIZON);

        assertThat(restored.manifest(MONDAY).orElseThrow().heldBack()).contains("It is worse.");
        assertThat(restored.refusal(MONDAY.logicalTime()).orElseThrow()).isInstanceOf(Refusal.HeldBack.class);
    }

    @Test
    void a_document_is_put_back_where_there_is_none() {
        new ControlDocuments(lost, this::keep).change("experiments", old -> "{\"a\":1}");
        ControlDocuments documents = new ControlDocuments(found, ControlCopies.none());

        assertThat(documents.restore("experiments", copies.get("experiments.json")))
                .isTrue();
        assertThat(documents.read("experiments")).contains("{\"a\":1}");
        documents.change("experiments", old -> "{}");
        assertThat(documents.restore("experiments", copies.get("experiments.json")))
                .isFalse();
        assertThat(documents.read("experiments")).contains("{}");
    }

    private List<Part> parts(VersionCopy copy) {
        List<Part> parts = new ArrayList<>();
        copy.read(lost, parts::add);
        assertThat(parts).hasSize((int) copy.items());
        return parts;
    }

    private static OptionalInt groupOf(String user, VersionReader reader) {
        return reader.read(reader.current().orElseThrow(), Optional.of(user), List.of())
                .group();
    }

    private static VersionReader reader(Table table, Instant now) {
        return new VersionReader(table, InstantSource.fixed(now), Duration.ZERO);
    }

    /** A version of 300 products, with lists that some groups and categories lack. */
    private Publication publish(VersionId id) {
        Publication publication = versions.begin(id, HORIZON, Deadline.never());
        List<String> ids =
                IntStream.range(0, 300).mapToObj(number -> "p" + number).toList();
        publication.putCategories(List.of(GAMES, CategoryPath.parse("RTV")));
        publication.putCatalogue(ids.stream().map(VersionCopyContract::entry).toList());
        ids.forEach(product -> publication.put(product(product)));
        publication.put(list(ListKey.forEverybody("popular", CategoryPath.STORE)));
        publication.put(list(ListKey.forEverybody("popular", GAMES)));
        publication.put(list(new ListKey("groups", OptionalInt.of(0), GAMES)));
        publication.put(list(new ListKey("groups", OptionalInt.of(1), GAMES)));
        publication.putMembers(
                List.of(new Member("a,b=c\\", 1), new Member("103", 0), new Member("104", 1), new Member(LONG_ID, 0)));
        publication.putReport("{\"żółw\":1}");
        return publication;
    }

    private static ManifestDraft draft() {
        return new ManifestDraft(
                List.of(new ServedModel("popular", 0), new ServedModel("groups", 2), new ServedModel("next", 0, true)),
                SessionPolicy.DEFAULT,
                Map.of("seed", "1"),
                4,
                300);
    }

    private static RankedList list(ListKey key) {
        return new RankedList(key, List.of(new ScoredProduct("p1", 4.87), new ScoredProduct("x", 0.1)));
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
                List.of(new ScoredProduct("n1", 0.25)));
    }
}
