package com.eszoppping.recommendations.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.evaluation.Comparison;
import com.eszoppping.recommendations.evaluation.Comparison.Verdict;
import com.eszoppping.recommendations.evaluation.Evaluation;
import com.eszoppping.recommendations.evaluation.Measure;
import com.eszoppping.recommendations.evaluation.Scores;
import com.eszoppping.recommendations.evaluation.TemporalProtocol;
import com.eszoppping.recommendations.tuning.Configuration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final String HURDLE = TemporalProtocol.HURDLES.get(0);
    private static final TrainingRequest REQUEST = TrainingRequest.of(Optional.empty());
    private static final Gate.Input CLEAN = new Gate.Input(0.05, 0);

    @Test
    void a_version_that_is_not_worse_passes() {
        Gate gate = gate(500, Verdict.NO_DIFFERENCE_SHOWN, Verdict.BETTER, 0.5, 0.5);

        assertThat(gate.passed()).isTrue();
        assertThat(gate.reason()).isEmpty();
        assertThat(gate.checks())
                .extracting(Gate.Check::name)
                .containsExactly(
                        "lines",
                        "files",
                        "accuracy against " + TemporalProtocol.CURRENT,
                        "accuracy against " + HURDLE,
                        "coverage");
    }

    @Test
    void a_version_worse_than_the_current_parameters_is_held_back_with_the_figures() {
        Gate gate = gate(500, Verdict.WORSE, Verdict.BETTER, 0.5, 0.5);

        assertThat(gate.passed()).isFalse();
        assertThat(gate.reason().orElseThrow())
                .contains("-5.00 points", "-7.00", "-3.00", TemporalProtocol.CURRENT, "worse beyond chance");
    }

    @Test
    void a_version_worse_than_popularity_in_the_category_is_held_back() {
        assertThat(gate(500, Verdict.BETTER, Verdict.WORSE, 0.5, 0.5).reason().orElseThrow())
                .contains(HURDLE);
    }

    @Test
    void coverage_may_fall_by_the_set_share_but_not_further() {
        assertThat(gate(500, Verdict.BETTER, Verdict.BETTER, 0.41, 0.5).passed())
                .isTrue();
        assertThat(gate(500, Verdict.BETTER, Verdict.BETTER, 0.39, 0.5).reason().orElseThrow())
                .contains("39.0 %", "50.0 %", "may fall by 20 %");
    }

    @Test
    void each_hurdle_has_to_be_taken() {
        for (String hurdle : TemporalProtocol.HURDLES) {
            Evaluation next = evaluation(500, List.of(comparison(hurdle, Verdict.WORSE)), List.of(scores("next", 0.1)));
            assertThat(Gate.of(trial(next), CLEAN, REQUEST).passed()).isFalse();
        }
    }

    @Test
    void a_log_too_dirty_is_held_back_however_good_the_models_are() {
        Evaluation next = evaluation(500, List.of(comparison(HURDLE, Verdict.BETTER)), List.of(scores("next", 0.1)));

        assertThat(Gate.of(trial(next), new Gate.Input(0.21, 0), REQUEST)
                        .reason()
                        .orElseThrow())
                .isEqualTo("21.0 % of the log's lines can't be used, and the limit is 20.0 %.");
        assertThat(Gate.of(trial(next), new Gate.Input(0, 0.25), REQUEST)
                        .reason()
                        .orElseThrow())
                .contains("25.0 % of the log's files break off");
    }

    @Test
    void a_first_version_is_only_compared_with_the_category() {
        Evaluation next = evaluation(500, List.of(comparison(HURDLE, Verdict.BETTER)), List.of(scores("next", 0.1)));

        assertThat(Gate.of(trial(next), CLEAN, REQUEST).checks())
                .filteredOn(check -> check.name().startsWith("accuracy"))
                .singleElement()
                .satisfies(check -> assertThat(check.passed()).isTrue());
    }

    @Test
    void what_other_models_lose_does_not_matter() {
        Comparison ofAnother = new Comparison("popular", HURDLE, new Measure(-0.2, -0.3, -0.1), Verdict.WORSE);
        Evaluation next =
                evaluation(500, List.of(ofAnother, comparison(HURDLE, Verdict.BETTER)), List.of(scores("next", 0.1)));

        assertThat(Gate.of(trial(next), CLEAN, REQUEST).passed()).isTrue();
    }

    @Test
    void a_handful_of_sessions_holds_nothing_back() {
        assertThat(gate(49, Verdict.WORSE, Verdict.WORSE, 0.1, 0.5).passed()).isTrue();
        assertThat(Gate.of(new Trial(Configuration.DEFAULT, true, "next", Optional.empty()), CLEAN, REQUEST)
                        .passed())
                .isTrue();
    }

    private static Gate gate(
            int sessions, Verdict againstCurrent, Verdict againstCategory, double coverage, double coverageOfCurrent) {
        return Gate.of(
                trial(evaluation(
                        sessions,
                        List.of(
                                comparison(TemporalProtocol.CURRENT, againstCurrent),
                                comparison(HURDLE, againstCategory)),
                        List.of(scores("next", coverage), scores(TemporalProtocol.CURRENT, coverageOfCurrent)))),
                CLEAN,
                REQUEST);
    }

    private static Trial trial(Evaluation next) {
        return new Trial(
                Configuration.DEFAULT, true, "next", Optional.of(new Trial.Results(Instant.EPOCH, 1_000, next, next)));
    }

    private static Evaluation evaluation(int sessions, List<Comparison> comparisons, List<Scores> scores) {
        return new Evaluation("next?", sessions, 5 * sessions, 0, 0, 1, Map.of(), "next", HURDLE, scores, comparisons);
    }

    private static Comparison comparison(String against, Verdict verdict) {
        Measure difference =
                verdict == Verdict.WORSE ? new Measure(-0.05, -0.07, -0.03) : new Measure(0.01, -0.01, 0.03);
        return new Comparison("next", against, difference, verdict);
    }

    private static Scores scores(String name, double coverage) {
        return new Scores(name, false, Map.of(), coverage, 0, 0, 20, List.of());
    }
}
