package com.eszoppping.recommendations.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.ranking.CategoryTree.Resolution;
import com.eszoppping.recommendations.ranking.SessionPolicy.Treatment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunningSessionTest {
    private static final CategoryPath GAMES = CategoryPath.parse("Gry");
    private static final SessionPolicy KEEP = new SessionPolicy(2, Treatment.KEPT, List.of(), List.of());
    private static final SessionPolicy EXPECT =
            new SessionPolicy(2, Treatment.EXPECTED, List.of(0.5, 0.8), List.of(3.0, 1.0));

    private final Map<String, ProductFacts> facts = new HashMap<>();

    RunningSessionTest() {
        product("a", List.of(), next("b", 0.6), next("c", 0.4));
        product("b", List.of(), next("c", 0.5), next("d", 0.3), next("a", 0.2));
    }

    @Test
    void a_product_counts_where_it_was_seen_last() {
        assertThat(RunningSession.newestFirst(List.of("a", "b", "a", "c"))).containsExactly("c", "a", "b");
        assertThat(RunningSession.lookedAt(List.of("a", "b", "c", "d", "e", "f")))
                .containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void the_lists_of_the_viewed_products_are_mixed_and_the_newest_counts_most() {
        List<Recommendation> following = session("b", "a").following(KEEP);

        // a is at hand: b 0.6, c 0.4 + 0.5/4, d 0.3/4.
        double all = 0.6 + 0.4 + 0.125 + 0.075;
        assertThat(ids(following)).containsExactly("b", "c", "d");
        assertThat(following.get(0).score()).isCloseTo(0.6 / all, within(1e-12));
        assertThat(following.get(1).score()).isCloseTo(0.525 / all, within(1e-12));
    }

    @Test
    void a_product_is_led_to_by_the_viewed_one_that_speaks_most_for_it() {
        RunningSession session = session("b", "a");

        // c: 0.4 after a, which is at hand, and 0.5/4 after b; d only after b.
        assertThat(session.leadingTo("c", KEEP).map(ProductFacts::productId)).contains("a");
        assertThat(session.leadingTo("d", KEEP).map(ProductFacts::productId)).contains("b");
        assertThat(session.leadingTo("z", KEEP)).isEmpty();
        assertThat(session("unknown").leadingTo("c", KEEP)).isEmpty();
    }

    @Test
    void where_nobody_returns_seen_products_are_hidden() {
        assertThat(ids(session("b", "a").following(SessionPolicy.DEFAULT))).containsExactly("c", "d");
    }

    @Test
    void where_people_return_seen_products_get_the_likelihood_of_a_return() {
        product("z", List.of());
        List<Recommendation> following = session("z", "b", "a").following(EXPECT);

        // Two were seen before: 0.8 of the next views return, 3 to 1 to the newer one; the rest share 0.2.
        assertThat(ids(following)).containsExactly("b", "z", "c", "d");
        assertThat(following.get(0).score()).isCloseTo(0.6, within(1e-12));
        assertThat(following.get(1).score()).isCloseTo(0.2, within(1e-12));
        assertThat(following.get(1).reason()).isEqualTo(Reason.VIEWED_BEFORE);
        assertThat(following.get(2).score()).isCloseTo(0.2 * 0.525 / 0.6, within(1e-12));
        assertThat(following.stream().mapToDouble(Recommendation::score).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void nobody_returns_to_what_is_unknown_or_not_for_sale() {
        facts.put("gone", new ProductFacts("gone", "", GAMES, OptionalDouble.empty(), false, List.of(), List.of()));

        assertThat(ids(session("gone", "nonsense", "a").following(EXPECT))).containsExactly("b", "c");
    }

    @Test
    void the_product_at_hand_is_never_recommended() {
        product("s", List.of(), next("s", 0.9), next("b", 0.1));

        for (SessionPolicy policy : List.of(KEEP, EXPECT, SessionPolicy.DEFAULT)) {
            assertThat(ids(session("s").following(policy))).containsExactly("b");
        }
    }

    @Test
    void unknown_products_say_nothing() {
        assertThat(session("x", "y").following(KEEP)).isEmpty();
        assertThat(session().following(EXPECT)).isEmpty();
    }

    @Test
    void a_visit_takes_group_and_category_from_the_session_unless_they_are_known() {
        product("g", List.of(0.1, 0.9));
        ServedModel groups = new ServedModel("groups", 2);
        RunningSession session = session("g");

        Visit fromSession = Visit.of(groups, KEEP, OptionalInt.empty(), Optional.empty(), session, Set.of("x"), 5);
        assertThat(fromSession.group()).hasValue(1);
        assertThat(fromSession.category()).isEqualTo(GAMES);
        assertThat(fromSession.leftOut()).containsExactlyInAnyOrder("g", "x");
        assertThat(fromSession.following()).isEmpty();

        Resolution known = new Resolution.Known(CategoryPath.parse("TV"));
        Visit asked = Visit.of(groups, KEEP, OptionalInt.of(0), Optional.of(known), session, Set.of(), 5);
        assertThat(asked.group()).hasValue(0);
        assertThat(asked.category()).isEqualTo(CategoryPath.parse("TV"));
    }

    @Test
    void a_policy_that_cannot_be_is_refused_with_its_numbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionPolicy(2, Treatment.EXPECTED, List.of(1.5), List.of(1.0)))
                .withMessageContaining("1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionPolicy(2, Treatment.EXPECTED, List.of(), List.of()))
                .withMessageContaining("known");
    }

    private RunningSession session(String... oldestFirst) {
        return new RunningSession(RunningSession.newestFirst(List.of(oldestFirst)), facts);
    }

    private void product(String id, List<Double> affinities, ScoredProduct... next) {
        facts.put(id, new ProductFacts(id, "", GAMES, OptionalDouble.empty(), true, affinities, List.of(next)));
    }

    private static ScoredProduct next(String id, double score) {
        return new ScoredProduct(id, score);
    }

    private static List<String> ids(List<Recommendation> items) {
        return new ArrayList<>(items.stream().map(Recommendation::productId).toList());
    }
}
