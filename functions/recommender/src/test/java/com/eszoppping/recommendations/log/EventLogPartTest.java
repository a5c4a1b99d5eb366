package com.eszoppping.recommendations.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.model.ShopLogs;
import org.junit.jupiter.api.Test;

class EventLogPartTest {
    private final EventLog log = new ShopLogs()
            .unratedProduct("a", "Gry", true)
            .unratedProduct("b", "Gry", true)
            .session("u1", "a", "b")
            .session("u2", "a")
            .session("u3", "b", "a", "b")
            .log();

    @Test
    void a_part_has_the_events_that_pass_and_only_sessions_that_have_some() {
        EventLog part = log.where(event -> event != 2 && event != 4);

        assertThat(part.events()).isEqualTo(4);
        assertThat(part.sessions()).isEqualTo(2);
        assertThat(part.sessionId(1)).isEqualTo(log.sessionId(2));
        assertThat(part.endEvent(1) - part.firstEvent(1)).isEqualTo(2);
        assertThat(part.product(part.firstEvent(1))).isEqualTo(log.product(3));
        assertThat(part.time(part.firstEvent(1) + 1)).isEqualTo(log.time(5));
    }

    @Test
    void users_keep_their_numbers_even_those_without_events() {
        EventLog part = log.where(event -> log.user(event) != 1);

        assertThat(part.users()).isEqualTo(3);
        assertThat(part.userId(part.user(part.firstEvent(1)))).isEqualTo("u3");
    }

    @Test
    void nothing_and_everything_are_parts_too() {
        assertThat(log.where(event -> false).sessions()).isZero();
        assertThat(log.where(event -> true).events()).isEqualTo(log.events());
    }
}
