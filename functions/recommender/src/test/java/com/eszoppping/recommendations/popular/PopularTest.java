package com.eszoppping.recommendations.popular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Explanation;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.ShopLogs;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PopularTest {
    @Test
    void products_with_enough_events_come_first_by_score_and_the_others_fill_the_list_by_score() {
        EventLog log = new ShopLogs()
                .product("many-good", "Gry", 4.0)
                .product("many-bad", "Gry", 1.0)
                .product("few-best", "Gry", 5.0)
                .product("few-worst", "Gry", 0.5)
                .product("unseen", "Gry", 4.9)
                .views(100, "u1", "many-good")
                .views(100, "u1", "many-bad")
                .views(2, "u1", "few-best")
                .views(2, "u1", "few-worst")
                .log();

        assertThat(ids(lists(log).get(key("Gry"))))
                .containsExactly("many-good", "many-bad", "few-best", "unseen", "few-worst");
    }

    @Test
    void every_node_of_the_tree_has_a_list_with_an_m_of_its_own() {
        EventLog log = new ShopLogs()
                .product("x", "Gry;Xbox", 4)
                .product("y", "Gry;PC", 3)
                .product("z", "Telefony", 2)
                .views(10, "u", "x")
                .views(4, "u", "y")
                .views(1, "u", "z")
                .log();
        FittedModel popular = fit(log);

        assertThat(lists(log).keySet())
                .containsExactlyInAnyOrder(key(""), key("Gry"), key("Gry;Xbox"), key("Gry;PC"), key("Telefony"));
        assertThat(ids(lists(log).get(key("Gry")))).containsExactly("x", "y");
        int x = log.catalogue().indexOf("x").orElseThrow();
        assertThat(explain(popular, x, "Gry;Xbox").part("m")).isEqualTo(10);
        assertThat(explain(popular, x, "Gry").part("m")).isCloseTo(8.8, within(1e-12));
    }

    @Test
    void an_explanation_adds_up_to_the_published_score() {
        EventLog log = new ShopLogs()
                .product("x", "Gry", 4)
                .product("y", "Gry", 3)
                .views(9, "u", "x")
                .purchases(1, "u", "x")
                .views(5, "u", "y")
                .log();
        int x = log.catalogue().indexOf("x").orElseThrow();

        Explanation why = explain(fit(log), x, "Gry");

        double v = why.part("v");
        double m = why.part("m");
        assertThat(v).isEqualTo(10);
        assertThat(why.part("C")).isEqualTo(3.5);
        assertThat(why.value()).isEqualTo(v / (v + m) * why.part("R") + m / (v + m) * why.part("C"));
        assertThat(lists(log).get(key("Gry")).products().get(0)).isEqualTo(new ScoredProduct("x", why.value()));
    }

    @Test
    void a_product_without_a_rating_counts_as_an_average_one() {
        EventLog log = new ShopLogs()
                .product("good", "Gry", 5)
                .product("bad", "Gry", 1)
                .unratedProduct("unknown", "Gry", true)
                .views(10, "u", "good")
                .views(10, "u", "bad")
                .views(10, "u", "unknown")
                .log();

        assertThat(ids(lists(log).get(key("Gry")))).containsExactly("good", "unknown", "bad");
    }

    @Test
    void without_ratings_the_purchase_rate_decides_and_without_purchases_the_number_of_events() {
        ShopLogs shop = new ShopLogs()
                .unratedProduct("looked-at", "Gry", true)
                .unratedProduct("bought", "Gry", true)
                .unratedProduct("rare", "Gry", true)
                .views(100, "u", "looked-at")
                .views(60, "u", "bought")
                .views(3, "u", "rare");
        assertThat(ids(lists(shop.log()).get(key("Gry")))).containsExactly("looked-at", "bought", "rare");

        EventLog withPurchases = shop.purchases(40, "u", "bought").log();
        assertThat(ids(lists(withPurchases).get(key("Gry"))).get(0)).isEqualTo("bought");
        assertThat(explain(
                                fit(withPurchases),
                                withPurchases.catalogue().indexOf("bought").orElseThrow(),
                                "Gry")
                        .toString())
                .contains("smoothed purchase rate");
    }

    @Test
    void products_that_are_not_available_are_not_listed() {
        EventLog log = new ShopLogs()
                .unratedProduct("gone", "Gry", false)
                .unratedProduct("here", "Gry", true)
                .views(10, "u", "gone")
                .views(1, "u", "here")
                .log();

        assertThat(ids(lists(log).get(key("Gry")))).containsExactly("here");
    }

    @Test
    void equal_scores_go_by_the_number_of_events_then_by_id() {
        EventLog log = new ShopLogs()
                .product("b", "Gry", 3)
                .product("a", "Gry", 3)
                .product("c", "Gry", 3)
                .views(5, "u", "a")
                .views(5, "u", "b")
                .views(6, "u", "c")
                .log();

        assertThat(ids(lists(log).get(key("Gry")))).containsExactly("c", "a", "b");
    }

    private static FittedModel fit(EventLog log) {
        return new Popular().fit(log, new FitOptions(1, 1));
    }

    private static Map<ListKey, RankedList> lists(EventLog log) {
        Map<ListKey, RankedList> lists = new HashMap<>();
        fit(log).lists(list -> lists.put(list.key(), list));
        return lists;
    }

    private static Explanation explain(FittedModel model, int product, String category) {
        return model.explain(product, CategoryPath.parse(category), OptionalInt.empty());
    }

    private static ListKey key(String category) {
        return ListKey.forEverybody("popular", CategoryPath.parse(category));
    }

    private static List<String> ids(RankedList list) {
        return list.products().stream().map(ScoredProduct::productId).toList();
    }
}
