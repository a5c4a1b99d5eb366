package com.eszoppping.recommendations.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.evaluation.TemporalSplit;
import com.eszoppping.recommendations.groups.GroupsOptions;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.ShopLogs;
import com.eszoppping.recommendations.next.NextOptions;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.ranking.SessionPolicy.Treatment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TunerTest {
    private static final FitOptions OPTIONS = new FitOptions(1, 1);

    @Test
    void where_people_have_tastes_they_are_grouped() {
        assertThat(new Tuner(tastes(true)).tune(OPTIONS).groups().groups()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void where_people_do_not_differ_one_group_is_the_answer() {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(new Tuner(tastes(false))
                            .tune(new FitOptions(seed, 1))
                            .groups()
                            .groups())
                    .isOne();
        }
    }

    @Test
    void where_nobody_returns_to_a_product_seen_ones_are_hidden() {
        SessionPolicy policy = new Tuner(sessions(0, 0)).tune(OPTIONS).sessions();

        assertThat(policy.treatment()).isEqualTo(Treatment.HIDDEN);
        assertThat(policy.returnRates()).allMatch(rate -> rate == 0);
    }

    @Test
    void where_people_return_to_what_they_just_saw_returns_are_expected() {
        SessionPolicy policy = new Tuner(sessions(0.4, 0)).tune(OPTIONS).sessions();

        assertThat(policy.treatment()).isEqualTo(Treatment.EXPECTED);
        assertThat(policy.returnRates().get(0)).isCloseTo(0.4, within(0.05));
        assertThat(policy.shares().get(0)).isGreaterThan(0.9);
    }

    @Test
    void where_seen_products_come_again_by_chance_they_keep_their_score() {
        assertThat(new Tuner(sessions(0, 1)).tune(OPTIONS).sessions().treatment())
                .isEqualTo(Treatment.KEPT);
    }

    @Test
    void where_tastes_change_old_events_fade() {
        SplittableRandom random = new SplittableRandom(3);
        ShopLogs shop = new ShopLogs().pace(Duration.ofMinutes(10));
        for (int product = 0; product < 60; product++) {
            shop.unratedProduct("p" + product, "Gry", true);
        }
        // In eight weeks the products that people look at move on one after the other.
        int sessions = 4_000;
        for (int session = 0; session < sessions; session++) {
            int newest = session * 55 / sessions;
            shop.session("u" + session % 40, "p" + (newest + random.nextInt(5)), "p" + (newest + random.nextInt(5)));
        }

        Configuration configuration = new Tuner(shop.log()).tune(OPTIONS);

        assertThat(configuration.popularity().halfLifeDays()).isPresent();
        assertThat(configuration.popularity().halfLifeDays().getAsDouble()).isLessThanOrEqualTo(14);
    }

    @Test
    void where_nothing_changes_events_count_alike() {
        assertThat(new Tuner(tastes(false)).tune(OPTIONS).popularity()).isEqualTo(EventWeights.EQUAL);
    }

    @Test
    void parameters_do_not_depend_on_the_number_of_threads() {
        EventLog log = tastes(true);

        assertThat(new Tuner(log).tune(new FitOptions(1, 3))).isEqualTo(new Tuner(log).tune(OPTIONS));
    }

    @Test
    void what_is_tested_on_later_does_not_matter() {
        EventLog log = tastes(true, 0);
        EventLog withAnotherEnd = tastes(true, 3);

        Configuration configuration = new Tuner(TemporalSplit.of(log, 0.10).older()).tune(OPTIONS);

        assertThat(new Tuner(TemporalSplit.of(withAnotherEnd, 0.10).older()).tune(OPTIONS))
                .isEqualTo(configuration);
    }

    @Test
    void a_log_too_short_to_tell_gets_the_defaults_and_its_own_returns() {
        EventLog log = new ShopLogs()
                .unratedProduct("a", "Gry", true)
                .unratedProduct("b", "Gry", true)
                .session("u", "a", "b", "a", "b")
                .log();

        Configuration configuration = new Tuner(log).tune(OPTIONS);

        assertThat(configuration.groups().groups()).isOne();
        assertThat(new Tuner(log).canTry()).isFalse();
        assertThat(configuration.sessions().treatment()).isEqualTo(Treatment.KEPT);
    }

    @Test
    void of_a_long_log_only_a_sample_of_the_shoppers_is_learned_from() {
        EventLog log = tastes(true);

        Tuner tuner = new Tuner(log, log.events() / 2);

        assertThat(tuner.tune(OPTIONS))
                .isEqualTo(new Tuner(ShopperSample.with(1, 2).of(log)).tune(OPTIONS));
        assertThat(tuner.canTry()).isTrue();
    }

    @Test
    void a_configuration_is_read_back_from_its_texts() {
        Configuration configuration = new Configuration(
                new EventWeights(OptionalDouble.of(7), 5),
                new GroupsOptions(16, 8, 100),
                new NextOptions(1000, OptionalDouble.of(30)),
                new SessionPolicy(4, Treatment.KEPT, List.of(0.1), List.of(1.0)));

        assertThat(Configuration.of(configuration.texts(), configuration.sessions()))
                .contains(configuration);
        assertThat(Configuration.of(Configuration.DEFAULT.texts(), SessionPolicy.DEFAULT))
                .contains(Configuration.DEFAULT);
    }

    @Test
    void texts_of_other_code_are_no_configuration() {
        assertThat(Configuration.of(Map.of("seed", "1"), SessionPolicy.DEFAULT)).isEmpty();
        Map<String, String> broken = new HashMap<>(Configuration.DEFAULT.texts());
        broken.put("groups.groups", "many");
        assertThat(Configuration.of(broken, SessionPolicy.DEFAULT)).isEmpty();
        broken.put("groups.groups", "0");
        assertThat(Configuration.of(broken, SessionPolicy.DEFAULT)).isEmpty();
    }

    private static EventLog tastes(boolean differ) {
        return tastes(differ, 0);
    }

    /**
     * 100 shoppers of four tastes, or of none, who come by 30 times.
     *
     * @param oddVisits in so many visits at the end everybody looks at the same product
     */
    private static EventLog tastes(boolean differ, int oddVisits) {
        SplittableRandom random = new SplittableRandom(7);
        ShopLogs shop = new ShopLogs();
        for (int product = 0; product < 60; product++) {
            shop.unratedProduct("p" + product, "Gry", true);
        }
        for (int visit = 0; visit < 30; visit++) {
            for (int user = 0; user < 100; user++) {
                String[] viewed = new String[3];
                for (int i = 0; i < viewed.length; i++) {
                    int product = differ ? 15 * (user % 4) + random.nextInt(15) : random.nextInt(60);
                    viewed[i] = visit < 30 - oddVisits ? "p" + product : "p59";
                }
                shop.session("u" + user, viewed);
            }
        }
        return shop.log();
    }

    /**
     * Sessions of five views.
     *
     * @param backToTheLast how likely a view goes back to the product before
     * @param again whether a product may come again by chance, of which there are few then
     */
    private static EventLog sessions(double backToTheLast, int again) {
        SplittableRandom random = new SplittableRandom(11);
        ShopLogs shop = new ShopLogs();
        int products = again == 1 ? 12 : 200;
        for (int product = 0; product < products; product++) {
            shop.unratedProduct("p" + product, "Gry", true);
        }
        for (int session = 0; session < 1_500; session++) {
            List<String> viewed = new ArrayList<>();
            while (viewed.size() < 5) {
                String any = "p" + (int) (products * Math.pow(random.nextDouble(), 2));
                boolean back = viewed.size() > 1 && random.nextDouble() < backToTheLast;
                if (back) {
                    viewed.add(viewed.get(viewed.size() - 2));
                } else if (again == 1 || !viewed.contains(any)) {
                    viewed.add(any);
                }
            }
            shop.session("u" + session % 30, viewed.toArray(String[]::new));
        }
        return shop.log();
    }
}
