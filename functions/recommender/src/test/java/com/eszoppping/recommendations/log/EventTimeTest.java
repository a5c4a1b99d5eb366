package com.eszoppping.recommendations.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    private final EventTime time = new EventTime();

    @ParameterizedTest
    @CsvSource({
        "2022-04-03T05:57:41, 2022-04-03T05:57:41Z",
        "2022-04-03 05:57:41, 2022-04-03T05:57:41Z",
        "2022-04-03T05:57:41Z, 2022-04-03T05:57:41Z",
        "2022-04-03T05:57:41.5, 2022-04-03T05:57:41.500Z",
        "'2022-04-03T05:57:41,123456789Z', 2022-04-03T05:57:41.123456789Z",
        "2022-04-03T05:57:41+02:00, 2022-04-03T03:57:41Z",
        "2022-04-03T05:57:41.001-0930, 2022-04-03T15:27:41.001Z",
        "2022-04-03T05:57:41+02, 2022-04-03T03:57:41Z",
        "2000-02-29T00:00:00+18:00, 2000-02-28T06:00:00Z",
        "1970-01-01T00:00:00, 1970-01-01T00:00:00Z",
        "1970-01-01T00:00:00.000001+00:01, 1969-12-31T23:59:00.000001Z",
        "2200-12-31T23:59:59.999, 2200-12-31T23:59:59.999Z"
    })
    void iso_8601_is_read(String text, Instant instant) {
        assertThat(read(text)).isTrue();
        assertThat(Instant.ofEpochMilli(time.epochMillis()).plusNanos(time.nanosOfMilli()))
                .isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-03-09T213:31:58",
                "2021-03-09T1!:31:58",
                "2021-03-09T13: 1:58",
                "2021-03-09T13:31:5)",
                "2021-03-09T13:31:\"8",
                "",
                "2021-03-09",
                "2021-03-09T21:31",
                "2021-02-29T00:00:00",
                "1900-02-29T00:00:00",
                "2100-02-29T00:00:00",
                "2021-04-31T00:00:00",
                "2021-13-01T00:00:00",
                "2021-00-01T00:00:00",
                "2021-01-00T00:00:00",
                "2021-01-32T00:00:00",
                "2021-01-01T24:00:00",
                "2021-01-01T00:60:00",
                "2021-01-01T00:00:60",
                "1969-12-31T23:59:59",
                "2201-01-01T00:00:00",
                "2021-01-01t00:00:00",
                "2021-01-01T00:00:00z",
                "2021-01-01T00:00:00.",
                "2021-01-01T00:00:00.Z",
                "2021-01-01T00:00:00.1234567890",
                "2021-01-01T00:00:00+",
                "2021-01-01T00:00:00+1",
                "2021-01-01T00:00:00+1:00",
                "2021-01-01T00:00:00+24:00",
                "2021-01-01T00:00:00+18:01",
                "2021-01-01T00:00:00+01:60",
                "2021-01-01T00:00:00+01:",
                "2021-01-01T00:00:00ZZ",
                "2021-01-01T00:00:00 ",
                " 2021-01-01T00:00:00",
                "2021/01/01T00:00:00",
                "2021-01-01T00.00.00",
                "20210101T000000Z12345",
                "+2021-01-01T00:00:0",
                "2021-01-01T-1:00:00",
                "٢٠٢١-01-01T00:00:00",
                "1609459200"
            })
    void what_is_no_existing_time_is_refused(String text) {
        assertThat(read(text)).isFalse();
    }

    @Property
    void every_time_is_read_as_java_time_reads_it(
            @ForAll @LongRange(min = 0, max = 7_289_654_399L) long second,
            @ForAll @IntRange(min = 0, max = 999_999_999) int nano,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int zoneMinutes) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
        OffsetDateTime expected = local.atOffset(ZoneOffset.ofTotalSeconds(zoneMinutes * 60));

        assertThat(read(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(expected)))
                .isTrue();
        assertThat(Instant.ofEpochMilli(time.epochMillis()).plusNanos(time.nanosOfMilli()))
                .isEqualTo(expected.toInstant());
    }

    @Test
    void every_day_of_two_centuries_is_read() {
        LocalDate end = LocalDate.of(EventTime.LAST_YEAR + 1, 1, 1);
        for (LocalDate day = LocalDate.of(EventTime.FIRST_YEAR, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
            assertThat(read(day + "T00:00:00")).isTrue();
            assertThat(time.epochMillis()).isEqualTo(day.toEpochDay() * 86_400_000);
        }
    }

    private boolean read(String text) {
        byte[] padded = ("..." + text + "999").getBytes(UTF_8);
        return time.read(padded, 3, text.getBytes(UTF_8).length);
    }
}
