package com.eszoppping.recommendations.lines;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectLineTest {
    private final List<String> fields = new ArrayList<>();

    @Test
    void an_object_is_handed_out_field_by_field_without_what_is_inside() {
        assertThat(parse(" {\"a\":1,\"b\":{\"x\":[{}]},\"c\":null,\"a\":NaN} \t"))
                .isEmpty();
        assertThat(fields).containsExactly("a", "b", "c", "a");
    }

    @Test
    void objects_side_by_side_are_judged_one_by_one_where_that_is_asked_for() {
        byte[] line = " {\"a\":1}{\"b\":2} {\"c\":3}".getBytes(UTF_8);
        List<String> seen = new ArrayList<>();

        assertThat(JsonObjectLine.parseEach(line, 0, line.length, (name, value) -> fields.add(name), () -> {
                    seen.add(String.join("", fields));
                    return fields.contains("b") ? Optional.of(RejectReason.NOT_AN_ID) : Optional.empty();
                }))
                .contains(RejectReason.NOT_AN_ID);
        assertThat(seen).containsExactly("a", "ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":1",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{'a':1}",
                "{\"a\":1}}",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":01}",
                "abc",
                "{\"a\":\"x}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":tru}",
                "{\"a\":\"\\x\"}",
                "{\"a\":1} x",
                "]"
            })
    void broken_json_is_told(String line) {
        assertThat(parse(line)).contains(RejectReason.BROKEN_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "1", "\"text\"", "null", "true", "[[[["})
    void json_that_is_no_object_is_told(String line) {
        assertThat(parse(line)).contains(RejectReason.NOT_AN_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "{\"a\":[", "["})
    void nesting_of_any_depth_does_no_harm(String opening) {
        String deep = opening.repeat(100_000);

        assertThat(parse(deep)).isPresent();
        assertThat(parse("{\"a\":" + deep)).contains(RejectReason.OVER_LIMITS);
    }

    @Test
    void numbers_and_names_beyond_reason_are_told() {
        assertThat(parse("{\"a\":" + "1".repeat(2000) + "}")).contains(RejectReason.OVER_LIMITS);
        assertThat(parse("{\"" + "a".repeat(60_000) + "\":1}")).contains(RejectReason.OVER_LIMITS);
    }

    @Test
    void bytes_that_are_not_utf8_are_told() {
        int[][] invalid = {
            {0xff}, {0xc4}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0xe2, 0x82}, {0x80}
        };
        for (int[] bytes : invalid) {
            byte[] text = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                text[i] = (byte) bytes[i];
            }
            byte[] line = FileBytes.concat("{\"a\":\"".getBytes(UTF_8), text, "\"}".getBytes(UTF_8));
            assertThat(parse(line)).contains(RejectReason.INVALID_UTF8);
        }
    }

    @Test
    void other_unicode_encodings_are_not_guessed() {
        assertThat(parse("{\"a\":1}".getBytes(UTF_16BE))).contains(RejectReason.BROKEN_JSON);
        assertThat(parse("{\"a\":1}".getBytes(UTF_16LE))).contains(RejectReason.BROKEN_JSON);
    }

    @Test
    void thousands_of_unknown_names_harm_no_later_line() {
        for (int i = 0; i < 50_000; i++) {
            assertThat(parse("{\"name" + i + "\":1}")).isEmpty();
        }
    }

    private Optional<RejectReason> parse(String line) {
        return parse(line.getBytes(UTF_8));
    }

    private Optional<RejectReason> parse(byte[] line) {
        fields.clear();
        return JsonObjectLine.parse(line, 0, line.length, (name, value) -> fields.add(name));
    }
}
