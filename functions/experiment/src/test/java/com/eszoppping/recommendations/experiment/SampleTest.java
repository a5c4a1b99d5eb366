package com.eszoppping.recommendations.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.experiment.Shopper.Tally;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class SampleTest {
    private static final int RESAMPLES = 2_000;

    @Test
    void the_delta_method_agrees_with_a_bootstrap_over_visitors() {
        SplittableRandom random = new SplittableRandom(7);
        List<Tally> tallies =
                IntStream.range(0, 600).mapToObj(i -> tally(random)).toList();
        Sample sample = Sample.ofRatio(tallies, Tally::followed, Tally::exposures);

        double[] ratios = IntStream.range(0, RESAMPLES)
                .mapToDouble(i -> ratio(tallies, random))
                .toArray();

        assertThat(Math.sqrt(sample.varianceOfMean()))
                .isCloseTo(standardDeviation(ratios), Percentage.withPercentage(6));
    }

    @Test
    void counting_lists_as_independent_would_be_far_too_sure() {
        SplittableRandom random = new SplittableRandom(8);
        List<Tally> tallies =
                IntStream.range(0, 600).mapToObj(i -> tally(random)).toList();
        Sample sample = Sample.ofRatio(tallies, Tally::followed, Tally::exposures);
        double lists = tallies.stream().mapToDouble(Tally::exposures).sum();

        double naive = sample.mean() * (1 - sample.mean()) / lists;

        assertThat(sample.varianceOfMean()).isGreaterThan(1.5 * naive);
    }

    /** 1, 2, 3, 4: mean 2.5, s² = 5/3. */
    @Test
    void a_mean_has_the_variance_of_the_textbook() {
        List<Tally> tallies =
                IntStream.rangeClosed(1, 4).mapToObj(i -> new Tally(1, 0, 0, i)).toList();

        Sample sample = Sample.ofMean(tallies, Tally::revenue);

        assertThat(sample.mean()).isEqualTo(2.5);
        assertThat(sample.variance()).isCloseTo(5.0 / 3, within(1e-12));
    }

    @Test
    void a_share_of_none_or_all_is_still_uncertain() {
        assertThat(Estimate.ofShare(0, 100))
                .isEqualTo(new Estimate(0, 0, Estimate.ofShare(0, 100).high()));
        assertThat(Estimate.ofShare(0, 100).high()).isCloseTo(0.0370, within(1e-4));
        assertThat(Estimate.ofShare(1, 100).low()).isCloseTo(0.9630, within(1e-4));
        assertThat(Estimate.ofShare(1, 100).high()).isEqualTo(1);
    }

    /** Keen visitors see more lists and follow more of them. */
    private static Tally tally(SplittableRandom random) {
        double keen = random.nextDouble();
        int lists = 1 + random.nextInt(1 + (int) (20 * keen));
        long followed = IntStream.range(0, lists)
                .filter(i -> random.nextDouble() < 0.7 * keen)
                .count();
        return new Tally(lists, followed, 0, 0);
    }

    private static double ratio(List<Tally> tallies, SplittableRandom random) {
        List<Tally> drawn = IntStream.range(0, tallies.size())
                .mapToObj(i -> tallies.get(random.nextInt(tallies.size())))
                .toList();
        return drawn.stream().mapToDouble(Tally::followed).sum()
                / drawn.stream().mapToDouble(Tally::exposures).sum();
    }

    private static double standardDeviation(double[] values) {
        double mean =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum() / values.length;
        double squares = IntStream.range(0, values.length)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
