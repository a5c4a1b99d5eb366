package com.eszoppping.recommendations.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchTrainTest {
    @Test
    void the_exponent_is_the_power_by_which_time_grows() {
        assertThat(BenchTrain.exponent(Map.of(1_000L, 3.0, 10_000L, 30.0))).isCloseTo(1, within(1e-9));
        assertThat(BenchTrain.exponent(Map.of(1_000L, 2.0, 2_000L, 8.0, 4_000L, 32.0)))
                .isCloseTo(2, within(1e-9));
    }
}
