package com.eszoppping.recommendations.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.feedback.Frontend.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an HTTP event to the lines that are kept and the HTTP answer. */
class FeedbackFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");
    private static final String VIEW = "{\"type\":\"view\",\"productId\":\"1004\",\"sessionId\":\"s-1\"}";

    private final List<String> kept = new ArrayList<>();
    private final Frontend frontend = frontend((lines, until) -> kept.addAll(lines));

    private static Frontend frontend(EventSink sink) {
        return new Frontend(new FeedbackFunction(sink, InstantSource.fixed(NOW)));
    }

    @Test
    void an_event_becomes_a_line_of_the_log() {
        Reply reply = frontend.post("""
                {"eventId":"e-1","type":"purchase","productId":"1004","userId":"102","visitorId":"v-9","sessionId":"s-1",
                 "time":"2026-11-24T10:00:00+01:00","recommendationId":"r-1","purchaseId":"p-1","offeredDiscount":12.5}
                """);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.headers().path("Content-Type").asText()).isEqualTo("application/json");
        assertThat(reply.body()).isEqualTo(json("{\"accepted\":1,\"refused\":[]}"));
        assertThat(json(kept.getFirst())).isEqualTo(json("""
                {"session_id":"s-1","timestamp":"2026-11-24T09:00:00Z","user_id":"102","product_id":"1004",
                 "event_type":"BUY_PRODUCT","offered_discount":12.5,"purchase_id":"p-1","event_id":"e-1","visitor_id":"v-9",
                 "recommendation_id":"r-1"}
                """));
    }

    @Test
    void without_consent_an_event_counts_and_says_neither_who_it_was_nor_what_else_they_did() {
        String purchase = """
                {"eventId":"e-%d","type":"purchase","productId":"1004","userId":"u-102","visitorId":"v-9","sessionId":"s-1",
                 "time":"2026-11-24T10:00:00+01:00","recommendationId":"r-1","purchaseId":"p-1","consent":false}
                """;
        frontend.post(purchase.formatted(1) + "," + purchase.formatted(2));
        frontend.post("{\"type\":\"view\",\"productId\":\"1004\",\"consent\":false},"
                + "{\"type\":\"view\",\"productId\":\"1004\",\"consent\":false}");

        assertThat(kept).hasSize(4).noneMatch(line -> line.matches(".*(u-102|v-9|s-1|r-1|p-1).*"));
        assertThat(json(kept.getFirst()).path("event_id").asText()).isEqualTo("e-1");
        assertThat(json(kept.getFirst()).path("event_type").asText()).isEqualTo("BUY_PRODUCT");
        assertThat(kept.stream().map(line -> json(line).path("session_id").asText()))
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
        assertThat(kept.stream().map(line -> json(line).path("event_id").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void consent_is_true_or_false_and_true_where_nothing_is_said() {
        frontend.post(event("userId", "\"u-102\"", "consent", "true") + ","
                + event("userId", "\"u-102\"", "consent", "null"));
        assertThat(kept).hasSize(2).allMatch(line -> line.contains("u-102"));

        Reply reply = frontend.post(event("consent", "\"no\""));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().toString()).contains("'consent' is true or false");
    }

    @Test
    void what_an_event_leaves_out_is_now_nobody_and_no_discount() {
        frontend.post(VIEW);

        JsonNode line = json(kept.getFirst());
        assertThat(line.path("timestamp").asText()).isEqualTo("2026-11-24T09:30:00.123Z");
        assertThat(line.path("offered_discount").asInt(-1)).isZero();
        assertThat(line.path("user_id").isNull()).isTrue();
        assertThat(line.path("purchase_id").isNull()).isTrue();
        assertThat(line.has("visitor_id")).isFalse();
        assertThat(line.path("event_id").asText()).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @CsvSource({"view,VIEW_PRODUCT", "click,VIEW_PRODUCT", "purchase,BUY_PRODUCT", "return,RETURN_PRODUCT"})
    void each_type_has_its_word_in_the_log(String type, String inTheLog) {
        frontend.post(event("type", '"' + type + '"', "recommendationId", "\"r-1\""));

        assertThat(json(kept.getFirst()).path("event_type").asText()).isEqualTo(inTheLog);
        assertThat(json(kept.getFirst()).path("recommendation_id").asText()).isEqualTo("r-1");
    }

    @Test
    void an_id_may_be_a_whole_number() {
        frontend.post("{\"type\":\"view\",\"productId\":1004,\"sessionId\":124,\"userId\":102}");

        assertThat(json(kept.getFirst()).path("product_id")).isEqualTo(json("\"1004\""));
    }

    @Test
    void sending_a_request_again_makes_the_same_event_ids_and_another_event_another_one() {
        frontend.post(VIEW);
        new Frontend(new FeedbackFunction(
                        (lines, until) -> kept.addAll(lines), InstantSource.fixed(NOW.plusSeconds(60))))
                .post(VIEW);
        frontend.post(event("productId", "\"1005\""));
        frontend.post(event("time", "\"2026-11-24T09:29:00Z\""));

        assertThat(kept).hasSize(4);
        List<String> ids =
                kept.stream().map(line -> json(line).path("event_id").asText()).toList();
        assertThat(ids.get(1)).isEqualTo(ids.getFirst());
        assertThat(ids.stream().distinct()).hasSize(3);
    }

    @Test
    void each_event_is_judged_on_its_own() {
        Reply reply = frontend.post(event("type", "\"look\"") + "," + VIEW + "," + event("productId", "null"));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).isEqualTo(json("""
                {"accepted":1,"refused":[
                 {"index":0,"field":"type","detail":"'type' is one of \\"view\\", \\"click\\", \\"purchase\\", \\"return\\", but this is \\"look\\"."},
                 {"index":2,"field":"productId","detail":"'productId' is missing."}]}
                """));
        assertThat(kept).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type            | null                          | 'type' is one of \"view\", \"click\", \"purchase\", \"return\", but it is missing.",
                "type            | 7                             | 'type' is one of \"view\", \"click\", \"purchase\", \"return\", but this is 7.",
                "type            | \"click\"                     | 'recommendationId' names the list that a click came from",
                "productId       | \"\"                          | 'productId' has an empty value; leave it out instead.",
                "productId       | [1]                           | 'productId' is an id, a text or a whole number, but this is [1].",
                "productId       | 1.5                           | 'productId' is an id, a text or a whole number, but this is 1.5.",
                "userId          | \"a\\u0000b\"                 | 'userId' has control characters: 'a?b'.",
                "visitorId       | \"a\\ud800\"                  | 'visitorId' is not valid Unicode: 'a?'.",
                "visitorId       | \"a\\ufffd\"                  | 'visitorId' is not valid Unicode",
                "sessionId       | true                          | 'sessionId' is an id, a text or a whole number, but this is true.",
                "time            | \"2026-11-24T09:35:01Z\"      | 'time' is at most 5 minutes ahead of the server's clock, which says 2026-11-24T09:30:00.123456Z, but this is 2026-11-24T09:35:01Z.",
                "time            | \"2026-11-17T09:29:59Z\"      | 'time' is at most 7 days ago, but this is 2026-11-17T09:29:59Z.",
                "time            | \"yesterday\"                 | 'time' is a time like \"2026-11-24T02:00:00Z\", but this is \"yesterday\".",
                "time            | \"2021-03-09T213:31:58\"      | 'time' is a time like",
                "time            | 1795512600                    | 'time' is a time like",
                "offeredDiscount | 100.5                         | 'offeredDiscount' is a number from 0 to 100, but this is 100.5.",
                "offeredDiscount | -1                            | 'offeredDiscount' is a number from 0 to 100, but this is -1.",
                "offeredDiscount | \"10\"                        | 'offeredDiscount' is a number from 0 to 100, but this is \"10\".",
                "prodcutId       | 1                             | An event has no field 'prodcutId', only [eventId, type,",
            })
    void what_breaks_a_rule_is_refused_with_the_field_the_value_and_what_was_expected(
            String field, String value, String detail) {
        Reply reply = frontend.post(event(field, value));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers().path("Content-Type").asText()).isEqualTo("application/problem+json");
        assertThat(reply.body().path("detail").asText()).startsWith(detail);
        assertThat(reply.body().path("refused")).hasSize(1);
        assertThat(reply.body().path("parameter").asText())
                .isEqualTo("events[0]." + reply.body().at("/refused/0/field").asText());
        assertThat(kept).isEmpty();
    }

    @Test
    void an_id_has_at_most_256_bytes() {
        assertThat(frontend.post(event("userId", '"' + "ą".repeat(128) + '"')).status())
                .isEqualTo(202);
        assertThat(frontend.post(event("userId", '"' + "ą".repeat(129) + '"'))
                        .body()
                        .path("detail")
                        .asText())
                .isEqualTo("'userId' has at most 256 bytes, but this value has 258.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T09:35:00Z",
                "2026-11-17T09:30:01Z",
                "2026-11-24T09:30:00",
                "2026-11-24T10:30:00.5+01:00"
            })
    void a_time_within_a_week_and_five_minutes_ahead_is_accepted(String time) {
        assertThat(frontend.post(event("time", '"' + time + '"')).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"events\"", "{\"events\":[]} x", "nul", "{\"events\":{}}", "{}", "7"})
    void a_body_that_is_no_list_of_events_is_a_400(String body) {
        Reply reply = frontend.send("application/json", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers().path("Content-Type").asText()).isEqualTo("application/problem+json");
        assertThat(reply.body().path("detail").asText()).endsWith(".");
    }

    @Test
    void a_body_that_is_not_utf_8_or_too_deep_is_a_400() {
        byte[] latin = VIEW.replace("s-1", "ó").getBytes(StandardCharsets.ISO_8859_1);
        String deep = "{\"events\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertThat(frontend.sendBytes("application/json", latin).status()).isEqualTo(400);
        assertThat(frontend.send("application/json", deep).status()).isEqualTo(400);
    }

    @Test
    void a_field_beside_the_events_is_named() {
        Reply reply = frontend.send("application/json", "{\"events\":[" + VIEW + "],\"event\":1}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("parameter").asText()).isEqualTo("event");
    }

    @ParameterizedTest
    @CsvSource({"0,400", "1,202", "100,202", "101,400"})
    void a_request_has_1_to_100_events(int events, int status) {
        Reply reply = frontend.post(String.join(",", Collections.nCopies(events, VIEW)));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(kept).hasSize(status == 202 ? events : 0);
    }

    @Test
    void more_than_256_kb_are_a_413() {
        Reply reply = frontend.send("application/json", " ".repeat(256 * 1024) + "{}");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body().path("detail").asText()).contains("262144 bytes, but this one has 262146");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    void another_content_type_is_a_415(String contentType) {
        assertThat(frontend.send(contentType, "{\"events\":[" + VIEW + "]}").status())
                .isEqualTo(415);
    }

    @Test
    void a_content_type_may_have_parameters_and_a_body_may_come_in_base64() {
        byte[] body = ("{\"events\":[" + VIEW + "]}").getBytes(StandardCharsets.UTF_8);

        assertThat(frontend.sendBytes("Application/JSON; charset=utf-8", body).status())
                .isEqualTo(202);
    }

    @Test
    void events_that_could_not_be_kept_are_named_by_their_place_and_may_be_sent_again() {
        Frontend slow = frontend((lines, until) -> {
            throw new EventsNotKeptException("The stream is full.", List.of(1), null);
        });

        Reply reply = slow.post(event("type", "\"look\"") + "," + VIEW + "," + VIEW);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().path("Retry-After").asText()).isEqualTo("5");
        assertThat(reply.body().path("accepted").asInt()).isEqualTo(1);
        assertThat(reply.body().path("notAccepted")).isEqualTo(json("[2]"));
        assertThat(reply.body().at("/refused/0/index").asInt(-1)).isZero();
        assertThat(slow.log()).hasToString("The stream is full.\n");
    }

    @Test
    void the_sink_has_to_be_done_before_the_function_is_stopped() {
        List<Instant> ends = new ArrayList<>();
        frontend((lines, until) -> ends.add(until)).post(VIEW);

        assertThat(ends).containsExactly(NOW.plusSeconds(9));
    }

    @Test
    void our_own_failure_is_a_500_that_tells_the_client_nothing() {
        Frontend broken = frontend((lines, until) -> {
            throw new IllegalStateException("a secret of ours");
        });

        Reply reply = broken.post(VIEW);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body().toString()).doesNotContain("secret");
        assertThat(broken.log()).contains("a secret of ours");
    }

    @Test
    void nothing_about_people_gets_into_our_log() {
        frontend.post(event("userId", "\"person-102\"") + "," + event("userId", "\"person-\\u0000\""));

        assertThat(frontend.log()).isEmpty();
    }

    @Test
    void events_are_counted_by_what_became_of_them() {
        List<String> lines = new ArrayList<>();
        EventSink half = (events, until) -> {
            if (events.size() > 1) {
                throw new EventsNotKeptException("The stream is full.", List.of(1), null);
            }
        };
        // Each request comes a minute after the one before, so each has a line of its own.
        Iterator<Instant> minutes =
                Stream.iterate(NOW, minute -> minute.plusSeconds(30)).iterator();
        Frontend counted = new Frontend(new FeedbackFunction(half, lines::add, minutes::next));

        counted.post(VIEW + "," + event("type", "\"look\"", "userId", "\"person-102\""));
        counted.post(VIEW + "," + VIEW);
        counted.post("no JSON");

        assertThat(json(lines.get(0)))
                .isEqualTo(withFigures(lines.get(0), Map.of("Requests", 1, "EventsAccepted", 1, "EventsRefused", 1)));
        assertThat(json(lines.get(1)))
                .isEqualTo(withFigures(
                        lines.get(1),
                        Map.of("Requests", 1, "Unavailable", 1, "EventsAccepted", 1, "EventsNotKept", 1)));
        assertThat(json(lines.get(2))).isEqualTo(withFigures(lines.get(2), Map.of("Requests", 1, "ClientErrors", 1)));
        assertThat(lines).hasSize(3).noneMatch(line -> line.contains("person-102"));
    }

    /** The line as it is if all figures but these are zero. */
    private static JsonNode withFigures(String line, Map<String, Integer> figures) {
        ObjectNode expected = (ObjectNode) json(line);
        Intake.COUNTED.forEach(name -> expected.put(name, figures.getOrDefault(name, 0)));
        return expected;
    }

    /** A view with some fields set to something else, each value as JSON text. */
    private static String event(String... fieldsAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        json(VIEW)
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().toString()));
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            fields.put(fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
