package com.eszoppping.recommendations.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.Explanation;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.ListLength;
import com.eszoppping.recommendations.model.ShopLogs;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FollowingProductsTest {
    private static final double BACKWARD = 0.3;

    @Test
    void steps_count_by_the_square_of_their_distance_and_less_backwards() {
        EventLog log = shop("a", "b", "c").session("u", "a", "b", "b", "c").log();
        Steps steps = steps(log, Integer.MAX_VALUE);

        // a → b is one step, a → c two; equal neighbours are one.
        assertThat(weights(steps, 0)).containsExactly(1.0, 0.25);
        assertThat(steps.sum(0)).isCloseTo(1.25, within(1e-6));
        // b → c forward, b → a backward.
        assertThat(weights(steps, 1)).containsExactly((double) (float) BACKWARD, 1.0);
        assertThat(weights(steps, 2)).containsExactly((double) (float) (BACKWARD / 4), (double) (float) BACKWARD);
    }

    @Test
    void no_step_leads_to_the_product_itself_or_out_of_the_session() {
        EventLog log =
                shop("a", "b").session("u", "a", "b", "a").session("u", "b").log();
        Steps steps = steps(log, Integer.MAX_VALUE);

        assertThat(steps.length(0)).isEqualTo(1);
        assertThat(steps.next(0, 0)).isEqualTo(1);
    }

    @Test
    void what_followed_most_often_comes_first() {
        FollowingProducts next = fit(
                shop("a", "b", "c")
                        .session("u", "a", "b")
                        .session("u", "a", "c")
                        .session("u", "a", "c")
                        .log(),
                new NextOptions(1, OptionalDouble.empty()));

        assertThat(ids(next.next(0))).containsExactly("c", "b");
        assertThat(next.next(0)).isSortedAccordingTo((x, y) -> Double.compare(y.score(), x.score()));
    }

    @Test
    void a_product_that_nobody_went_on_from_gets_what_follows_its_category() {
        ShopLogs shop = new ShopLogs()
                .unratedProduct("tv1", "RTV", true)
                .unratedProduct("tv2", "RTV", true)
                .unratedProduct("tv3", "RTV", true)
                .unratedProduct("game1", "Gry", true)
                .unratedProduct("game2", "Gry", true)
                .unratedProduct("new", "RTV", true);
        for (int i = 0; i < 20; i++) {
            shop.session("u", "tv1", "tv2").session("u", "tv3", "tv2").session("u", "game1", "game2");
        }
        EventLog log = shop.log();
        int newcomer = log.catalogue().indexOf("new").orElseThrow();

        List<String> list = ids(fit(log, NextOptions.DEFAULT).next(newcomer));

        assertThat(list.get(0)).isEqualTo("tv2");
        assertThat(list.indexOf("game2")).isGreaterThan(list.indexOf("tv2"));
        assertThat(list).doesNotContain("new");
    }

    @Test
    void old_steps_fade_with_the_half_life() {
        EventLog log = shop("a", "b", "c")
                .pace(Duration.ofDays(1))
                .session("u", "a", "b")
                .session("u", "a", "b")
                .session("u", "a", "c")
                .log();

        assertThat(ids(fit(log, new NextOptions(1e-6, OptionalDouble.empty())).next(0))
                        .get(0))
                .isEqualTo("b");
        assertThat(ids(fit(log, new NextOptions(1e-6, OptionalDouble.of(1))).next(0))
                        .get(0))
                .isEqualTo("c");
    }

    @Test
    void what_the_store_does_not_sell_is_not_in_a_list() {
        EventLog log = new ShopLogs()
                .unratedProduct("a", "Gry", true)
                .unratedProduct("gone", "Gry", false)
                .unratedProduct("b", "Gry", true)
                .session("u", "a", "gone", "b")
                .log();

        assertThat(ids(fit(log, NextOptions.DEFAULT).next(0))).containsExactly("b");
    }

    @Test
    void a_list_has_at_most_fifty_products_each_once_and_never_the_one_it_is_for() {
        EventLog log = random(200, 3_000, 5);
        FollowingProducts next = fit(log, NextOptions.DEFAULT);

        for (int product = 0; product < 200; product++) {
            List<String> ids = ids(next.next(product));
            assertThat(ids).hasSize(ListLength.AFTER_A_PRODUCT).doesNotHaveDuplicates();
            assertThat(ids).doesNotContain(log.catalogue().product(product).id());
        }
    }

    @Test
    void lists_agree_with_the_formula_computed_for_all_products() {
        EventLog log = random(60, 400, 9);
        FollowingProducts next = fit(log, new NextOptions(25, OptionalDouble.empty()));

        for (int product : new int[] {0, 17, 59}) {
            List<ScoredProduct> list = next.next(product);
            for (ScoredProduct listed : list) {
                Explanation why = next.explainAfter(
                        log.catalogue().indexOf(listed.productId()).orElseThrow(), product);
                assertThat(listed.score()).isCloseTo(why.value(), within(why.value() * 1e-2));
                double lambda = why.part("λ");
                assertThat(why.value())
                        .isCloseTo(
                                (why.part("n(a, b)") + lambda * why.part("share")) / (why.part("n(a)") + lambda),
                                within(1e-12));
            }
            double last = list.get(list.size() - 1).score();
            for (int other = 0; other < 60; other++) {
                String id = log.catalogue().product(other).id();
                boolean listed = list.stream().anyMatch(one -> one.productId().equals(id));
                if (!listed && other != product) {
                    assertThat(next.explainAfter(other, product).value()).isLessThanOrEqualTo(last * 1.01);
                }
            }
        }
    }

    @Test
    void impossible_options_are_refused_with_their_value() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NextOptions(0, OptionalDouble.empty()))
                .withMessageContaining("this is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NextOptions(1, OptionalDouble.of(-2)))
                .withMessageContaining("this is -2.0");
    }

    @Property(tries = 60)
    void with_too_little_room_no_score_is_farther_off_than_is_said(
            @ForAll @IntRange(min = 2, max = 40) int products,
            @ForAll @IntRange(min = 1, max = 200) int sessions,
            @ForAll long seed) {
        EventLog log = random(products, sessions, seed);
        int pairs = steps(log, Integer.MAX_VALUE).pairs();
        int room = products + (int) Math.floorMod(seed, (long) Math.max(1, pairs));
        FitOptions options = new FitOptions(1, 2);
        FollowingProducts exact = new Next(NextOptions.DEFAULT).fit(log, options);

        FollowingProducts next = new Next(NextOptions.DEFAULT, room).fit(log, options);

        assertThat(steps(log, room).pairs()).isLessThanOrEqualTo(room);
        assertThat(exact.largestError()).isZero();
        assertThat(next.largestError() > 0).isEqualTo(pairs > room);
        for (int product = 0; product < products; product++) {
            for (int other = 0; other < products; other++) {
                double tooSmall = exact.explainAfter(other, product).value()
                        - next.explainAfter(other, product).value();
                assertThat(tooSmall).isBetween(-1e-12, next.largestError() + 1e-6);
            }
        }
    }

    @Test
    void what_is_forgotten_is_what_followed_least_often() {
        ShopLogs shop = shop("a", "b", "c", "d");
        for (int times = 0; times < 3; times++) {
            shop.session("u", "a", "b").session("u", "a", "c");
        }
        EventLog log = shop.session("u", "a", "d").log();

        Steps steps = steps(log, 5);

        assertThat(weights(steps, 0)).containsExactly(3.0, 3.0);
        assertThat(steps.largestForgotten(0)).isEqualTo(1);
        assertThat(steps.sum(0)).isEqualTo(7);
    }

    @Test
    void threads_do_not_change_the_lists() {
        EventLog log = random(100, 2_000, 3);
        FollowingProducts one = new Next(NextOptions.DEFAULT).fit(log, new FitOptions(1, 1));
        FollowingProducts five = new Next(NextOptions.DEFAULT).fit(log, new FitOptions(1, 5));

        for (int product = 0; product < 100; product++) {
            assertThat(five.next(product)).isEqualTo(one.next(product));
        }
    }

    private static Steps steps(EventLog log, int maxPairs) {
        try (Blocks blocks = new Blocks(2)) {
            return Steps.of(log, EventWeights.EQUAL.of(log), maxPairs, blocks);
        }
    }

    private static FollowingProducts fit(EventLog log, NextOptions options) {
        return new Next(options).fit(log, new FitOptions(1, 1));
    }

    private static ShopLogs shop(String... ids) {
        ShopLogs shop = new ShopLogs();
        for (String id : ids) {
            shop.unratedProduct(id, "Gry", true);
        }
        return shop;
    }

    private static EventLog random(int products, int sessions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ShopLogs shop = new ShopLogs();
        for (int product = 0; product < products; product++) {
            shop.unratedProduct("p" + product, "Gry;G" + product % 3, true);
        }
        for (int session = 0; session < sessions; session++) {
            String[] viewed = new String[2 + random.nextInt(8)];
            for (int i = 0; i < viewed.length; i++) {
                viewed[i] = "p" + (int) (products * Math.pow(random.nextDouble(), 2));
            }
            shop.session("u" + session % 20, viewed);
        }
        return shop.log();
    }

    private static List<Double> weights(Steps steps, int product) {
        return IntStream.range(0, steps.length(product))
                .mapToObj(i -> steps.weight(product, i))
                .toList();
    }

    private static List<String> ids(List<ScoredProduct> list) {
        return list.stream().map(ScoredProduct::productId).toList();
    }
}
