package com.eszoppping.recommendations.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.ShopLogs;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopperSampleTest {
    private static final int SHOPPERS = 2_000;
    private static final int SESSIONS_OF_A_SHOPPER = 3;

    @Test
    void a_shopper_is_in_it_with_all_sessions_or_not_at_all() {
        EventLog sample = new ShopperSample(0.25).of(log());

        Map<Integer, Integer> sessions = new HashMap<>();
        for (int session = 0; session < sample.sessions(); session++) {
            sessions.merge(sample.user(sample.firstEvent(session)), 1, Integer::sum);
        }
        int ofNobody = sessions.remove(EventLog.ANONYMOUS);
        assertThat(sessions.values()).containsOnly(SESSIONS_OF_A_SHOPPER);
        assertThat(sessions).hasSizeBetween(SHOPPERS / 5, SHOPPERS * 3 / 10);
        assertThat(ofNobody).isBetween(SHOPPERS / 5, SHOPPERS * 3 / 10);
    }

    @Test
    void who_is_in_a_smaller_one_is_in_a_larger_one() {
        ShopperSample smaller = new ShopperSample(0.2);

        EventLog sampled = smaller.of(log());

        assertThat(new ShopperSample(0.6).of(sampled).events()).isEqualTo(sampled.events());
        assertThat(smaller.of(new ShopperSample(0.6).of(log())).events()).isEqualTo(sampled.events());
    }

    @Test
    void what_is_not_too_much_is_taken_whole() {
        EventLog log = log();

        assertThat(ShopperSample.with(log.events(), log.events()).of(log)).isSameAs(log);
        assertThat(ShopperSample.with(1, 0).isWhole()).isTrue();
        assertThat(ShopperSample.with(1, 2).isWhole()).isFalse();
    }

    private static EventLog log() {
        ShopLogs shop = new ShopLogs().unratedProduct("p", "Gry", true);
        for (int shopper = 0; shopper < SHOPPERS; shopper++) {
            for (int session = 0; session < SESSIONS_OF_A_SHOPPER; session++) {
                shop.session("u" + shopper, "p");
            }
            shop.session(null, "p");
        }
        return shop.log();
    }
}
