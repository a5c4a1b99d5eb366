package com.eszoppping.recommendations.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.Explanation;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.ListLength;
import com.eszoppping.recommendations.model.ShopLogs;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.NearestGroup;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final int TASTES = 4;
    private static final EventLog LOG = ShopLogs.tastes(TASTES, 12, 200, 20, 7);
    private static final GroupsOptions FOUR_GROUPS = new GroupsOptions(TASTES, 6, 10);

    @Test
    void shoppers_of_one_taste_are_in_one_group() {
        FittedModel groups = fit(LOG, FOUR_GROUPS, 1);

        Map<Integer, Integer> groupOfTaste = new HashMap<>();
        int misplaced = 0;
        for (int user = 0; user < LOG.users(); user++) {
            int taste = Integer.parseInt(LOG.userId(user).substring(1)) % TASTES;
            int group = groups.groupOf(user).orElseThrow();
            misplaced += groupOfTaste.computeIfAbsent(taste, unknown -> group) == group ? 0 : 1;
        }
        assertThat(misplaced).isLessThanOrEqualTo(2);
        assertThat(groupOfTaste.values()).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void activity_does_not_make_groups() {
        // Everybody likes everything alike; some only look at a hundred times as much.
        ShopLogs shop = new ShopLogs();
        List.of("a", "b", "c", "d").forEach(id -> shop.unratedProduct(id, "Gry", true));
        for (int user = 0; user < 40; user++) {
            for (String product : List.of("a", "b", "c", "d")) {
                shop.views(user < 20 ? 1 : 100, "u" + user, product);
            }
        }
        EventLog log = shop.log();
        FittedModel groups = fit(log, new GroupsOptions(2, 2, 0), 1);

        assertThat(groups.groupOf(0)).isEqualTo(groups.groupOf(log.users() - 1));
    }

    @Test
    void a_group_gets_what_it_likes_first_within_the_category() {
        FittedModel groups = fit(LOG, FOUR_GROUPS, 1);
        Map<ListKey, RankedList> lists = lists(groups);

        for (int user = 0; user < TASTES; user++) {
            int taste = Integer.parseInt(LOG.userId(user).substring(1)) % TASTES;
            CategoryPath category = CategoryPath.parse("Dział;T" + taste % 2);
            RankedList list =
                    lists.get(ListKey.forGroup("groups", groups.groupOf(user).orElseThrow(), category));
            assertThat(ids(list).subList(0, 10)).allMatch(id -> id.startsWith("t" + taste + "-"));
            assertThat(ids(list)).hasSize(ListLength.FOR_A_GROUP).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_visitor_is_placed_by_products_as_training_placed_the_users() {
        FittedModel groups = fit(LOG, FOUR_GROUPS, 1);

        int placedElsewhere = 0;
        for (int user = 0; user < LOG.users(); user++) {
            placedElsewhere += nearest(groups, user).equals(groups.groupOf(user)) ? 0 : 1;
        }
        assertThat(placedElsewhere).isZero();
    }

    private static OptionalInt nearest(FittedModel groups, int user) {
        List<ProductFacts> viewed = new ArrayList<>();
        for (int event = 0; event < LOG.events(); event++) {
            if (LOG.user(event) == user) {
                viewed.add(new ProductFacts(
                        "p",
                        "",
                        CategoryPath.STORE,
                        OptionalDouble.empty(),
                        true,
                        groups.affinities(LOG.product(event)),
                        List.of()));
            }
        }
        return NearestGroup.of(viewed);
    }

    @Test
    void one_group_is_plain_popularity_and_stores_nothing_beside_it() {
        Map<ListKey, RankedList> lists = lists(fit(LOG, new GroupsOptions(1, 6, 10), 1));

        assertThat(lists.keySet()).allMatch(key -> key.group().isEmpty());
        List<ScoredProduct> store =
                lists.get(ListKey.forEverybody("groups", CategoryPath.STORE)).products();
        assertThat(store).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(store.stream().mapToDouble(ScoredProduct::score).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void a_log_without_users_has_no_groups_but_the_lists_for_everybody() {
        EventLog log = new ShopLogs()
                .unratedProduct("a", "Gry", true)
                .unratedProduct("b", "Gry", true)
                .views(1, null, "a")
                .views(2, null, "b")
                .log();
        FittedModel groups = fit(log, GroupsOptions.DEFAULT, 2);

        assertThat(groups.served().groups()).isZero();
        assertThat(groups.affinities(0)).isEmpty();
        assertThat(ids(lists(groups).get(ListKey.forEverybody("groups", CategoryPath.parse("Gry")))))
                .containsExactly("b", "a");
    }

    @Test
    void fewer_users_than_groups_and_fewer_products_than_dimensions_are_fine() {
        EventLog log = new ShopLogs()
                .unratedProduct("a", "Gry", true)
                .unratedProduct("b", "Gry", true)
                .views(3, "u1", "a")
                .views(3, "u2", "b")
                .log();

        assertThat(fit(log, GroupsOptions.DEFAULT, 2).served().groups()).isEqualTo(2);
    }

    @Test
    void threads_do_not_change_the_lists() {
        Map<ListKey, RankedList> one = lists(fit(LOG, FOUR_GROUPS, 1));

        assertThat(lists(fit(LOG, FOUR_GROUPS, 2))).isEqualTo(one);
        assertThat(lists(fit(LOG, FOUR_GROUPS, 5))).isEqualTo(one);
    }

    @Test
    void strong_shrinkage_leaves_a_group_only_the_order_of_equally_popular_products() {
        Map<ListKey, RankedList> lists = lists(fit(LOG, new GroupsOptions(TASTES, 6, 1e12), 1));

        lists.forEach((key, list) -> {
            RankedList forEverybody = lists.get(ListKey.forEverybody("groups", key.category()));
            for (int place = 0;
                    place < Math.min(ListLength.FOR_A_GROUP, list.products().size());
                    place++) {
                assertThat(list.products().get(place).score())
                        .isCloseTo(forEverybody.products().get(place).score(), within(1e-6));
            }
        });
    }

    @Test
    void an_explanation_names_group_share_and_lift_and_adds_up_to_the_published_score() {
        FittedModel groups = fit(LOG, FOUR_GROUPS, 1);
        int group = groups.groupOf(0).orElseThrow();
        CategoryPath category = CategoryPath.parse("Dział;T0");
        ScoredProduct first = lists(groups)
                .get(ListKey.forGroup("groups", group, category))
                .products()
                .get(0);
        int product = LOG.catalogue().indexOf(first.productId()).orElseThrow();

        Explanation why = groups.explain(product, category, OptionalInt.of(group));

        assertThat(why.value()).isEqualTo(first.score());
        assertThat(why.part("group")).isEqualTo(group);
        double lambda = why.part("λ");
        double share = why.part("share");
        assertThat(why.value()).isCloseTo((why.part("n") + lambda * share) / (why.part("N") + lambda), within(1e-12));
        assertThat(why.part("lift")).isEqualTo(why.value() / share).isGreaterThan(1);
    }

    @Test
    void impossible_options_are_refused_with_their_value() {
        assertThatThrownBy(() -> new GroupsOptions(0, 10, 1)).hasMessageContaining("this is 0");
        assertThatThrownBy(() -> new GroupsOptions(8, -3, 1)).hasMessageContaining("this is -3");
        assertThatThrownBy(() -> new GroupsOptions(8, 10, -0.5)).hasMessageContaining("this is -0.5");
    }

    private static FittedModel fit(EventLog log, GroupsOptions options, int threads) {
        return new Groups(options, EventWeights.EQUAL).fit(log, new FitOptions(42, threads));
    }

    private static Map<ListKey, RankedList> lists(FittedModel model) {
        Map<ListKey, RankedList> lists = new HashMap<>();
        model.lists(list -> lists.put(list.key(), list));
        return lists;
    }

    private static List<String> ids(RankedList list) {
        return list.products().stream().map(ScoredProduct::productId).toList();
    }
}
