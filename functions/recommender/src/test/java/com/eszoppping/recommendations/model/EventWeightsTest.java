package com.eszoppping.recommendations.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.eszoppping.recommendations.log.EventLog;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EventWeightsTest {
    @Test
    void an_event_counts_half_after_a_half_life_and_a_purchase_as_many_views() {
        EventLog log = new ShopLogs()
                .unratedProduct("a", "Gry", true)
                .pace(Duration.ofDays(7))
                .views(2, "u", "a")
                .purchases(1, "u", "a")
                .log();

        assertThat(new EventWeights(OptionalDouble.of(7), 3).of(log)).containsExactly(0.25f, 0.5f, 3f);
        assertThat(EventWeights.EQUAL.of(log)).containsExactly(1f, 1f, 1f);
    }

    @Test
    void impossible_weights_are_refused_with_their_value() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventWeights(OptionalDouble.of(0), 1))
                .withMessageContaining("this is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventWeights(OptionalDouble.empty(), -1))
                .withMessageContaining("this is -1.0");
    }
}
