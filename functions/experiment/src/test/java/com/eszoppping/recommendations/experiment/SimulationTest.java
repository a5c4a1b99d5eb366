package com.eszoppping.recommendations.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That the statistics keep their promises on shops in which the truth is known. {@code ./recs test} makes few runs with the wide
 * bound that they allow, {@code ./recs test --full} the thousand whose rates the module's README has.
 */
final class SimulationTest {
    private static final boolean FULL = Boolean.getBoolean("recs.full");
    private static final int RUNS = FULL ? 1_000 : 200;
    private static final int VISITORS = 300;
    private static final double LEVEL = 0.05;

    /** With few runs, one of the nine shares that are checked may well be two standard errors off by chance. */
    private static final double STANDARD_ERRORS = FULL ? 2 : 3;

    /** 5 % and the simulation's own error. */
    private static final double MOST_FALSE = LEVEL + STANDARD_ERRORS * Math.sqrt(LEVEL * (1 - LEVEL) / RUNS);

    private static final double FEWEST_FALSE = LEVEL - 3 * Math.sqrt(LEVEL * (1 - LEVEL) / RUNS);

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
        SimulatedShop shop = new SimulatedShop(SampleExperiments.running(1, 1), VISITORS, 0, seed);
        return IntStream.rangeClosed(1, SimulatedShop.DAYS)
                .mapToObj(shop::after)
                .toList();
    }

    @Test
    void the_visitors_see_many_lists() {
        double lists = new SimulatedShop(SampleExperiments.running(1, 1), VISITORS, 0, 1).listsPerVisitor();

        System.out.printf(Locale.ROOT, "Lists per visitor: %.1f%n", lists);
        assertThat(lists).isGreaterThan(8);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void without_an_effect_the_end_shows_one_in_no_more_than_5_percent(Metric metric) {
        long found = noEffect.stream()
                .map(days -> days.get(days.size() - 1))
                .filter(end -> rejects(end, metric, Difference::pValue))
                .count();

        say("found at the planned end", metric, found / (double) RUNS);
        // A test that never finds anything would pass too.
        assertThat(found / (double) RUNS).isBetween(FEWEST_FALSE, MOST_FALSE);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void without_an_effect_the_always_valid_test_may_be_looked_at_daily(Metric metric) {
        double found = foundOnAnyDay(metric, Difference::alwaysValidPValue);

        say("found by the always-valid test on any of " + SimulatedShop.DAYS + " days", metric, found);
        assertThat(found).isLessThanOrEqualTo(MOST_FALSE);
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

        say("truth outside the confidence sequence on any day", metric, missed / (double) RUNS);
        assertThat(missed / (double) RUNS).isLessThanOrEqualTo(MOST_FALSE);
    }

    @Test
    void the_ordinary_test_may_not_be_looked_at_daily() {
        double found = foundOnAnyDay(Metric.CLICK_THROUGH, Difference::pValue);

        say("found by the ordinary test on any of " + SimulatedShop.DAYS + " days", Metric.CLICK_THROUGH, found);
        assertThat(found).isGreaterThan(2 * LEVEL);
    }

    @Test
    void without_an_effect_hardly_any_verdict_on_any_day_is_conclusive() {
        long conclusive = noEffect.stream()
                .filter(days -> days.stream().anyMatch(Results::conclusive))
                .count();

        say("conclusive verdicts on any day", Metric.CLICK_THROUGH, conclusive / (double) RUNS);
        assertThat(conclusive / (double) RUNS).isLessThanOrEqualTo(MOST_FALSE);
    }

    @Test
    void a_true_lift_of_10_percent_is_found_with_the_stated_power_once_the_visitors_are_there() {
        int visitors = needed(VisitorsNeeded::fixedHorizon);

        assertThat(powerOf("planned test", visitors, Difference::pValue))
                .isBetween(0.8 - POWER_ERROR, 0.8 + POWER_ERROR);
    }

    @Test
    void the_always_valid_test_finds_it_with_that_power_with_the_visitors_that_it_needs() {
        int visitors = needed(VisitorsNeeded::alwaysValid);

        assertThat(powerOf("always-valid test", visitors, Difference::alwaysValidPValue))
                .isBetween(0.8 - POWER_ERROR, 0.8 + POWER_ERROR);
    }

    private static final int POWER_RUNS = FULL ? 10_000 : 100;
    private static final int PILOT_VISITORS = 500;

    /** The mean of few is a few percent off, and so would be the power with that many visitors. */
    private static final int PILOTS = FULL ? 2_001 : 201;

    /** Three standard errors of the share found, and one for the pilots' own error. */
    private static final double POWER_ERROR = 4 * Math.sqrt(0.8 * 0.2 / POWER_RUNS);

    /** What an experiment with the effect says after its first visitors: the mean of many, because one is a small sample. */
    private static int needed(ToLongFunction<VisitorsNeeded> test) {
        double stillNeeded = LongStream.range(0, PILOTS)
                .parallel()
                .mapToObj(seed ->
                        new SimulatedShop(SampleExperiments.running(1, 1), PILOT_VISITORS, 0.1, 1_000_000 + seed))
                .map(pilot -> pilot.atTheEnd().arms().get(1).of(Metric.CLICK_THROUGH))
                .mapToLong(clicks -> test.applyAsLong(clicks.needed().orElseThrow()))
                .average()
                .orElseThrow();
        return PILOT_VISITORS + (int) stillNeeded;
    }

    private static double powerOf(String test, int visitors, ToDoubleFunction<Difference> pValue) {
        double power = shareFound(visitors, pValue);
        System.out.printf(
                Locale.ROOT,
                "A true lift of 10 %%, %,d runs: found by the %s with its %,d visitors in %.1f %%%n",
                POWER_RUNS,
                test,
                visitors,
                100 * power);
        return power;
    }

    private static double shareFound(int visitors, ToDoubleFunction<Difference> pValue) {
        long found = LongStream.range(0, POWER_RUNS)
                .parallel()
                .mapToObj(seed ->
                        new SimulatedShop(SampleExperiments.running(1, 1), visitors, 0.1, 10_000 + seed).atTheEnd())
                .filter(results -> rejects(results, Metric.CLICK_THROUGH, pValue))
                .count();
        return found / (double) POWER_RUNS;
    }

    private static void say(String what, Metric metric, double share) {
        System.out.printf(
                Locale.ROOT, "No effect, %,d runs: %s, %s: %.1f %%%n", RUNS, metric.words(), what, 100 * share);
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
