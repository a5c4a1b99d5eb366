package com.eszoppping.recommendations.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.evaluation.Comparison.Verdict;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.model.ShopLogs;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.tuning.Configuration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemporalProtocolTest {
    private static final int PRODUCTS = 40;

    @Test
    void nothing_that_is_learned_from_happened_after_the_test_began() {
        EventLog log = walks(500, false);

        TemporalSplit split = TemporalSplit.of(log, 0.10);

        assertThat(split.newer().sessions()).isEqualTo(50);
        assertThat(split.older().sessions()).isEqualTo(450);
        for (int event = 0; event < split.older().events(); event++) {
            assertThat(split.older().time(event)).isLessThan(split.time());
        }
        for (int session = 0; session < split.newer().sessions(); session++) {
            assertThat(split.newer().time(split.newer().firstEvent(session))).isGreaterThanOrEqualTo(split.time());
        }
    }

    @Test
    void events_of_old_sessions_that_happened_during_the_test_are_not_learned_from() {
        // The first session goes on while the second, which is tested on, has begun.
        EventLog log = at("1", "a", 0, "1", "b", 100, "2", "a", 50, "2", "b", 60);

        TemporalSplit split = TemporalSplit.of(log, 0.5);

        assertThat(split.newer().sessions()).isOne();
        assertThat(split.older().events()).isOne();
        assertThat(split.older().time(0)).isLessThan(split.time());
    }

    @Test
    void sessions_that_start_together_are_not_parted() {
        EventLog log = at("1", "a", 0, "2", "a", 50, "3", "b", 50);

        TemporalSplit split = TemporalSplit.of(log, 0.3);

        assertThat(split.newer().sessions()).isEqualTo(2);
        assertThat(split.older().sessions()).isOne();
    }

    private static EventLog at(Object... sessionProductSecond) {
        ShopLogs shop = new ShopLogs().unratedProduct("a", "Gry", true).unratedProduct("b", "Gry", true);
        for (int i = 0; i < sessionProductSecond.length; i += 3) {
            shop.view((String) sessionProductSecond[i], (String) sessionProductSecond[i + 1], (int)
                    sessionProductSecond[i + 2]);
        }
        return shop.log();
    }

    @Test
    void every_prefix_asks_for_the_next_other_product_and_the_figures_add_up_by_hand() {
        // Learned: b follows a. Tested: a, a, b, z, where "a again" is no question.
        ShopLogs shop = new ShopLogs();
        for (String id : List.of("a", "b", "c", "d", "z")) {
            shop.unratedProduct(id, "Gry", true);
        }
        for (int i = 0; i < 9; i++) {
            shop.session("u" + i, "a", "b");
        }
        shop.session("u1", "a", "a", "b", "z");

        Evaluation evaluation = evaluate(shop.log()).next();

        assertThat(evaluation.questions()).isEqualTo(2);
        assertThat(evaluation.sessions()).isEqualTo(1);
        assertThat(evaluation.unseenProducts()).isEqualTo(0.5);
        assertThat(evaluation.returns()).isZero();
        // a → b is the first of its list. Nobody ever saw z, so it only fills up, after c and d.
        Scores next = evaluation.scores("next");
        assertThat(next.metric(Metric.HIT_RATE_1).value()).isEqualTo(0.5);
        assertThat(next.metric(Metric.HIT_RATE_5).value()).isEqualTo(1);
        assertThat(next.metric(Metric.MRR_20).value()).isCloseTo((1 + 1.0 / 3) / 2, within(1e-12));
        assertThat(next.metric(Metric.NDCG_10).value()).isCloseTo((1 + 0.5) / 2, within(1e-12));
        // b, c, d and z after a; c, d and z after a and b.
        assertThat(next.listLength()).isEqualTo((4 + 3) / 2.0);
        assertThat(next.coverage()).isEqualTo(0.8);
        // Two products were seen in training, and one of them is at hand: b is the only guess, and right once.
        assertThat(evaluation.uniformLimit().get("hitRate1")).isCloseTo(1, within(1e-12));
        Scores popularity = evaluation.scores("popularity");
        assertThat(popularity.metric(Metric.HIT_RATE_20).value()).isEqualTo(0.5);
        // Nine of eighteen events: -log2(10/19), for a as for b.
        assertThat(popularity.novelty()).isCloseTo(0.925999, within(1e-6));
        assertThat(next.segments())
                .anySatisfy(segment -> {
                    assertThat(segment.kind()).isEqualTo("prefix");
                    assertThat(segment.name()).isEqualTo("2 to 3");
                    assertThat(segment.questions()).isEqualTo(2);
                })
                .anySatisfy(segment -> assertThat(segment.name()).isEqualTo("known"));
    }

    @Test
    void where_products_follow_each_other_next_is_better_than_any_baseline() {
        Evaluation evaluation = evaluate(walks(2_000, false)).next();

        assertThat(evaluation.comparisons())
                .filteredOn(comparison -> comparison.name().equals("next"))
                .isNotEmpty()
                .allMatch(comparison -> comparison.verdict() == Verdict.BETTER);
        assertThat(evaluation.scores("random").metric(Metric.HIT_RATE_10).value())
                .isCloseTo(10.0 / (PRODUCTS - 1), within(0.05));
    }

    @Test
    void shuffling_the_products_inside_the_test_sessions_pulls_accuracy_down_to_the_baseline() {
        EventLog log = walks(2_000, false);
        TemporalSplit split = TemporalSplit.of(log, 0.10);
        VersionInMemory version = version(split.older(), Configuration.DEFAULT);
        TemporalSplit shuffled = new TemporalSplit(split.older(), shuffled(split.newer()), split.time());

        double accuracy = accuracy(split, version);
        double ofShuffled = accuracy(shuffled, version);

        // In order two of three steps lead to the one next product; in any order, to one of the session's five others.
        assertThat(accuracy).isGreaterThan(0.5);
        assertThat(ofShuffled).isLessThan(accuracy / 2);
    }

    private static double accuracy(TemporalSplit split, VersionInMemory version) {
        return new TemporalProtocol(split, version, Optional.empty(), List.of(), new FitOptions(1, 2))
                .next()
                .scores("next")
                .metric(Metric.HIT_RATE_1)
                .value();
    }

    /** The same sessions with their products in any order. */
    private static EventLog shuffled(EventLog log) {
        ShopLogs shop = new ShopLogs();
        for (int product = 0; product < log.catalogue().size(); product++) {
            shop.unratedProduct(log.catalogue().product(product).id(), "Gry", true);
        }
        for (int session = 0; session < log.sessions(); session++) {
            List<String> viewed = new ArrayList<>();
            for (int event = log.firstEvent(session); event < log.endEvent(session); event++) {
                viewed.add(log.catalogue().product(log.product(event)).id());
            }
            Collections.shuffle(viewed, new Random(session));
            shop.session(null, viewed.toArray(String[]::new));
        }
        return shop.log();
    }

    @Test
    void the_current_version_is_compared_on_the_same_questions() {
        EventLog log = walks(1_000, false);
        TemporalSplit split = TemporalSplit.of(log, 0.10);
        VersionInMemory good = version(split.older(), Configuration.DEFAULT);
        VersionInMemory bad = version(walks(1_000, true), Configuration.DEFAULT);

        Evaluation worse = new TemporalProtocol(split, bad, Optional.of(good), List.of(), new FitOptions(1, 2)).next();

        assertThat(worse.comparisons())
                .filteredOn(comparison -> comparison.against().equals(TemporalProtocol.CURRENT))
                .singleElement()
                .satisfies(comparison -> assertThat(comparison.verdict()).isEqualTo(Verdict.WORSE));
    }

    @Test
    void before_the_first_product_only_the_person_is_known() {
        Evaluation evaluation = evaluate(tastes()).first();

        assertThat(evaluation.questions()).isEqualTo(evaluation.sessions());
        assertThat(evaluation.contenders()).extracting(Scores::name).doesNotContain("next", "popularity in category");
        assertThat(evaluation.comparisons())
                .filteredOn(comparison -> comparison.against().equals(TemporalProtocol.ONE_GROUP))
                .singleElement()
                .satisfies(comparison -> assertThat(comparison.verdict()).isEqualTo(Verdict.BETTER));
    }

    /** Four tastes of fifteen products each; all shoppers come by again and again. */
    private static EventLog tastes() {
        SplittableRandom random = new SplittableRandom(7);
        ShopLogs shop = new ShopLogs();
        for (int product = 0; product < 60; product++) {
            shop.unratedProduct("p" + product, "Gry", true);
        }
        for (int view = 0; view < 40; view++) {
            for (int user = 0; user < 100; user++) {
                shop.session("u" + user, "p" + (15 * (user % 4) + random.nextInt(15)));
            }
        }
        return shop.log();
    }

    private static TemporalProtocol evaluate(EventLog log) {
        TemporalSplit split = TemporalSplit.of(log, 0.10);
        return new TemporalProtocol(
                split,
                version(split.older(), Configuration.DEFAULT),
                Optional.empty(),
                List.of(),
                new FitOptions(1, 2));
    }

    private static VersionInMemory version(EventLog log, Configuration configuration) {
        return new VersionInMemory(
                FittedModels.fit(configuration.models(), log, new FitOptions(1, 1)), SessionPolicy.DEFAULT);
    }

    /**
     * Sessions that walk from product to product round a circle, two out of three times to the next one.
     *
     * @param aimless whether any product may follow any other instead
     */
    private static EventLog walks(int sessions, boolean aimless) {
        SplittableRandom random = new SplittableRandom(5);
        ShopLogs shop = new ShopLogs();
        for (int product = 0; product < PRODUCTS; product++) {
            shop.unratedProduct("p" + product, "Gry", true);
        }
        for (int session = 0; session < sessions; session++) {
            List<String> viewed = new ArrayList<>();
            int product = random.nextInt(PRODUCTS);
            for (int step = 0; step < 6; step++) {
                viewed.add("p" + product);
                product = (product + (random.nextInt(3) < 2 ? 1 : 7)) % PRODUCTS;
            }
            if (aimless) {
                viewed.replaceAll(id -> "p" + random.nextInt(PRODUCTS));
            }
            shop.session("u" + session % 50, viewed.toArray(String[]::new));
        }
        return shop.log();
    }
}
