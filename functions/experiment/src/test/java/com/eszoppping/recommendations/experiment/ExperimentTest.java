package com.eszoppping.recommendations.experiment;

import static com.eszoppping.recommendations.experiment.SampleExperiments.END;
import static com.eszoppping.recommendations.experiment.SampleExperiments.START;
import static com.eszoppping.recommendations.experiment.SampleExperiments.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.eszoppping.recommendations.experiment.Experiment.Change;
import com.eszoppping.recommendations.experiment.Experiment.Change.Kind;
import com.eszoppping.recommendations.experiment.Experiment.Status;
import com.eszoppping.recommendations.experiment.InvalidExperiment.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExperimentTest {
    private static final VariantSettings DIVERSE = new VariantSettings(OptionalDouble.of(0.3));
    private static final Instant LATER = START.plusSeconds(3600);

    @Test
    void all_problems_are_told_at_once() {
        List<Variant> variants = Arrays.asList(
                new Variant("A b", "popular", Optional.of(" "), 0), variant("x", 1), variant("x", -1), null);

        InvalidExperiment invalid = catchThrowableOfType(
                InvalidExperiment.class,
                () -> Experiment.draft("Ą", "a:b", variants, 1.5, END, START, Double.NaN, START));

        assertThat(invalid.problems())
                .extracting(Problem::field)
                .containsExactly(
                        "name",
                        "salt",
                        "variants[0].name",
                        "variants[0].version",
                        "variants[0].weight",
                        "variants[2].name",
                        "variants[2].weight",
                        "variants[3]",
                        "trafficShare",
                        "end",
                        "minimalEffect");
        assertThat(invalid)
                .hasMessageContaining("name is Ą: expected 1 to 64 of a-z, 0-9 and -.")
                .hasMessageContaining("variants[0].weight is 0: expected at least 1.")
                .hasMessageContaining("trafficShare is 1.5: expected a number above 0 and at most 1.")
                .hasMessageContaining(
                        "end is 2026-11-01T00:00:00Z: expected a time after the start, 2026-12-01T00:00:00Z.");
    }

    @Test
    void what_is_missing_is_a_problem_and_no_crash() {
        assertThatExceptionOfType(InvalidExperiment.class)
                .isThrownBy(() -> new Experiment(null, null, null, null, 0, null, null, 0, List.of()))
                .satisfies(invalid -> assertThat(invalid.problems())
                        .extracting(Problem::field)
                        .containsExactly(
                                "name", "salt", "status", "variants", "trafficShare", "start", "end", "minimalEffect"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11})
    void there_are_2_to_10_variants(int count) {
        assertThatExceptionOfType(InvalidExperiment.class)
                .isThrownBy(() -> SampleExperiments.draft(ones(count)))
                .withMessage("variants is a list of " + count + ": expected 2 to 10 variants.");
        assertThat(SampleExperiments.draft(ones(10)).variants()).hasSize(10);
    }

    private static int[] ones(int count) {
        int[] ones = new int[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void the_status_goes_from_draft_to_running_to_stopped_and_leaves_a_trail() {
        Experiment stopped = SampleExperiments.draft(1, 1).started(LATER).stopped(END);

        assertThat(stopped.status()).isEqualTo(Status.STOPPED);
        assertThat(stopped.history())
                .containsExactly(
                        new Change(START, Kind.CREATED, "created as a draft"),
                        new Change(LATER, Kind.STARTED, "status from DRAFT to RUNNING"),
                        new Change(END, Kind.STOPPED, "status from RUNNING to STOPPED"));
    }

    @Test
    void no_step_can_be_skipped_repeated_or_taken_back() {
        Experiment draft = SampleExperiments.draft(1, 1);
        Experiment running = draft.started(LATER);

        assertThatExceptionOfType(InvalidExperiment.class)
                .isThrownBy(() -> draft.stopped(LATER))
                .withMessage("status is DRAFT: expected RUNNING.");
        assertThatExceptionOfType(InvalidExperiment.class).isThrownBy(() -> running.started(LATER));
        assertThatExceptionOfType(InvalidExperiment.class)
                .isThrownBy(() -> running.stopped(LATER).started(LATER));
    }

    @Test
    void what_is_over_cannot_start() {
        assertThatExceptionOfType(InvalidExperiment.class)
                .isThrownBy(() -> SampleExperiments.draft(1, 1).started(END))
                .withMessageContaining("end is 2026-12-01T00:00:00Z: expected a time after now");
    }

    @Test
    void a_draft_may_change_in_all_but_its_name() {
        Experiment draft = SampleExperiments.draft(1, 1);
        Experiment wished = SampleExperiments.draft("other", 0.2, 1, 2, 3);

        Experiment changed = draft.changedTo(wished, LATER);

        assertThat(changed.salt()).isEqualTo("other");
        assertThat(changed.variants()).isEqualTo(wished.variants());
        assertThat(changed.history()).last().isEqualTo(new Change(LATER, Kind.EDITED, "draft rewritten"));
        Experiment renamed = Experiment.draft("other", "salt", draft.variants(), 1, START, END, 0.1, START);
        assertThatExceptionOfType(InvalidExperiment.class).isThrownBy(() -> draft.changedTo(renamed, LATER));
    }

    @Test
    void a_running_one_may_change_weights_and_share_of_traffic() {
        Experiment changed =
                SampleExperiments.running(1, 1).changedTo(SampleExperiments.draft("salt", 0.5, 1, 3), LATER);

        assertThat(changed.status()).isEqualTo(Status.RUNNING);
        assertThat(changed.variants()).extracting(Variant::weight).containsExactly(1, 3);
        assertThat(changed.history())
                .endsWith(
                        new Change(LATER, Kind.WEIGHTS, "weights from a 1, b 1 to a 1, b 3"),
                        new Change(LATER, Kind.TRAFFIC_SHARE, "share of traffic from 1.0 to 0.5"));
    }

    @Test
    void a_running_one_may_change_in_nothing_else() {
        Experiment running = SampleExperiments.running(1, 1);
        List<Variant> otherModel = List.of(variant("a", 1), new Variant("b", "next", Optional.of("v1"), DIVERSE, 1));
        Experiment wished = Experiment.draft(
                "groups-vs-popular", "pepper", otherModel, 1, START.minusSeconds(1), END.plusSeconds(1), 0.2, START);

        assertThatExceptionOfType(InvalidExperiment.class)
                .isThrownBy(() -> running.changedTo(wished, LATER))
                .satisfies(invalid -> assertThat(invalid.problems())
                        .extracting(Problem::field)
                        .containsExactly("salt", "start", "end", "minimalEffect", "variants"))
                .withMessageContaining(
                        "variants is [a popular, b next v1 diversity 0.3]: expected while running as it is, "
                                + "[a popular, b popular], but for the weights.");
    }

    @Test
    void settings_come_back_from_json_and_a_variant_from_before_them_has_none() {
        List<Variant> variants = List.of(variant("a", 1), new Variant("b", "next", Optional.empty(), DIVERSE, 1));
        Experiment experiment = Experiment.draft("x", "salt", variants, 1, START, END, 0.1, START);

        String json = ExperimentJson.text(new Experiments(List.of(experiment)));

        assertThat(ExperimentJson.read(Optional.of(json)).all()).containsExactly(experiment);
        assertThat(ExperimentJson.read(Optional.of(json.replace("\"settings\":{},", "")))
                        .all())
                .containsExactly(experiment);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void diversity_is_a_share(double diversity) {
        VariantSettings settings = new VariantSettings(OptionalDouble.of(diversity));
        List<Variant> variants = List.of(variant("a", 1), new Variant("b", "next", Optional.empty(), settings, 1));

        assertThatExceptionOfType(InvalidExperiment.class)
                .isThrownBy(() -> Experiment.draft("x", "salt", variants, 1, START, END, 0.1, START))
                .withMessage("variants[1].settings.diversity is " + diversity + ": expected a number from 0 to 1.");
    }

    @Test
    void it_is_measured_until_its_end_or_until_it_was_stopped() {
        Experiment running = SampleExperiments.running(1, 1);

        assertThat(running.measuredUntil()).isEqualTo(END);
        assertThat(running.stopped(LATER).measuredUntil()).isEqualTo(LATER);
        assertThat(running.stopped(END.plusSeconds(1)).measuredUntil()).isEqualTo(END);
    }

    @Test
    void a_stopped_one_never_changes() {
        Experiment stopped = SampleExperiments.running(1, 1).stopped(LATER);

        assertThatExceptionOfType(InvalidExperiment.class)
                .isThrownBy(() -> stopped.changedTo(SampleExperiments.draft(1, 2), LATER))
                .withMessage("status is STOPPED: expected DRAFT or RUNNING.");
    }

    @Test
    void wishing_what_is_there_changes_nothing() {
        Experiment running = SampleExperiments.running(1, 1);

        assertThat(running.changedTo(SampleExperiments.draft(1, 1), LATER)).isSameAs(running);
    }

    @Test
    void it_runs_from_its_start_to_just_before_its_end() {
        Experiment running = SampleExperiments.running(1, 1);

        assertThat(running.runsAt(START)).isTrue();
        assertThat(running.runsAt(START.minusNanos(1))).isFalse();
        assertThat(running.runsAt(END)).isFalse();
        assertThat(SampleExperiments.draft(1, 1).runsAt(START)).isFalse();
        assertThat(running.stopped(LATER).runsAt(START)).isFalse();
    }

    @Test
    void a_change_of_weights_begins_the_measurement_anew() {
        Experiment running = SampleExperiments.running(1, 1);

        assertThat(running.measuredFrom()).isEqualTo(START);
        assertThat(running.changedTo(SampleExperiments.draft(1, 2), LATER).measuredFrom())
                .isEqualTo(LATER);
        assertThat(running.changedTo(SampleExperiments.draft("salt", 0.5, 1, 1), LATER)
                        .measuredFrom())
                .isEqualTo(START);
    }
}
