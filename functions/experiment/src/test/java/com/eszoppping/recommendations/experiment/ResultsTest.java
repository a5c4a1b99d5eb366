package com.eszoppping.recommendations.experiment;

import static com.eszoppping.recommendations.experiment.Metric.CLICK_THROUGH;
import static com.eszoppping.recommendations.experiment.Metric.CONVERSION;
import static com.eszoppping.recommendations.experiment.Metric.REVENUE_PER_VISITOR;
import static com.eszoppping.recommendations.experiment.SampleExperiments.END;
import static com.eszoppping.recommendations.experiment.SampleExperiments.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.experiment.Outcome.Kind;
import com.eszoppping.recommendations.experiment.Results.Arm;
import com.eszoppping.recommendations.experiment.Results.LeftOut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ResultsTest {
    private static final Instant NOON = START.plus(Duration.ofHours(12));

    private final List<Exposure> exposures = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private Experiment experiment = SampleExperiments.running(1, 1);

    @Test
    void an_experiment_without_visitors_says_that_it_is_too_early() {
        Results results = results();

        assertThat(results.conclusive()).isFalse();
        assertThat(results.sampleRatioPValue()).isEqualTo(1);
        assertThat(results.verdict())
                .isEqualTo("Too early: a has 0 visitors, at least 100 are needed in each variant.");
        assertThat(results.arms())
                .allSatisfy(arm -> assertThat(arm.of(CLICK_THROUGH).estimate()).isEmpty());
    }

    /** Three visitors with 1 of 2, 0 of 1 and 1 of 1 lists followed: r = 2/4; x − rd = 0, −½, ½; s² = ¼; d̄ = 4/3. */
    @Test
    void click_through_is_a_ratio_over_visitors_with_the_delta_method() {
        shown("l1", "a", "v1", NOON);
        shown("l2", "a", "v1", NOON.plusSeconds(7200));
        shown("l3", "a", "v2", NOON);
        shown("l4", "a", "v3", NOON);
        followed("l1", Kind.VIEW, "p1", NOON.plusSeconds(60));
        followed("l4", Kind.VIEW, "p2", NOON.plusSeconds(60));

        Arm arm = control();

        assertThat(arm.visitors()).isEqualTo(3);
        assertThat(arm.exposures()).isEqualTo(4);
        double standardError = Math.sqrt(0.25 / (16.0 / 9) / 3);
        double t = 4.302653;
        Estimate clicks = arm.of(CLICK_THROUGH).estimate().orElseThrow();
        assertThat(clicks.value()).isEqualTo(0.5);
        assertThat(clicks.high()).isCloseTo(0.5 + t * standardError, within(1e-6));
        assertThat(clicks.low()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "l1, VIEW, p1, 86400, true",
        "l1, CLICK, p2, 0, true",
        "l1, VIEW, other, 86400, false",
        "l1, PURCHASE, p1, 60, false",
        "unknown, VIEW, p1, 86400, false",
        "l1, VIEW, p1, -5, false",
    })
    void a_list_is_followed_by_interest_that_carries_its_id_however_late_and_whoever_it_was(
            String list, Kind kind, String product, long seconds, boolean followed) {
        shown("l1", "a", "v1", NOON.plusMillis(400));
        shown("l2", "a", "v2", NOON);
        followed(list, kind, product, NOON.plusSeconds(seconds));

        assertThat(value(CLICK_THROUGH)).isEqualTo(followed ? 0.5 : 0);
    }

    @Test
    void a_view_that_names_no_list_is_nobodys_click() {
        shown("l1", "a", "v1", NOON);
        shown("l2", "a", "v2", NOON);
        did(Kind.VIEW, "v1", "p1", NOON.plusSeconds(1));

        assertThat(value(CLICK_THROUGH)).isZero();
    }

    @Test
    void what_is_served_or_done_after_the_experiment_was_stopped_does_not_count() {
        experiment = experiment.stopped(NOON.plusSeconds(60));
        shown("l1", "a", "v1", NOON);
        shown("l2", "a", "v2", NOON);
        shown("l3", "a", "v1", NOON.plusSeconds(60));
        followed("l2", Kind.CLICK, "p1", NOON.plusSeconds(60));
        bought("v1", "p1", 10, NOON.plusSeconds(60));

        assertThat(value(CLICK_THROUGH)).isZero();
        assertThat(value(CONVERSION)).isZero();
        assertThat(results().leftOut().exposuresOutsideTheTime()).isEqualTo(1);
    }

    @Test
    void outcomes_come_before_exposures() {
        Journal journal = new Journal(experiment);
        journal.add(new Exposure("l1", NOON, "a", "v1", List.of()));

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        journal.add(new Outcome(Optional.empty(), NOON, "v1", Kind.VIEW, "p1", 0, Optional.empty())));
    }

    /** Wilson's interval of 1 of 4 is (0.0456, 0.6994). */
    @Test
    void conversion_is_the_share_of_visitors_who_bought_after_their_first_list() {
        for (String visitor : List.of("v1", "v2", "v3", "v4")) {
            shown("l-" + visitor, "a", visitor, NOON);
        }
        bought("v1", "anything", 10, NOON.plus(Duration.ofDays(3)));
        bought("v1", "more", 10, NOON.plus(Duration.ofDays(4)));
        bought("v2", "p1", 10, NOON.minusSeconds(1));
        bought("v3", "p1", 10, END);
        bought("stranger", "p1", 10, NOON.plusSeconds(1));

        Estimate conversion = control().of(CONVERSION).estimate().orElseThrow();

        assertThat(conversion.value()).isEqualTo(0.25);
        assertThat(conversion.low()).isCloseTo(0.0456, within(1e-4));
        assertThat(conversion.high()).isCloseTo(0.6994, within(1e-4));
    }

    @Test
    void revenue_takes_back_what_was_returned_even_after_the_end_but_not_what_was_bought_before() {
        shown("l1", "a", "v1", NOON);
        shown("l2", "a", "v2", NOON);
        bought("v1", "p1", 100, NOON.plusSeconds(1));
        bought("v1", "p2", 40, NOON.plusSeconds(2));
        bought("v2", "p3", 60, NOON.plusSeconds(1));
        bought("v2", "old", 1000, NOON.minusSeconds(1));
        did(Kind.RETURN, "v1", "p1", END.plusSeconds(1));
        did(Kind.RETURN, "v2", "old", NOON.plusSeconds(5));

        Estimate revenue = control().of(REVENUE_PER_VISITOR).estimate().orElseThrow();

        assertThat(revenue.value()).isEqualTo(50);
        // 40 and 60: s² = 200, standard error 10, t with one degree of freedom 12.7062.
        assertThat(revenue.high()).isCloseTo(50 + 127.062, within(1e-3));
        assertThat(value(CONVERSION)).isEqualTo(1);
    }

    @Test
    void repeats_count_once_and_the_order_does_not_matter() {
        shown("l1", "a", "v1", NOON);
        shown("l2", "a", "v2", NOON);
        shown("l3", "b", "v3", NOON);
        shown("l4", "b", "v4", NOON);
        bought("v1", "p1", 0.1, NOON.plusSeconds(1));
        bought("v1", "p1", 0.2, NOON.plusSeconds(1));
        bought("v2", "p1", 0.7, NOON.plusSeconds(1));
        outcomes.add(
                new Outcome(Optional.of("e1"), NOON.plusSeconds(9), "v3", Kind.PURCHASE, "p1", 5, Optional.empty()));
        did(Kind.RETURN, "v1", "p1", NOON.plusSeconds(1));
        Results once = results();

        exposures.addAll(List.copyOf(exposures));
        outcomes.addAll(List.copyOf(outcomes));
        Collections.shuffle(exposures, new Random(1));
        Collections.shuffle(outcomes, new Random(2));

        assertThat(results()).isEqualTo(once);
        assertThat(once.arm("b")
                        .orElseThrow()
                        .of(REVENUE_PER_VISITOR)
                        .estimate()
                        .orElseThrow()
                        .value())
                .isEqualTo(2.5);
    }

    @Test
    void visitors_in_several_variants_and_lists_that_do_not_belong_are_counted_and_left_out() {
        experiment = experiment.changedTo(SampleExperiments.draft(2, 1), NOON);
        shown("l1", "a", "v1", NOON);
        shown("l2", "b", "v1", NOON.plusSeconds(1));
        shown("l3", "a", "v2", NOON.minusSeconds(1));
        shown("l4", "a", "v2", END);
        shown("l5", "gone", "v3", NOON);
        shown("l6", "a", "v4", NOON);

        Results results = results();

        assertThat(results.leftOut()).isEqualTo(new LeftOut(1, 2, 1));
        assertThat(results.arms()).extracting(Arm::visitors).containsExactly(1L, 0L);
    }

    /** 600 against 400: χ² = 40. */
    @Test
    void a_split_that_is_not_as_the_weights_say_refuses_to_conclude() {
        visitors("a", 600, 60);
        visitors("b", 400, 400);

        Results results = results();

        assertThat(results.sampleRatioPValue()).isCloseTo(2.54e-10, within(1e-12));
        assertThat(results.conclusive()).isFalse();
        assertThat(results.verdict())
                .isEqualTo("Nothing can be concluded: the visitors (a 600, b 400) are not split as the weights say "
                        + "(p = 2.5e-10). Look for lost exposures, bots or a wrong assignment.");
    }

    @Test
    void the_same_split_is_fine_if_the_weights_say_so() {
        experiment = SampleExperiments.running(3, 2);
        visitors("a", 600, 60);
        visitors("b", 400, 200);

        assertThat(results().sampleRatioPValue()).isEqualTo(1);
        assertThat(results().conclusive()).isTrue();
    }

    /** 100 of 500 against 150 of 500: θ = 0.1, standard error √(0.16/499 + 0.21/499) = 0.02723; t = 3.672. */
    @Test
    void a_large_difference_is_shown_by_both_tests() {
        visitors("a", 500, 100);
        visitors("b", 500, 150);

        Results results = results();

        Difference difference =
                results.arms().get(1).of(CLICK_THROUGH).difference().orElseThrow();
        double standardError = Math.sqrt(0.37 / 499);
        assertThat(difference.value()).isCloseTo(0.1, within(1e-12));
        assertThat(difference.fixedHorizon().low()).isCloseTo(0.1 - 1.96236 * standardError, within(1e-5));
        assertThat(difference.pValue()).isCloseTo(0.000253, within(2e-6));
        // τ = 0.1 · 0.25: V = 0.00074148, τ² = 0.000625; Λ = √(V/(V+τ²)) exp(τ²θ²/(2V(V+τ²))).
        double v = 0.37 / 499;
        double total = v + 0.000625;
        double ratio = Math.sqrt(v / total) * Math.exp(0.000625 * 0.01 / (2 * v * total));
        assertThat(difference.alwaysValidPValue()).isCloseTo(1 / ratio, within(1e-9));
        assertThat(results.conclusive()).isFalse();
        assertThat(results.verdict()).startsWith("No difference in click-through between b and a is shown. ");
    }

    @Test
    void the_verdict_names_the_difference_that_is_shown_and_warns_of_less_sold() {
        visitors("a", 2000, 400);
        visitors("b", 2000, 600);
        for (int i = 0; i < 600; i++) {
            bought("a-" + i, "p1", 1, NOON.plusSeconds(10));
        }

        Results results = results();

        assertThat(results.conclusive()).isTrue();
        assertThat(results.verdict())
                .startsWith(
                        "b has a higher click-through than a: 0.3000 against 0.2000 (+50.0 %); the difference is between ")
                .contains(" b has a lower conversion than a: 0.000 against 0.3000 (-100.0 %); ")
                .contains(" b has a lower revenue per visitor than a: ");
    }

    @Test
    void an_interval_and_its_p_value_tell_the_same() {
        visitors("a", 1000, 200);
        for (int followed = 150; followed <= 300; followed += 5) {
            exposures.removeIf(exposure -> exposure.variant().equals("b"));
            outcomes.removeIf(outcome -> outcome.recommendationId()
                    .filter(id -> id.startsWith("l-b"))
                    .isPresent());
            visitors("b", 1000, followed);

            Optional<Difference> difference =
                    results().arms().get(1).of(CLICK_THROUGH).difference();

            assertThat(difference).hasValueSatisfying(seen -> {
                assertThat(excludesZero(seen.fixedHorizon())).isEqualTo(seen.pValue() < 0.05);
                assertThat(excludesZero(seen.alwaysValid())).isEqualTo(seen.alwaysValidPValue() < 0.05);
            });
        }
    }

    private static boolean excludesZero(Estimate estimate) {
        return estimate.low() > 0 || estimate.high() < 0;
    }

    /**
     * One list each, 20 % followed in both arms: σ² = 0.16 · n/(n − 1), shares ½, effect 0.1 · 0.2; N = 2 · 2 · 0.16016 · (1.95996
     * + 0.84162)² / 0.0004 = 12571; 2000 are there.
     */
    @Test
    void visitors_still_needed_are_those_of_the_textbook_and_more_for_those_who_peek() {
        visitors("a", 1000, 200);
        visitors("b", 1000, 200);

        VisitorsNeeded needed =
                results().arms().get(1).of(CLICK_THROUGH).needed().orElseThrow();

        assertThat(needed.fixedHorizon()).isEqualTo(10_571);
        assertThat(needed.alwaysValid()).isBetween(15_000L, 30_000L);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void where_all_did_the_same_there_is_no_difference_to_tell(Metric metric) {
        visitors("a", 200, 200);
        visitors("b", 200, 200);

        Results results = results();

        assertThat(results.arms().get(1).of(metric).difference()).isEmpty();
        assertThat(results.verdict()).isEqualTo("No difference in click-through between b and a is shown.");
    }

    @Test
    void where_no_event_names_a_list_nothing_is_concluded_from_clicks() {
        visitors("a", 200, 0);
        visitors("b", 200, 0);
        for (int i = 0; i < 200; i++) {
            bought("b-" + i, "p1", 1, NOON.plusSeconds(10));
        }

        assertThat(results().conclusive()).isFalse();
        assertThat(results().verdict())
                .startsWith("Nothing can be concluded: no event carries the id of a served list");
    }

    @Test
    void several_variants_share_the_level() {
        assertThat(Verdict.level(SampleExperiments.draft(1, 1, 1, 1, 1, 1))).isEqualTo(0.01);
    }

    @Test
    void money_is_never_negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bought("v", "p", -1, NOON))
                .withMessage("The money is -1.0: expected a number, 0 or more.");
        assertThatIllegalArgumentException().isThrownBy(() -> bought("v", "p", Double.NaN, NOON));
    }

    private Results results() {
        Journal journal = new Journal(experiment);
        outcomes.forEach(journal::add);
        exposures.forEach(journal::add);
        return journal.results();
    }

    private Arm control() {
        return results().arms().get(0);
    }

    private double value(Metric metric) {
        return control().of(metric).estimate().orElseThrow().value();
    }

    /** Visitors with one list each, some of which are followed. */
    private void visitors(String variant, int count, int followed) {
        for (int i = 0; i < count; i++) {
            String visitor = variant + "-" + i;
            shown("l-" + visitor, variant, visitor, NOON);
            if (i < followed) {
                followed("l-" + visitor, Kind.CLICK, "p1", NOON.plusSeconds(5));
            }
        }
    }

    private void shown(String list, String variant, String visitor, Instant time) {
        exposures.add(new Exposure(list, time, variant, visitor, List.of("p1", "p2")));
    }

    private void did(Kind kind, String visitor, String product, Instant time) {
        outcomes.add(new Outcome(Optional.empty(), time, visitor, kind, product, 0, Optional.empty()));
    }

    private void followed(String list, Kind kind, String product, Instant time) {
        outcomes.add(new Outcome(Optional.empty(), time, "anybody", kind, product, 0, Optional.of(list)));
    }

    private void bought(String visitor, String product, double money, Instant time) {
        outcomes.add(new Outcome(Optional.empty(), time, visitor, Kind.PURCHASE, product, money, Optional.empty()));
    }
}
