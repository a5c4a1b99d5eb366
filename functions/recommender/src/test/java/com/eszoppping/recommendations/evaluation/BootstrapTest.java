package com.eszoppping.recommendations.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final int SESSIONS = 400;

    @Test
    void the_interval_is_about_two_standard_errors_to_either_side() {
        double[] hits = new double[SESSIONS];
        int[] counts = new int[SESSIONS];
        Arrays.fill(counts, 1);
        Arrays.setAll(hits, i -> i % 2);

        Measure mean = new Bootstrap(SESSIONS, 1).mean(hits, counts);

        assertThat(mean.value()).isEqualTo(0.5);
        double twoStandardErrors = 1.96 * 0.5 / Math.sqrt(SESSIONS);
        assertThat(mean.low()).isCloseTo(0.5 - twoStandardErrors, within(0.008));
        assertThat(mean.high()).isCloseTo(0.5 + twoStandardErrors, within(0.008));
    }

    @Test
    void questions_of_one_session_hang_together() {
        // Ten questions a session with the same outcome: no narrower than one question a session.
        double[] hits = new double[SESSIONS];
        int[] counts = new int[SESSIONS];
        Arrays.fill(counts, 10);
        Arrays.setAll(hits, i -> 10.0 * (i % 2));

        Measure mean = new Bootstrap(SESSIONS, 1).mean(hits, counts);

        assertThat(mean.value()).isEqualTo(0.5);
        assertThat(mean.high() - mean.low()).isCloseTo(2 * 1.96 * 0.5 / Math.sqrt(SESSIONS), within(0.016));
    }

    @Test
    void a_paired_difference_sees_what_two_intervals_would_not() {
        SplittableRandom random = new SplittableRandom(3);
        double[] one = new double[SESSIONS];
        double[] other = new double[SESSIONS];
        int[] counts = new int[SESSIONS];
        Arrays.fill(counts, 1);
        for (int i = 0; i < SESSIONS; i++) {
            other[i] = random.nextInt(2);
            one[i] = i % 20 == 0 ? 1 : other[i];
        }
        Bootstrap bootstrap = new Bootstrap(SESSIONS, 1);

        Measure difference = bootstrap.difference(one, other, counts);

        assertThat(difference.entirelyAboveZero()).isTrue();
        assertThat(bootstrap.mean(one, counts).low())
                .isLessThan(bootstrap.mean(other, counts).high());
        assertThat(bootstrap.difference(other, other, counts)).isEqualTo(new Measure(0, 0, 0));
    }

    @Test
    void without_questions_there_is_nothing_to_measure() {
        assertThat(new Bootstrap(0, 1).mean(new double[0], new int[0])).isEqualTo(new Measure(0, 0, 0));
    }
}
