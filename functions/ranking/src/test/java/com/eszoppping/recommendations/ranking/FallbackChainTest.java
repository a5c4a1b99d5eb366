package com.eszoppping.recommendations.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.ranking.Visit.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FallbackChainTest {
    private static final CategoryPath GAMES = CategoryPath.parse("Gry");
    private static final CategoryPath XBOX = CategoryPath.parse("Gry;Xbox");
    private static final ServedModel GROUPS = new ServedModel("groups", 6);
    private static final ServedModel NEXT = new ServedModel("next", 0, true);
    private static final OptionalInt GROUP = OptionalInt.of(3);
    private static final OptionalInt NOBODY = OptionalInt.empty();

    private final Map<ListKey, RankedList> lists = new HashMap<>();

    FallbackChainTest() {
        put(ListKey.forGroup("groups", 3, XBOX), "x1", "x2");
        put(ListKey.forEverybody("groups", XBOX), "x2", "x3");
        put(ListKey.forEverybody("groups", GAMES), "x3", "g1");
        put(ListKey.forGroup("groups", 3, CategoryPath.STORE), "s1", "x1");
        put(ListKey.forEverybody("groups", CategoryPath.STORE), "s2", "s3");
        put(ListKey.forEverybody("popular", XBOX), "x3", "x2", "x1");
    }

    @Test
    void an_answer_is_filled_along_the_whole_chain_without_a_product_twice() {
        Answer answer = fill(visit(GROUP, XBOX, Set.of(), 20));

        assertThat(ids(answer)).containsExactly("x1", "x2", "x3", "g1", "s1", "s2", "s3");
        assertThat(answer.items().stream().map(Recommendation::reason))
                .containsExactly(
                        Reason.POPULAR_IN_YOUR_GROUP,
                        Reason.POPULAR_IN_YOUR_GROUP,
                        Reason.POPULAR_IN_CATEGORY,
                        Reason.POPULAR_IN_PARENT_CATEGORY,
                        Reason.POPULAR_IN_YOUR_GROUP,
                        Reason.POPULAR_IN_STORE,
                        Reason.POPULAR_IN_STORE);
        assertThat(answer.fallback()).contains(Fallback.STORE);
    }

    @Test
    void the_asked_list_alone_is_no_fallback() {
        assertThat(fill(visit(GROUP, XBOX, Set.of(), 2)).fallback()).isEmpty();
        assertThat(fill(new Visit(new ServedModel("popular", 0), NOBODY, XBOX, Context.ASKED, List.of(), Set.of(), 3))
                        .fallback())
                .isEmpty();
    }

    @Test
    void the_fallback_is_the_farthest_list_that_was_needed() {
        assertThat(fill(visit(GROUP, XBOX, Set.of(), 3)).fallback()).contains(Fallback.CATEGORY);
        assertThat(fill(visit(GROUP, XBOX, Set.of(), 4)).fallback()).contains(Fallback.PARENT_CATEGORY);
        assertThat(fill(visit(GROUP, XBOX, Set.of(), 5)).fallback()).contains(Fallback.GROUP);
    }

    @Test
    void a_visitor_of_no_group_gets_the_category_and_the_answer_says_so() {
        Answer answer = fill(visit(NOBODY, XBOX, Set.of(), 2));

        assertThat(ids(answer)).containsExactly("x2", "x3");
        assertThat(answer.fallback()).contains(Fallback.CATEGORY);
    }

    @Test
    void a_group_without_a_list_of_its_own_likes_what_everybody_likes_and_that_is_no_fallback() {
        Answer answer = fill(visit(OptionalInt.of(5), XBOX, Set.of(), 2));

        assertThat(ids(answer)).containsExactly("x2", "x3");
        assertThat(answer.fallback()).isEmpty();
    }

    @Test
    void the_chain_goes_on_until_enough_products_may_come() {
        Answer answer = fill(visit(GROUP, XBOX, Set.of(), 3), id -> !id.startsWith("x"));

        assertThat(ids(answer)).containsExactly("g1", "s1", "s2");
        assertThat(answer.fallback()).contains(Fallback.STORE);
        assertThat(fill(visit(GROUP, XBOX, Set.of(), 3), id -> false).items()).isEmpty();
    }

    @Test
    void what_follows_the_viewed_products_comes_only_where_it_may() {
        Visit visit = new Visit(NEXT, GROUP, XBOX, Context.AT_HAND, following("g1", "n1"), Set.of(), 2);

        assertThat(ids(fill(visit, id -> !id.equals("g1")))).containsExactly("n1", "x2");
    }

    @Test
    void a_later_page_goes_on_where_the_one_before_ends() {
        Answer whole = fill(visit(GROUP, XBOX, Set.of(), 7));

        assertThat(fill(visit(GROUP, XBOX, Set.of(), 5)).after(3).items())
                .isEqualTo(whole.items().subList(3, 5));
        assertThat(whole.after(100).items()).isEmpty();
    }

    @Test
    void an_unknown_category_is_answered_by_the_nearest_above_and_named() {
        Visit inUnknown = new Visit(GROUPS, GROUP, GAMES, Context.ASKED_BUT_UNKNOWN, List.of(), Set.of(), 2);
        assertThat(fill(inUnknown).fallback()).contains(Fallback.PARENT_CATEGORY);

        Visit nowhere =
                new Visit(GROUPS, NOBODY, CategoryPath.STORE, Context.ASKED_BUT_UNKNOWN, List.of(), Set.of(), 2);
        assertThat(fill(nowhere).fallback()).contains(Fallback.STORE);

        Visit nowhereButKnown =
                new Visit(GROUPS, GROUP, CategoryPath.STORE, Context.ASKED_BUT_UNKNOWN, List.of(), Set.of(), 2);
        assertThat(fill(nowhereButKnown).fallback()).contains(Fallback.GROUP);
    }

    @Test
    void products_left_out_are_replaced_by_the_next_ones() {
        Answer answer = fill(visit(GROUP, XBOX, Set.of("x1", "x3"), 3));

        assertThat(ids(answer)).containsExactly("x2", "g1", "s1");
    }

    @Test
    void nothing_outside_the_category_comes_while_the_category_can_fill_the_answer() {
        put(
                ListKey.forEverybody("groups", XBOX),
                IntStream.range(0, 100).mapToObj(i -> "x" + i).toArray(String[]::new));

        Answer answer = fill(visit(GROUP, XBOX, Set.of("x1", "x7"), 50));

        assertThat(ids(answer)).hasSize(50).doesNotHaveDuplicates().allMatch(id -> id.startsWith("x"));
    }

    @Test
    void a_spread_answer_has_pages_of_one_ranking_and_names_what_it_fell_back_to() {
        put(ListKey.forEverybody("groups", CategoryPath.STORE), "s2", "s3", "t1");
        Diversity diversity = new Diversity(0.8);

        List<String> whole = ids(spread(visit(GROUP, CategoryPath.STORE, Set.of(), 150), diversity));
        assertThat(ids(fill(visit(GROUP, CategoryPath.STORE, Set.of(), 150))))
                .containsExactly("s1", "x1", "s2", "s3", "t1");
        assertThat(whole).containsExactly("s1", "x1", "t1", "s2", "s3");
        for (int limit = 1; limit <= whole.size(); limit++) {
            assertThat(ids(spread(visit(GROUP, CategoryPath.STORE, Set.of(), limit), diversity)))
                    .isEqualTo(whole.subList(0, limit));
        }
        assertThat(spread(visit(GROUP, CategoryPath.STORE, Set.of(), 2), diversity)
                        .fallback())
                .isEmpty();
        assertThat(spread(visit(GROUP, CategoryPath.STORE, Set.of(), 3), diversity)
                        .fallback())
                .contains(Fallback.STORE);
    }

    @Test
    void without_diversity_the_answer_is_what_the_chain_gives() {
        for (int limit = 1; limit <= 7; limit++) {
            Visit visit = visit(GROUP, XBOX, Set.of(), limit);
            assertThat(spread(visit, Diversity.NONE)).isEqualTo(fill(visit));
        }
    }

    @Test
    void an_item_says_of_which_category_its_list_is() {
        assertThat(fill(visit(GROUP, XBOX, Set.of(), 20)).items().stream().map(Recommendation::category))
                .containsExactly(XBOX, XBOX, XBOX, GAMES, CategoryPath.STORE, CategoryPath.STORE, CategoryPath.STORE);
    }

    @Test
    void a_visit_without_a_group_gets_no_list_of_one() {
        Answer answer = fill(visit(GROUP, XBOX, Set.of(), 2).withoutGroup());

        assertThat(ids(answer)).containsExactly("x2", "x3");
        assertThat(answer.fallback()).contains(Fallback.CATEGORY);
    }

    @Test
    void no_list_at_all_makes_an_empty_answer() {
        Answer answer = FallbackChain.of(visit(GROUP, XBOX, Set.of(), 5)).fill(Map.of(), id -> true);

        assertThat(answer.items()).isEmpty();
    }

    @Test
    void what_follows_the_viewed_products_comes_first_and_popularity_fills_the_rest() {
        Answer answer = fill(new Visit(NEXT, GROUP, XBOX, Context.AT_HAND, following("g1", "n1"), Set.of("x3"), 5));

        assertThat(ids(answer)).containsExactly("g1", "n1", "x2", "s2", "s3");
        assertThat(answer.items().get(0).reason()).isEqualTo(Reason.OFTEN_VIEWED_NEXT);
        assertThat(answer.items().get(2).reason()).isEqualTo(Reason.POPULAR_IN_CATEGORY);
        assertThat(answer.fallback()).contains(Fallback.STORE);
        assertThat(fill(new Visit(NEXT, GROUP, XBOX, Context.AT_HAND, following("g1", "n1"), Set.of(), 2))
                        .fallback())
                .isEmpty();
    }

    @Test
    void what_next_lacks_comes_from_the_own_group_and_the_answer_says_so() {
        ServedModel withGroups = new ServedModel("next", 6, true);
        Answer answer = fill(new Visit(withGroups, GROUP, XBOX, Context.AT_HAND, following("n1"), Set.of(), 3));

        assertThat(ids(answer)).containsExactly("n1", "x1", "x2");
        assertThat(answer.items().get(1).reason()).isEqualTo(Reason.POPULAR_IN_YOUR_GROUP);
        assertThat(answer.fallback()).contains(Fallback.GROUP_IN_CATEGORY);
    }

    @Test
    void an_unknown_category_is_named_even_if_what_follows_fills_the_answer() {
        Answer nowhere = fill(new Visit(
                NEXT, NOBODY, CategoryPath.STORE, Context.ASKED_BUT_UNKNOWN, following("n1", "n2"), Set.of(), 2));
        assertThat(ids(nowhere)).containsExactly("n1", "n2");
        assertThat(nowhere.fallback()).contains(Fallback.STORE);

        Answer above =
                fill(new Visit(NEXT, NOBODY, GAMES, Context.ASKED_BUT_UNKNOWN, following("n1", "g1"), Set.of(), 1));
        assertThat(ids(above)).containsExactly("g1");
        assertThat(above.fallback()).contains(Fallback.PARENT_CATEGORY);
    }

    @Test
    void in_a_category_that_was_asked_for_nothing_of_elsewhere_follows() {
        Answer answer = fill(new Visit(NEXT, GROUP, XBOX, Context.ASKED, following("g1", "x3", "n1"), Set.of(), 2));

        assertThat(ids(answer)).containsExactly("x3", "x2");
    }

    private static List<Recommendation> following(String... ids) {
        return Arrays.stream(ids)
                .map(id -> new Recommendation(id, 0.1, Reason.OFTEN_VIEWED_NEXT))
                .toList();
    }

    private Answer fill(Visit visit) {
        return fill(visit, id -> true);
    }

    private Answer fill(Visit visit, Predicate<String> mayCome) {
        FallbackChain chain = FallbackChain.of(visit);
        Map<ListKey, RankedList> read = new HashMap<>(lists);
        read.keySet().retainAll(chain.keys());
        return chain.fill(read, mayCome);
    }

    /** Spread over categories that are the first letters of the ids. */
    private Answer spread(Visit visit, Diversity diversity) {
        FallbackChain chain = FallbackChain.of(visit);
        Map<ListKey, RankedList> read = new HashMap<>(lists);
        read.keySet().retainAll(chain.keys());
        return chain.fill(read, id -> true, diversity, id -> CategoryPath.parse(id.substring(0, 1)));
    }

    private static Visit visit(OptionalInt group, CategoryPath category, Set<String> leftOut, int limit) {
        return new Visit(GROUPS, group, category, Context.ASKED, List.of(), leftOut, limit);
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(Recommendation::productId).toList();
    }

    private void put(ListKey key, String... ids) {
        List<ScoredProduct> products = new ArrayList<>();
        for (String id : ids) {
            products.add(new ScoredProduct(id, 1.0 / (products.size() + 1)));
        }
        lists.put(key, new RankedList(key, products));
    }
}
