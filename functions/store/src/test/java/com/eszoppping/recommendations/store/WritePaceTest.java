package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** One writer at a clock in hand: whoever waits moves it on. */
final class WritePaceTest {
    private static final int LIMIT = 1_000;
    private static final int BATCH = 25;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now = Duration.ofDays(7).toNanos();
    private final long start = now;
    private final WritePace pace = new WritePace(LIMIT, () -> now, pause -> now += pause.toNanos());

    /** What was sent when. */
    private final TreeMap<Long, Integer> sent = new TreeMap<>();

    @Property(tries = 200)
    void in_no_second_more_is_sent_than_the_limit_and_one_batch(
            @ForAll @Size(min = 1, max = 300) int[] batches, @ForAll @IntRange(max = 7) int putOffEvery) {
        for (int i = 0; i < batches.length; i++) {
            send(1 + Math.floorMod(batches[i], 40), putOffEvery > 0 && i % putOffEvery == 0);
        }

        for (long from : sent.keySet()) {
            int units = sent.subMap(from, from + SECOND).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(units).isLessThanOrEqualTo(LIMIT + 40);
        }
    }

    @Example
    void all_of_the_limit_is_used_while_the_table_takes_all() {
        for (int batch = 0; batch <= 400; batch++) {
            send(BATCH, false);
        }

        assertThat(seconds()).isCloseTo(10, within(1e-6));
    }

    @Example
    void what_is_put_off_takes_three_tenths_of_the_pace_and_six_seconds_without_bring_it_back() {
        send(BATCH, true);
        assertThat(unitsInTheNextSecond()).isCloseTo(LIMIT * 7 / 10, within(100));
        for (int second = 0; second < 6; second++) {
            unitsInTheNextSecond();
        }
        assertThat(unitsInTheNextSecond()).isCloseTo(LIMIT, within(BATCH));
    }

    @Example
    void what_many_hear_at_once_slows_down_once() {
        long[] turns = new long[8];
        for (int i = 0; i < turns.length; i++) {
            turns[i] = pace.await(BATCH);
        }
        for (long turn : turns) {
            pace.throttled(turn);
        }

        assertThat(unitsInTheNextSecond()).isCloseTo(LIMIT * 7 / 10, within(100));
    }

    @Example
    void a_table_that_goes_on_refusing_is_still_asked_now_and_then() {
        for (int i = 0; i < 20; i++) {
            send(BATCH, true);
        }

        assertThat(unitsInTheNextSecond()).isPositive();
    }

    private int unitsInTheNextSecond() {
        long end = now + SECOND;
        int units = 0;
        while (now < end) {
            send(BATCH, false);
            units += BATCH;
        }
        return units;
    }

    private void send(int units, boolean putOff) {
        long turn = pace.await(units);
        sent.merge(now, units, Integer::sum);
        if (putOff) {
            pace.throttled(turn);
        } else {
            pace.succeeded(units);
        }
    }

    private double seconds() {
        return (now - start) / (double) SECOND;
    }
}
