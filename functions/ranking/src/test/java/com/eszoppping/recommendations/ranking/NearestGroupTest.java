package com.eszoppping.recommendations.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NearestGroupTest {
    @Test
    void the_group_with_the_largest_sum_of_affinities_is_nearest() {
        assertThat(NearestGroup.of(List.of(product(0.9, 0.1), product(0.0, 0.5), product(0.0, 0.5))))
                .hasValue(1);
    }

    @Test
    void the_lowest_number_wins_among_equals() {
        assertThat(NearestGroup.of(List.of(product(0.5, 0.5)))).hasValue(0);
    }

    @Test
    void products_that_say_nothing_are_passed_over() {
        assertThat(NearestGroup.of(List.of(product(), product(-0.2, -0.1), product())))
                .hasValue(1);
        assertThat(NearestGroup.of(List.of(product()))).isEmpty();
        assertThat(NearestGroup.of(List.of())).isEmpty();
    }

    private static ProductFacts product(Double... affinities) {
        return new ProductFacts(
                "p", "", CategoryPath.STORE, OptionalDouble.empty(), true, List.of(affinities), List.of());
    }
}
