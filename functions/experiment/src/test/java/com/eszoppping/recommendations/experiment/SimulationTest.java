package com.eszoppping.recommendations.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the statistics keep their promises on shops in which the truth is known. */
final class SimulationTest {
    private static final int RUNS = 1_000;
    private static final int VISITORS = 300;
    private static final double LEVEL = 0.05;

    /** 5 % and two standard errors of a share over the runs. */
    private static final double MOST_FALSE = LEVEL + 2 * Math.sqrt(LEVEL * (1 - LEVEL) / RUNS);

    /** For each run without any effect, what one sees on each of the days. */
    private static List<List<Results>> noEffect;

    /** Not in the class's initialiser, for which the other threads would wait for ever. */
    @BeforeAll
    static void openShopsWithoutEffect() {
        noEffect = LongStream.range(0, RUNS)
                .parallel()
                .mapToObj(SimulationTest::daysWithoutEffect)
                .toList();
    }

    private static List<Results> daysWithoutEffect(long seed) {
        SimulatedShop shop = new SimulatedShop(Experiments.running(1, 1), VISITORS, 0, seed);
        return IntStream.rangeClosed(1, SimulatedShop.DAYS)
                .mapToObj(shop::after)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void without_an_effect_the_end_shows_one_in_no_more_than_5_percent(Metric metric) {
        long found = noEffect.stream()
                .map(days -> days.get(days.size() - 1))
                .filter(end -> rejects(end, metric, Difference::pValue))
                .count();

        // A test that never finds anything would pass too.
        assertThat(found / (double) RUNS).isBetween(0.02, MOST_FALSE);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void without_an_effect_the_always_valid_test_may_be_looked_at_daily(Metric metric) {
        assertThat(foundOnAnyDay(metric, Difference::alwaysValidPValue)).isLessThanOrEqualTo(MOST_FALSE);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void the_confidence_sequence_covers_the_truth_on_all_days(Metric metric) {
        long missed = noEffect.stream()
                .filter(days -> days.stream()
                        .flatMap(day -> day.arms().get(1).of(metric).difference().stream())
                        .map(Difference::alwaysValid)
                        .anyMatch(interval -> interval.low() > 0 || interval.high() < 0))
                .count();

        assertThat(missed / (double) RUNS).isLessThanOrEqualTo(MOST_FALSE);
    }

    @Test
    void the_ordinary_test_may_not_be_looked_at_daily() {
        assertThat(foundOnAnyDay(Metric.CLICK_THROUGH, Difference::pValue)).isGreaterThan(2 * LEVEL);
    }

    @Test
    void without_an_effect_hardly_any_verdict_on_any_day_is_conclusive() {
        long conclusive = noEffect.stream()
                .filter(days -> days.stream().anyMatch(Results::conclusive))
                .count();

        assertThat(conclusive / (double) RUNS).isLessThanOrEqualTo(MOST_FALSE);
    }

    @Test
    void a_true_lift_of_10_percent_is_found_with_the_stated_power_once_the_visitors_are_there() {
        int visitors = (int) (pilot().fixedHorizon() + PILOT_VISITORS);

        assertThat(shareFound(visitors, Difference::pValue)).isBetween(0.8 - POWER_ERROR, 0.8 + POWER_ERROR);
    }

    @Test
    void the_always_valid_test_finds_it_with_that_power_with_the_visitors_that_it_needs() {
        int visitors = (int) (pilot().alwaysValid() + PILOT_VISITORS);

        assertThat(shareFound(visitors, Difference::alwaysValidPValue)).isBetween(0.8 - POWER_ERROR, 0.8 + POWER_ERROR);
    }

    private static final int POWER_RUNS = 300;
    private static final int PILOT_VISITORS = 2_000;

    /** Three standard errors of the share found, and as much again for the pilot's own error. */
    private static final double POWER_ERROR = 4 * Math.sqrt(0.8 * 0.2 / POWER_RUNS);

    private static VisitorsNeeded pilot() {
        Results pilot = new SimulatedShop(Experiments.running(1, 1), PILOT_VISITORS, 0, 99).atTheEnd();
        return pilot.arms().get(1).of(Metric.CLICK_THROUGH).needed().orElseThrow();
    }

    private static double shareFound(int visitors, ToDoubleFunction<Difference> pValue) {
        long found = LongStream.range(0, POWER_RUNS)
                .parallel()
                .mapToObj(seed -> new SimulatedShop(Experiments.running(1, 1), visitors, 0.1, 10_000 + seed).atTheEnd())
                .filter(results -> rejects(results, Metric.CLICK_THROUGH, pValue))
                .count();
        return found / (double) POWER_RUNS;
    }

    private static double foundOnAnyDay(Metric metric, ToDoubleFunction<Difference> pValue) {
        long found = noEffect.stream()
                .filter(days -> days.stream().anyMatch(day -> rejects(day, metric, pValue)))
                .count();
        return found / (double) RUNS;
    }

    private static boolean rejects(Results results, Metric metric, ToDoubleFunction<Difference> pValue) {
        return results.arms().get(1).of(metric).difference().stream()
                .mapToDouble(pValue)
                .anyMatch(p -> p < LEVEL);
    }
}
