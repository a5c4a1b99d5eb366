package com.eszoppping.recommendations.log;

import static com.eszoppping.recommendations.log.EventLogs.CATALOGUE;
import static com.eszoppping.recommendations.log.EventLogs.event;
import static com.eszoppping.recommendations.log.EventLogs.purchase;
import static com.eszoppping.recommendations.log.EventLogs.returned;
import static com.eszoppping.recommendations.log.EventLogs.text;
import static com.eszoppping.recommendations.log.EventLogs.view;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.catalogue.Product;
import com.eszoppping.recommendations.lines.FileBytes;
import com.eszoppping.recommendations.lines.LinesFile;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.lines.RejectedLine;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogBuilderTest {
    private static final Product NUMBERED_PRODUCT =
            new Product("1155", "", CategoryPath.STORE, OptionalDouble.empty(), OptionalDouble.empty(), true);

    private final List<RejectedLine> rejected = new ArrayList<>();

    @Test
    void the_stores_own_line_is_read() throws IOException {
        EventLogBuilder builder =
                new EventLogBuilder(Catalogue.of(List.of(NUMBERED_PRODUCT)), TimeRange.all(), rejected::add);
        EventLogs.read(
                builder,
                ("{\"session_id\":124,\"timestamp\":\"2022-04-03T05:57:41\",\"user_id\":102,\"product_id\":1155,"
                                + "\"event_type\":\"VIEW_PRODUCT\",\"offered_discount\":10,\"purchase_id\":null}")
                        .getBytes(UTF_8));
        EventLog log = builder.build();

        assertThat(log.events()).isEqualTo(1);
        assertThat(log.sessionId(0)).isEqualTo("124");
        assertThat(log.userId(log.user(0))).isEqualTo("102");
        assertThat(log.product(0)).isZero();
        assertThat(log.type(0)).isEqualTo(EventType.VIEW);
        assertThat(log.time(0)).isEqualTo(Instant.parse("2022-04-03T05:57:41Z").toEpochMilli());
        assertThat(log.quality().unknownFields()).isZero();
        assertThat(rejected).isEmpty();
    }

    @Test
    void an_empty_log_is_a_log() {
        EventLog log = read();

        assertThat(List.of(log.events(), log.sessions(), log.users())).containsOnly(0);
        assertThat(log.quality().rejectedShare()).isZero();
    }

    @Test
    void sessions_are_ordered_by_start_then_id_and_users_by_id() {
        EventLog log = read(
                view("b", "10:00:00", "\"u9\"", "p0"),
                view("a", "10:00:00", "\"u10\"", "p0"),
                view("c", "09:00:00", "null", "p0"),
                view("b", "08:59:59", "\"u9\"", "p1"));

        assertThat(text(log))
                .containsExactly(
                        "b 08:59:59Z u9 p1 VIEW",
                        "b 10:00:00Z u9 p0 VIEW",
                        "c 09:00:00Z - p0 VIEW",
                        "a 10:00:00Z u10 p0 VIEW");
        assertThat(List.of(log.userId(0), log.userId(1))).containsExactly("u10", "u9");
    }

    @Test
    void events_at_the_same_time_are_ordered_by_type_then_product() {
        EventLog log = read(
                purchase("a", "10:00:00", "1", "p0", "5"),
                view("a", "10:00:00", "1", "p2"),
                view("a", "10:00:00", "1", "p1"),
                view("a", "09:00:00.5", "1", "p3"));

        assertThat(text(log))
                .containsExactly(
                        "a 09:00:00.500Z 1 p3 VIEW",
                        "a 10:00:00Z 1 p1 VIEW",
                        "a 10:00:00Z 1 p2 VIEW",
                        "a 10:00:00Z 1 p0 PURCHASE");
    }

    @Test
    void numbers_and_texts_are_the_same_id() {
        EventLog log = read(
                view("7", "10:00:00", "1", "p0"),
                view("7", "10:00:01", "\"1\"", "p0").replace("\"7\"", "7"));

        assertThat(log.sessions()).isEqualTo(1);
        assertThat(log.users()).isEqualTo(1);
    }

    @Test
    void times_of_different_zones_are_put_in_one_order() {
        EventLog log = read(view("a", "10:00:00+02:00", "1", "p0"), view("a", "09:00:00Z", "1", "p1"));

        assertThat(text(log)).containsExactly("a 08:00:00Z 1 p0 VIEW", "a 09:00:00Z 1 p1 VIEW");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "session_id | null | MISSING_SESSION_ID",
                "session_id | '' | NOT_AN_ID",
                "session_id | 1.5 | NOT_AN_ID",
                "session_id | 1e3 | NOT_AN_ID",
                "product_id | null | MISSING_PRODUCT_ID",
                "product_id | [1] | NOT_AN_ID",
                "product_id | 'gone' | UNKNOWN_PRODUCT",
                "product_id | -1 | UNKNOWN_PRODUCT",
                "user_id | 102.0 | NOT_AN_ID",
                "user_id | '' | NOT_AN_ID",
                "user_id | {} | NOT_AN_ID",
                "user_id | true | NOT_AN_ID",
                "user_id | '\\ud800' | NOT_AN_ID",
                "timestamp | null | MISSING_TIMESTAMP",
                "timestamp | '2021-03-09T213:31:58' | BAD_TIMESTAMP",
                "timestamp | 1609459200 | BAD_TIMESTAMP",
                "event_type | null | MISSING_EVENT_TYPE",
                "event_type | 3 | BAD_EVENT_TYPE",
                "purchase_id | 20001.0 | NOT_AN_ID",
                "event_id | '' | NOT_AN_ID",
                "visitor_id | [] | NOT_AN_ID",
                "recommendation_id | false | NOT_AN_ID",
                "offered_discount | {} | BAD_DISCOUNT"
            })
    void a_field_that_cannot_be_used_rejects_the_line(String field, String value, RejectReason reason) {
        String more = ",\"" + field + "\":" + value.replace('\'', '"');
        String line = event("VIEW_PRODUCT", "a", "10:00:00", "1", "p0", more);

        EventLog log = read(line, view("a", "10:00:00", "1", "p0"));

        assertThat(reasons()).containsExactly(reason);
        assertThat(rejected.get(0)).isEqualTo(new RejectedLine("sessions.jsonl", 1, reason, line));
        assertThat(log.events()).isEqualTo(1);
        assertThat(log.quality().rejectedShare()).isEqualTo(0.5);
    }

    @Test
    void absent_fields_are_as_null() {
        read(
                "{}",
                "{\"event_type\":\"VIEW_PRODUCT\"}",
                "{\"event_type\":\"VIEW_PRODUCT\",\"timestamp\":\"2021-01-01T00:00:00\"}",
                "{\"event_type\":\"VIEW_PRODUCT\",\"timestamp\":\"2021-01-01T00:00:00\",\"session_id\":1}");

        assertThat(reasons())
                .containsExactly(
                        RejectReason.MISSING_EVENT_TYPE,
                        RejectReason.MISSING_TIMESTAMP,
                        RejectReason.MISSING_SESSION_ID,
                        RejectReason.MISSING_PRODUCT_ID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"session_id\": | BROKEN_JSON",
                "not json | BROKEN_JSON",
                "[] | NOT_AN_OBJECT",
                "7 | NOT_AN_OBJECT"
            })
    void what_is_no_json_object_is_rejected(String line, RejectReason reason) {
        read(line);

        assertThat(reasons()).containsExactly(reason);
    }

    @Test
    void deep_nesting_is_rejected() {
        read("{\"x\":" + "[".repeat(500_000), "{\"x\":" + "{\"a\":".repeat(100_000));

        assertThat(reasons()).containsExactly(RejectReason.OVER_LIMITS, RejectReason.OVER_LIMITS);
    }

    @Test
    void invalid_utf8_is_rejected() {
        byte[] line = view("a?", "10:00:00", "1", "p0").getBytes(UTF_8);
        for (int i = 0; i < line.length; i++) {
            line[i] = line[i] == '?' ? (byte) 0xff : line[i];
        }
        EventLogBuilder builder = new EventLogBuilder(CATALOGUE, TimeRange.all(), rejected::add);
        EventLogs.read(builder, line);

        assertThat(reasons()).containsExactly(RejectReason.INVALID_UTF8);
        assertThat(builder.events()).isZero();
    }

    @Test
    void a_line_over_one_mebibyte_is_rejected() {
        read(view("a".repeat(1 << 20), "10:00:00", "1", "p0"), view("a", "10:00:00", "1", "p0"));

        assertThat(reasons()).containsExactly(RejectReason.TOO_LONG);
    }

    @Test
    void unknown_event_types_are_ignored_and_counted_whatever_else_is_wrong() {
        EventLog log = read(
                event("SEARCH", "a", "10:00:00", "1", "gone", ""),
                "{\"event_type\":\"LOGIN\",\"user_id\":1.5}",
                event("view_product", "a", "10:00:00", "1", "p0", ""));

        assertThat(log.events()).isZero();
        assertThat(log.quality().unknownEventTypes()).isEqualTo(3);
        assertThat(rejected).isEmpty();
    }

    @Test
    void unknown_fields_are_ignored_and_counted() {
        EventLog log =
                read(event("VIEW_PRODUCT", "a", "10:00:00", "1", "p0", ",\"device\":\"tv\",\"geo\":{\"user_id\":9}"));

        assertThat(text(log)).containsExactly("a 10:00:00Z 1 p0 VIEW");
        assertThat(log.quality().unknownFields()).isEqualTo(2);
    }

    @Test
    void an_odd_discount_does_not_cost_the_event() {
        EventLog log = read(event("VIEW_PRODUCT", "a", "10:00:00", "1", "p0", ",\"offered_discount\":\"10 %\""));

        assertThat(log.events()).isEqualTo(1);
    }

    @Test
    void lines_equal_in_every_field_count_once() {
        EventLog log = read(
                view("a", "10:00:00", "1", "p0"),
                view("a", "10:00:00.000Z", "\"1\"", "p0"),
                event("VIEW_PRODUCT", "a", "10:00:00", "1", "p0", ",\"visitor_id\":null,\"something\":\"unknown\""));

        assertThat(log.events()).isEqualTo(1);
        assertThat(log.quality().duplicates()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"offered_discount\":10", ",\"purchase_id\":5", ",\"event_id\":\"e\"", ",\"visitor_id\":\"v\"",
                ",\"recommendation_id\":\"r\"", ",\"user_id\":2", ",\"user_id\":null", ",\"session_id\":\"b\"",
                ",\"timestamp\":\"2021-01-01T10:00:00.000001\"", ",\"product_id\":\"p1\"",
                        ",\"event_type\":\"BUY_PRODUCT\""
            })
    void lines_that_differ_in_any_field_both_count(String difference) {
        EventLog log =
                read(view("a", "10:00:00", "1", "p0"), event("VIEW_PRODUCT", "a", "10:00:00", "1", "p0", difference));

        assertThat(log.events()).isEqualTo(2);
        assertThat(log.quality().duplicates()).isZero();
    }

    @Test
    void lines_with_the_same_event_id_count_once_and_the_first_in_canonical_order_holds() {
        String early = event("VIEW_PRODUCT", "b", "10:00:00", "1", "p0", ",\"event_id\":\"e\"");
        String late = event("VIEW_PRODUCT", "a", "11:00:00", "2", "p1", ",\"event_id\":\"e\"");
        String other = event("VIEW_PRODUCT", "a", "11:00:00", "2", "p1", ",\"event_id\":\"f\"");

        for (List<String> order : List.of(List.of(early, late, other), List.of(other, late, early, early))) {
            EventLog log = EventLogs.readFiles(TimeRange.all(), rejected, List.of(order));
            assertThat(text(log)).containsExactly("b 10:00:00Z 1 p0 VIEW", "a 11:00:00Z 2 p1 VIEW");
            assertThat(log.quality().duplicates()).isEqualTo(order.size() - 2);
        }
    }

    @Test
    void an_unknown_user_is_recovered_from_the_session() {
        EventLog log = read(
                view("a", "10:00:00", "null", "p0"),
                view("a", "10:00:01", "1", "p1"),
                purchase("a", "10:00:02", "null", "p1", "5"),
                view("b", "10:00:00", "null", "p0"));

        assertThat(text(log))
                .containsExactly(
                        "a 10:00:00Z 1 p0 VIEW",
                        "a 10:00:01Z 1 p1 VIEW",
                        "a 10:00:02Z 1 p1 PURCHASE",
                        "b 10:00:00Z - p0 VIEW");
        assertThat(log.quality().usersRecovered()).isEqualTo(2);
        assertThat(log.quality().anonymousEvents()).isEqualTo(1);
    }

    @Test
    void a_session_of_several_users_keeps_what_each_event_says() {
        EventLog log = read(
                view("a", "10:00:00", "1", "p0"),
                view("a", "10:00:01", "null", "p1"),
                view("a", "10:00:02", "2", "p2"));

        assertThat(text(log))
                .containsExactly("a 10:00:00Z 1 p0 VIEW", "a 10:00:01Z - p1 VIEW", "a 10:00:02Z 2 p2 VIEW");
        assertThat(log.quality().usersRecovered()).isZero();
    }

    @Test
    void users_who_are_left_out_leave_no_event_and_no_return_and_are_counted() {
        EventLogBuilder builder = new EventLogBuilder(EventLogs.CATALOGUE, TimeRange.all(), rejected::add);
        builder.leaveOut("żółw"::equals);
        EventLogs.read(
                builder,
                String.join(
                                "\n",
                                view("a", "10:00:00", "\"żółw\"", "p0"),
                                view("a", "10:00:00", "\"żółw\"", "p0"),
                                view("a", "10:00:01", "null", "p1"),
                                view("a", "10:00:02", "2", "p2"),
                                view("b", "10:00:00", "null", "p3"),
                                purchase("c", "10:00:00", "2", "p4", "7"),
                                returned("a", "11:00:00", "p4", "7"))
                        .getBytes(UTF_8));
        EventLog log = builder.build();

        assertThat(text(log))
                .containsExactly("b 10:00:00Z - p3 VIEW", "c 10:00:00Z 2 p4 PURCHASE", "a 10:00:02Z 2 p2 VIEW");
        assertThat(log.users()).isEqualTo(1);
        assertThat(log.quality().leftOut()).isEqualTo(3);
        assertThat(log.quality().duplicates()).isEqualTo(1);
        assertThat(log.quality().returnsApplied() + log.quality().returnsUnmatched())
                .isZero();
        assertThat(log.quality().counts()).containsEntry("leftOut", 3L);
    }

    @Test
    void a_return_takes_back_the_purchase_it_names_wherever_it_stands() {
        String bought = purchase("a", "10:00:00", "1", "p0", "5");
        String kept = purchase("a", "10:00:00", "1", "p1", "5");
        String back = returned("z", "09:00:00", "p0", "\"5\"");

        for (List<List<String>> files :
                List.of(List.of(List.of(bought, kept, back)), List.of(List.of(back), List.of(kept, bought)))) {
            EventLog log = EventLogs.readFiles(TimeRange.all(), rejected, files);
            assertThat(text(log)).containsExactly("a 10:00:00Z 1 p1 PURCHASE");
            assertThat(log.quality().returnsApplied()).isEqualTo(1);
            assertThat(log.quality().returnsUnmatched()).isZero();
            assertThat(log.sessions()).isEqualTo(1);
        }
    }

    @Test
    void a_return_takes_back_one_purchase_the_earliest_first() {
        EventLog log = read(
                purchase("c", "12:00:00", "1", "p0", "5"),
                purchase("a", "11:00:00", "1", "p0", "5"),
                purchase("b", "10:00:00", "1", "p0", "5"),
                returned("b", "13:00:00", "p0", "5"),
                returned("b", "14:00:00", "p0", "5"));

        assertThat(text(log)).containsExactly("c 12:00:00Z 1 p0 PURCHASE");
        assertThat(log.quality().returnsApplied()).isEqualTo(2);
    }

    @Test
    void a_return_that_names_no_known_purchase_is_counted_and_left_out() {
        EventLog log = read(
                purchase("a", "10:00:00", "1", "p0", "5"),
                returned("a", "11:00:00", "p1", "5"),
                returned("a", "11:00:00", "p0", "6"),
                returned("a", "11:00:00", "p0", "null"));

        assertThat(text(log)).containsExactly("a 10:00:00Z 1 p0 PURCHASE");
        assertThat(log.quality().returnsUnmatched()).isEqualTo(3);
        assertThat(log.quality().returnsApplied()).isZero();
    }

    @Test
    void the_same_return_twice_takes_back_one_purchase() {
        String back = returned("a", "11:00:00", "p0", "5");
        EventLog log =
                read(purchase("a", "10:00:00", "1", "p0", "5"), purchase("a", "10:00:01", "1", "p0", "5"), back, back);

        assertThat(text(log)).containsExactly("a 10:00:01Z 1 p0 PURCHASE");
        assertThat(log.quality().duplicates()).isEqualTo(1);
    }

    @Test
    void events_outside_the_range_are_counted_and_have_no_effect() {
        TimeRange range =
                TimeRange.between(Instant.parse("2021-01-01T10:00:00Z"), Instant.parse("2021-01-01T11:00:00Z"));
        EventLog log = EventLogs.readFiles(
                range,
                rejected,
                List.of(List.of(
                        view("a", "09:59:59.999", "1", "p0"),
                        purchase("a", "10:00:00", "null", "p0", "5"),
                        view("a", "10:59:59.999", "null", "p1"),
                        returned("a", "11:00:00", "p0", "5"))));

        assertThat(text(log)).containsExactly("a 10:00:00Z - p0 PURCHASE", "a 10:59:59.999Z - p1 VIEW");
        assertThat(log.quality().outsideRange()).isEqualTo(2);
        assertThat(rejected).isEmpty();
    }

    @Test
    void a_range_that_ends_before_it_starts_is_refused() {
        assertThatThrownBy(() -> new TimeRange(5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 5 to 4");
    }

    @Test
    void a_truncated_gzip_file_counts_as_far_as_it_goes() throws IOException {
        byte[] whole = FileBytes.concat(
                FileBytes.gzip(view("a", "10:00:00", "1", "p0") + "\n"),
                FileBytes.gzip(view("b", "10:00:00", "1", "p0")));
        EventLogBuilder builder = new EventLogBuilder(CATALOGUE, TimeRange.all(), rejected::add);

        builder.read("s.gz", FileBytes.network(Arrays.copyOf(whole, whole.length - 20), 7));

        assertThat(builder.build().quality().read().corruptFiles()).isEqualTo(1);
        assertThat(builder.events()).isEqualTo(1);
        assertThat(rejected).extracting(RejectedLine::file).containsExactly("s.gz");
    }

    @Test
    void progress_is_told_on_the_way_and_at_the_end() throws IOException {
        EventLogBuilder builder = new EventLogBuilder(CATALOGUE, TimeRange.all(), rejected::add);
        List<Long> told = new ArrayList<>();
        byte[] lines = (view("a", "10:00:00", "1", "p0") + "\n").repeat(25_000).getBytes(UTF_8);

        builder.read(List.of(new LinesFile("s", () -> new ByteArrayInputStream(lines))), 2, told::add);

        assertThat(told).hasSizeGreaterThan(3).isSorted().endsWith(25_000L);
    }

    @Test
    void a_log_is_made_once() {
        EventLogBuilder builder = new EventLogBuilder(CATALOGUE, TimeRange.all(), rejected::add);
        EventLogs.read(builder, view("b", "10:00:00", "1", "p0").getBytes(UTF_8));

        assertThat(text(builder.build())).containsExactly("b 10:00:00Z 1 p0 VIEW");
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void one_session_may_hold_hundreds_of_thousands_of_events_in_any_order() {
        int events = 300_000;
        EventLogBuilder builder = new EventLogBuilder(CATALOGUE, TimeRange.all(), rejected::add);
        StringBuilder lines = new StringBuilder();
        for (int i = events - 1; i >= 0; i--) {
            String time = "%02d:%02d:%02d.%02d".formatted(i / 360_000, i / 6000 % 60, i / 100 % 60, i % 100);
            lines.append(view("a", time, "1", "p0")).append('\n');
        }
        EventLogs.read(builder, lines.toString().getBytes(UTF_8));
        EventLog log = builder.build();

        assertThat(log.sessions()).isEqualTo(1);
        assertThat(log.events()).isEqualTo(events);
        for (int event = 1; event < events; event++) {
            assertThat(log.time(event) - log.time(event - 1)).isEqualTo(10);
        }
    }

    @Test
    void many_sessions_and_users_keep_their_ids() {
        int sessions = 50_000;
        EventLogBuilder builder = new EventLogBuilder(CATALOGUE, TimeRange.all(), rejected::add);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < sessions; i++) {
            String line = event("VIEW_PRODUCT", "s" + i, "10:00:00", "" + i, "p0", ",\"event_id\":" + i);
            lines.append(line).append('\n').append(line).append('\n');
        }
        EventLogs.read(builder, lines.toString().getBytes(UTF_8));
        EventLog log = builder.build();

        assertThat(log.events()).isEqualTo(sessions);
        assertThat(log.users()).isEqualTo(sessions);
        assertThat(log.quality().duplicates()).isEqualTo(sessions);
        for (int session = 0; session < sessions; session++) {
            String user = log.userId(log.user(log.firstEvent(session)));
            assertThat(log.sessionId(session)).isEqualTo("s" + user);
        }
    }

    @Test
    void a_log_takes_at_most_20_bytes_an_event_ids_included() {
        int sessions = 20_000;
        StringBuilder lines = new StringBuilder();
        for (int event = 0; event < 5 * sessions; event++) {
            int session = 10_000_000 + event / 5;
            String user = String.valueOf(1_000_000 + event / 25);
            lines.append(view("" + session, "10:00:0" + event % 5, user, "p" + event % 10));
            lines.append('\n');
        }
        EventLogBuilder builder = new EventLogBuilder(CATALOGUE, TimeRange.all(), rejected::add);
        EventLogs.read(builder, lines.toString().getBytes(UTF_8));
        EventLog log = builder.build();

        assertThat(log.events()).isEqualTo(5 * sessions);
        assertThat(log.bytes()).isLessThanOrEqualTo(20L * log.events()).isGreaterThan(16L * log.events());
    }

    private EventLog read(String... lines) {
        return EventLogs.read(rejected, lines);
    }

    private List<RejectReason> reasons() {
        return rejected.stream().map(RejectedLine::reason).toList();
    }
}
