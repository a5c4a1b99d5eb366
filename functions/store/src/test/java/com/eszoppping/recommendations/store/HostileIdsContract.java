package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.ProductFacts;
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
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;

/** Whatever ids hold, each finds its own data and no other's. */
public abstract class HostileIdsContract {
    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    private static final Instant FIRST_TIME = Instant.parse("2026-11-24T02:00:00Z");

    private final AtomicInteger runs = new AtomicInteger();
    private Table table;

    /** A new, empty table. */
    protected abstract Table newTable() throws Exception;

    @AfterProperty
    void close() {
        table.close();
    }

    @Provide
    Arbitrary<String> ids() {
        Arbitrary<String> piece = Arbitraries.of(
                "1",
                "2",
                "#",
                "##",
                "-",
                ",",
                "=",
                "\\",
                "c",
                "~",
                "pointer",
                "v#",
                "\n",
                "\u0000",
                "\u0001",
                " ",
                "%",
                "'",
                "ą",
                "a\u0328",
                "\uD83C\uDFAE",
                "\uD83C",
                "\uFFFD",
                "x".repeat(300),
                "y".repeat(2_000));
        return piece.list().ofMaxSize(3).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<Set<String>> idSets() {
        return ids().set().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void every_id_reads_its_own_data_and_a_stranger_reads_none(
            @ForAll("idSets") Set<String> idSet, @ForAll("idSets") Set<String> strangers) throws Exception {
        List<String> ids = List.copyOf(idSet);
        VersionReader reader = new VersionReader(publish(ids), InstantSource.fixed(NOW), Duration.ofSeconds(1));
        LiveVersion live = reader.current().orElseThrow();

        for (int number = 0; number < ids.size(); number++) {
            String id = ids.get(number);
            assertThat(reader.read(live, Optional.of(id), List.of(id)))
                    .isEqualTo(new Known(OptionalInt.of(number), Map.of(id, product(id, number))));
            assertThat(reader.lists(live, List.of(list(number, id).key())).values())
                    .containsExactly(list(number, id));
        }
        for (String stranger : strangers) {
            if (!idSet.contains(stranger)) {
                assertThat(reader.read(live, Optional.of(stranger), List.of(stranger)))
                        .isEqualTo(new Known(OptionalInt.empty(), Map.of()));
            }
        }
        assertThat(reader.read(live, Optional.empty(), ids).products()).hasSize(ids.size());
    }

    private Table publish(List<String> ids) throws Exception {
        if (table == null) {
            table = newTable();
        }
        VersionId version = new VersionId(FIRST_TIME.plusSeconds(runs.incrementAndGet()), "abcd");
        Publication publication = new Versions(table, InstantSource.fixed(NOW), ControlCopies.none())
                .begin(version, Duration.ofDays(30), Deadline.never());
        List<Member> members = new ArrayList<>();
        for (int number = 0; number < ids.size(); number++) {
            publication.put(product(ids.get(number), number));
            publication.put(list(number, ids.get(number)));
            members.add(new Member(ids.get(number), number));
        }
        publication.putMembers(members);
        publication.goLive(
                new ManifestDraft(List.of(new ServedModel("popular", 0)), SessionPolicy.DEFAULT, Map.of(), 0, 0));
        return table;
    }

    private static ProductFacts product(String id, int number) {
        return new ProductFacts(
                id,
                "Nazwa </script> " + number,
                CategoryPath.parse("c" + number),
                OptionalDouble.of(number),
                number % 2 == 0,
                List.of(0.5 * number),
                List.of(new ScoredProduct("p" + number, number)));
    }

    /** A list whose category is named by the id, for a group of its own because ids that differ in blanks share one. */
    private static RankedList list(int number, String id) {
        return new RankedList(
                ListKey.forGroup("groups", number, CategoryPath.parse(id)),
                List.of(new ScoredProduct("p" + number, number)));
    }
}
