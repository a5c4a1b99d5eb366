package com.eszoppping.recommendations.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.lines.ByteWords;
import com.eszoppping.recommendations.lines.IdBytes;
import com.eszoppping.recommendations.lines.RejectReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way of reading a line gives what Jackson gives, or doesn't know the line. */
class PlainEventLineTest {
    private static final String OWN =
            "{\"session_id\":124,\"timestamp\":\"2022-04-03T05:57:41\",\"user_id\":102,\"product_id\":1155,"
                    + "\"event_type\":\"VIEW_PRODUCT\",\"offered_discount\":10,\"purchase_id\":null}";

    private static final String ALL_FIELDS =
            "{\"event_id\":\"e-1\",\"recommendation_id\":\"0199\",\"visitor_id\":\"v\",\"purchase_id\":7,"
                    + "\"offered_discount\":0,\"event_type\":\"BUY_PRODUCT\",\"product_id\":\"żółw\",\"user_id\":null,"
                    + "\"timestamp\":\"2022-04-03 05:57:41.123456789+02:00\",\"session_id\":\"s\",\"x\":-0.50,\"y\":true}";

    /** Fields of ours, and names that look like them. */
    private static final List<String> NAMES = List.of(
            "session_id",
            "timestamp",
            "user_id",
            "product_id",
            "event_type",
            "offered_discount",
            "purchase_id",
            "event_id",
            "visitor_id",
            "recommendation_id",
            "replayed_from",
            "replayed-from",
            "user_ID",
            "session-id",
            "recommendatiom_id",
            "",
            "x",
            "ż",
            "user_id ",
            "user\\u005fid",
            "offered_discounts",
            "event_typf",
            "timestamq",
            "productX_id",
            "a\\tb",
            "purchase_ie");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "00",
            "01",
            "1",
            "-1",
            "1234567",
            "01234567",
            "12345678",
            "123456789",
            "123456789012345678",
            "012345678901234567",
            "1234567890123456789",
            "123456789012345678901234567890",
            "1.5",
            "1.0",
            "1.",
            ".5",
            "-",
            "+1",
            "1e3",
            "1E3",
            "1e",
            "0x10",
            "NaN",
            "-Infinity",
            "Infinity",
            "nul",
            "nulll",
            "tru",
            "falsey",
            "\"\"",
            "\"a\"",
            "\"1\"",
            "\"01\"",
            "\"12345678\"",
            "\"123456789012345678\"",
            "\"1234567890123456789\"",
            "\"żółw\"",
            "\"\\u0041\"",
            "\"\\\\\"",
            "\"\\\"\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud800\"",
            "\"😀\"",
            "\"a\tb\"",
            "\"a\u0000b\"",
            "\"\u007f\"",
            "\"\ufeff\"",
            "\"VIEW_PRODUCT\"",
            "\"BUY_PRODUCT\"",
            "\"RETURN_PRODUCT\"",
            "\"VIEW_PRODUCT \"",
            "\"VIEW_PR0DUCT\"",
            "\"SEARCH\"",
            "\"_PRODUCT\"",
            "\"2022-04-03T05:57:41\"",
            "\"2022-04-03T05:57:4\"",
            "\"2022-04-03T05:57:\"1\"",
            "\"2022-04-03T05:57:4!\"",
            "\"VIEW_PRODUCT\"\"",
            "VIEW_PRODUCT\"",
            "\"2022-04-03 05:57:41.5Z\"",
            "\"2022-04-03T05:57:41,123456789+0100\"",
            "\"2022-04-03T05:57:41-01\"",
            "\"2021-02-29T00:00:00\"",
            "\"2021-03-09T213:31:58\"",
            "\"2022-04-03T05:57:41+\"",
            "\"2022-04-03\"",
            "1609459200",
            "[]",
            "[1,[2]]",
            "{}",
            "{\"user_id\":9}",
            "\"a",
            "a",
            "",
            "\"" + "i".repeat(256) + "\"",
            "\"" + "i".repeat(257) + "\"",
            "\"" + "ż".repeat(128) + "\"",
            "\"" + "ż".repeat(129) + "\"",
            "1".repeat(300),
            "1".repeat(1_100),
            "999999999",
            "1000000000",
            "100",
            "101");

    private final EventLineParser parser = new EventLineParser();
    private final PlainEventLine plain = new PlainEventLine();
    private final EventLine byPlain = new EventLine();
    private final EventLine byJackson = new EventLine();

    @ParameterizedTest
    @ValueSource(strings = {OWN, ALL_FIELDS})
    void the_usual_lines_are_known(String line) {
        assertThat(isKnown(line)).isTrue();
        assertThat(isKnown(line.replace("\":", "\": ").replace(",\"", ", \""))).isTrue();
        assertAgree(bytes(line));
    }

    @Test
    void many_fields_and_long_names_are_known() {
        StringBuilder line = new StringBuilder(OWN).deleteCharAt(OWN.length() - 1);
        for (int i = 0; i < 50; i++) {
            line.append(",\"").append("n".repeat(i)).append("\":").append(i);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(isKnown(line + ",\"ż\":1}")).isTrue();
            assertAgree(bytes(line + ",\"ż\":1}"));
            assertAgree(bytes(line + "}"));
        }
    }

    @Test
    void a_mended_line_says_where_it_stood_in_a_field_that_is_known() {
        assertThat(isKnown(with(OWN, "replayed_from", "\"sessions/2022/04/03.jsonl.gz:17\"")))
                .isTrue();
        assertThat(byPlain.unknownFields).isZero();
        assertThat(isKnown(with(OWN, "replayed_frim", "1"))).isTrue();
        assertThat(byPlain.unknownFields).isEqualTo(1);
    }

    @Test
    void lines_of_unknown_types_with_anything_else_wrong_are_known_as_such() {
        assertThat(isKnown("{\"event_type\":\"LOGIN\",\"user_id\":1}")).isTrue();
        assertThat(byPlain.kind).isEqualTo(EventLine.Kind.UNKNOWN);
        assertAgree(bytes("{\"event_type\":\"LOGIN\",\"user_id\":1.5}"));
    }

    @Test
    void every_value_in_every_field_is_read_as_jackson_reads_it() {
        for (String name : NAMES) {
            for (String value : VALUES) {
                assertAgree(bytes(with(OWN, name, value)));
                assertAgree(bytes(replaced(OWN, name, value)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "{}",
                "{ }",
                "[]",
                "{\"",
                "{\"}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\":1 }",
                "{\"a\" :1}",
                " {\"a\":1}",
                "{\"a\":1} ",
                "{\"a\":1}}",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1,\"b\":2]}",
                "{\"a\":  1}",
                "{\"a\":1,  \"b\":2}",
                "\ufeff{\"a\":1}",
                "{\"a\":\"}",
                "{\"a\":\"\\\"}",
                "{a:1}",
                "{\"a\":1}x}",
                "{\"a\":[}",
                "{\"a\":{}}}",
                "{\"event_type\":\"LOGIN\"}",
                "{\"event_type\":\"LOGIN\"}}",
                "{\"event_type\":\"LOGIN\",\"event_type\":\"VIEW_PRODUCT\"}",
                "{\"event_type\":\"\"}"
            })
    void odd_lines_are_read_as_jackson_reads_them(String line) {
        assertAgree(bytes(line));
    }

    @Property(tries = 3_000)
    void any_line_of_fields_in_any_order_is_read_as_jackson_reads_it(@ForAll Random random) {
        assertAgree(bytes(line(random)));
    }

    @Property(tries = 10_000)
    void any_line_with_damaged_bytes_is_read_as_jackson_reads_it(@ForAll Random random) {
        byte[] line = bytes(random.nextBoolean() ? line(random) : pick(random, List.of(OWN, ALL_FIELDS)));
        for (int i = random.nextInt(3); i >= 0; i--) {
            line = damaged(line, random);
        }
        assertAgree(line);
    }

    @Property(tries = 2_000)
    void bytes_that_are_no_utf8_are_left_to_jackson(@ForAll Random random) {
        byte[] line = bytes(OWN.replace("102", "\"" + "ż".repeat(1 + random.nextInt(20)) + "\""));
        int place = OWN.indexOf("102") + random.nextInt(line.length - OWN.length());
        line[place] = (byte) random.nextInt(256);
        assertAgree(line);
    }

    private boolean isKnown(String line) {
        byte[] bytes = bytes(line);
        return plain.read(Arrays.copyOf(bytes, bytes.length + ByteWords.PADDING), 0, bytes.length, byPlain);
    }

    /** Around the line are the bytes that would mislead whoever looks at them. */
    private void assertAgree(byte[] line) {
        byte[] around = bytes("\":1,\"user_id\":7}" + new String(line, UTF_8));
        byte[] bytes = new byte[around.length + line.length + around.length + ByteWords.PADDING];
        System.arraycopy(around, 0, bytes, 0, around.length);
        System.arraycopy(line, 0, bytes, around.length, line.length);
        System.arraycopy(around, 0, bytes, around.length + line.length, around.length);
        int end = around.length + line.length;

        if (plain.read(bytes, around.length, end, byPlain)) {
            Optional<RejectReason> reason = parser.arbitrate(bytes, around.length, end, byJackson);
            String text = new String(line, UTF_8);
            assertThat(reason).as(text).isEmpty();
            assertThat(values(byPlain)).as(text).isEqualTo(values(byJackson));
        }
    }

    private static List<Object> values(EventLine line) {
        if (line.kind == EventLine.Kind.UNKNOWN) {
            return List.of(line.kind, line.unknownFields);
        }
        return List.of(
                line.kind,
                line.unknownFields,
                line.time.epochMillis(),
                line.time.nanosOfMilli(),
                line.discount,
                line.discountPercent,
                List.of(
                                line.session,
                                line.user,
                                line.product,
                                line.purchase,
                                line.eventId,
                                line.visitor,
                                line.recommendation)
                        .stream()
                        .map(PlainEventLineTest::value)
                        .toList());
    }

    private static String value(IdBytes id) {
        String whole = id.isPresent() ? Long.toString(id.wholeNumber()) : "";
        return id.isInvalid() + " " + id.isPresent() + " " + whole + " " + id + " " + ByteHash.hash(id, 1);
    }

    private static String line(Random random) {
        List<String> fields =
                new ArrayList<>(List.of(OWN.substring(1, OWN.length() - 1).split(",", -1)));
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.add("\"" + pick(random, NAMES) + "\":" + pick(random, VALUES));
        }
        if (random.nextInt(4) == 0) {
            fields.remove(random.nextInt(fields.size()));
        }
        Collections.shuffle(fields, random);
        return fields.stream().collect(Collectors.joining(pick(random, List.of(",", ",", ", ", " ,")), "{", "}"));
    }

    private static byte[] damaged(byte[] line, Random random) {
        byte[] hostile = bytes("\"\\{}[]:,. -0eE\t\r\u0000ż\ufeff");
        int place = random.nextInt(line.length);
        int more = random.nextInt(3) - 1; // a byte taken out, replaced or put in
        byte[] damaged = new byte[line.length + more];
        System.arraycopy(line, 0, damaged, 0, Math.min(place, damaged.length));
        int rest = line.length - place - 1;
        System.arraycopy(line, place + 1, damaged, damaged.length - rest, rest);
        for (int i = place; i < damaged.length - rest; i++) {
            damaged[i] = random.nextBoolean() ? (byte) random.nextInt() : hostile[random.nextInt(hostile.length)];
        }
        return damaged.length == 0 ? line : damaged;
    }

    private static String with(String line, String name, String value) {
        return line.substring(0, line.length() - 1) + ",\"" + name + "\":" + value + "}";
    }

    private static String replaced(String line, String name, String value) {
        int start = line.indexOf("\"" + name + "\":");
        if (start < 0) {
            return "{\"" + name + "\":" + value + "," + line.substring(1);
        }
        int from = start + name.length() + 3;
        int to = Math.max(line.indexOf(",\"", from), 0);
        return line.substring(0, from) + value + (to == 0 ? "}" : line.substring(to));
    }

    private static byte[] bytes(String line) {
        return line.getBytes(UTF_8);
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
