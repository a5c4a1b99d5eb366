package com.eszoppping.recommendations.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Metrics against figures computed by hand. */
class MetricTest {
    @Test
    void a_hit_counts_up_to_the_cutoff() {
        assertThat(Metric.HIT_RATE_1.of(0)).isEqualTo(1);
        assertThat(Metric.HIT_RATE_1.of(1)).isZero();
        assertThat(Metric.HIT_RATE_5.of(4)).isEqualTo(1);
        assertThat(Metric.HIT_RATE_5.of(5)).isZero();
        assertThat(Metric.HIT_RATE_10.of(9)).isEqualTo(1);
        assertThat(Metric.HIT_RATE_10.of(10)).isZero();
        assertThat(Metric.HIT_RATE_20.of(19)).isEqualTo(1);
    }

    @Test
    void the_reciprocal_rank_and_the_discounted_gain_fall_with_the_rank() {
        assertThat(Metric.MRR_20.of(0)).isEqualTo(1);
        assertThat(Metric.MRR_20.of(1)).isEqualTo(0.5);
        assertThat(Metric.MRR_20.of(19)).isEqualTo(0.05);
        assertThat(Metric.MRR_20.of(20)).isZero();
        assertThat(Metric.NDCG_10.of(0)).isEqualTo(1);
        assertThat(Metric.NDCG_10.of(1)).isCloseTo(0.6309297536, within(1e-9));
        assertThat(Metric.NDCG_10.of(9)).isCloseTo(0.2890648263, within(1e-9));
        assertThat(Metric.NDCG_10.of(10)).isZero();
    }

    @Test
    void a_product_that_is_not_in_the_list_counts_nothing() {
        for (Metric metric : Metric.values()) {
            assertThat(metric.of(-1)).isZero();
        }
    }

    @Test
    void the_gini_coefficient_is_0_for_equal_shares_and_near_1_for_a_single_product() {
        assertThat(Exam.gini(new int[] {1, 1, 1, 1})).isCloseTo(0, within(1e-12));
        assertThat(Exam.gini(new int[] {4, 0, 0, 0})).isCloseTo(0.75, within(1e-12));
        assertThat(Exam.gini(new int[] {0, 0})).isZero();
    }
}
