package com.eszoppping.recommendations.local;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.architecture.OpenApi;
import com.eszoppping.recommendations.architecture.OpenApi.Answer;
import com.eszoppping.recommendations.architecture.OpenApi.Operation;
import com.eszoppping.recommendations.architecture.OpenApi.Part;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the functions really take and answer is what {@code functions/api/openapi.yaml} says. */
class ContractTest {
    private static final OpenApi API = OpenApi.read();
    private static final String EXPERIMENT = "groups-vs-popular";
    private static final Pattern KNOWN_PARAMETERS =
            Pattern.compile("; (.+) are known here|; no parameter is known here");

    @TempDir
    private static Path folder;

    private static ServedStore store;
    private static ServedStore empty;
    private static Map<String, String> variables;

    @BeforeAll
    static void serve() throws Exception {
        store = ServedStore.trained(folder);
        empty = ServedStore.empty(folder);
        variables = Map.of(
                "name",
                EXPERIMENT,
                "userId",
                "102",
                "version",
                store.get("/models").json().path("current").asText(),
                "productId",
                store.get("/products").json().at("/products/0/productId").asText());
    }

    @AfterAll
    static void stop() {
        store.close();
        empty.close();
    }

    @BeforeEach
    void draft() throws Exception {
        Answer put = store.send("PUT", "/experiments/" + EXPERIMENT, signed(), """
                {"end":"2099-01-01T00:00:00Z","variants":[{"name":"a","model":"popular"},{"name":"b","model":"groups"}]}
                """);
        assertThat(put.status()).as(put.body()).isEqualTo(200);
    }

    static Stream<Operation> operations() {
        return API.operations().stream();
    }

    static Stream<Operation> reads() {
        return operations().filter(operation -> operation.method().equals("GET"));
    }

    static Stream<Operation> readsWithCheckedQuery() {
        return reads().filter(operation -> !operation.path().equals("/health"));
    }

    static Stream<Arguments> queryParameters() {
        return reads().flatMap(operation ->
                operation.parameters("query").stream().map(parameter -> Arguments.of(operation, parameter)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_is_answered_as_documented(Operation operation) throws Exception {
        List<String> bodies = operation.bodies().map(JsonNode::toString).toList();
        for (String body : bodies.isEmpty() ? List.of("") : bodies) {
            assertSucceeds(operation, store.send(operation.method(), target(operation, Map.of()), signed(), body));
        }
    }

    @ParameterizedTest
    @MethodSource("queryParameters")
    void a_documented_parameter_is_taken(Operation operation, Part parameter) throws Exception {
        // A version is made with each run, so the document's example is none of this store's.
        String value =
                variables.getOrDefault(name(parameter), text(parameter.json().path("example")));
        assertSucceeds(operation, store.get(target(operation, Map.of(name(parameter), value))));
    }

    @ParameterizedTest
    @MethodSource("readsWithCheckedQuery")
    void no_other_parameter_is_taken_than_those_that_are_documented(Operation operation) throws Exception {
        Answer answer = store.get(target(operation, Map.of("nonsense", "1")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(operation.violations(answer)).isEmpty();
        Matcher known = KNOWN_PARAMETERS.matcher(answer.json().path("detail").asText());
        assertThat(known.find()).as(answer.body()).isTrue();
        assertThat(
                        known.group(1) == null
                                ? new TreeSet<>()
                                : new TreeSet<>(List.of(known.group(1).split(", "))))
                .isEqualTo(operation.parameters("query").stream()
                        .map(ContractTest::name)
                        .collect(toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("queryParameters")
    void a_documented_limit_is_the_limit(Operation operation, Part parameter) throws Exception {
        JsonNode schema = parameter.child("schema").json();
        List<String> within = new ArrayList<>();
        List<String> beyond = new ArrayList<>();
        if (schema.path("type").asText().equals("integer")) {
            within.addAll(List.of(
                    schema.path("minimum").asText(), schema.path("maximum").asText()));
            beyond.add(String.valueOf(schema.path("minimum").asLong() - 1));
            beyond.add(String.valueOf(schema.path("maximum").asLong() + 1));
            beyond.addAll(List.of("1.5", "+1", "٥", "ten", ""));
        } else if (schema.has("maxItems")) {
            within.add(ids(schema.path("maxItems").asInt()));
            beyond.add(ids(schema.path("maxItems").asInt() + 1));
            beyond.addAll(List.of("1,,2", "1,", " "));
        } else if (schema.has("maxLength")) {
            within.add("x".repeat(schema.path("maxLength").asInt()));
            beyond.add("x".repeat(schema.path("maxLength").asInt() + 1));
            beyond.addAll(List.of("", " ", "\u0000", "a\nb"));
        } else {
            beyond.addAll(List.of("nonsense", "", "-1"));
        }

        for (String value : within) {
            assertSucceeds(operation, store.get(target(operation, Map.of(name(parameter), value))));
        }
        for (String value : beyond) {
            Answer answer = store.get(target(operation, Map.of(name(parameter), value)));
            assertThat(answer.status()).as(name(parameter) + "=" + value).isEqualTo(400);
            assertThat(answer.json().path("parameter").asText()).isEqualTo(name(parameter));
            assertThat(operation.violations(answer)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("reads")
    void what_a_client_has_is_not_sent_again_where_that_is_documented(Operation operation) throws Exception {
        Answer first = store.get(target(operation, Map.of()));
        boolean documented =
                operation.parameters("header").stream().map(ContractTest::name).anyMatch("If-None-Match"::equals);

        assertThat(first.header("ETag").isPresent()).isEqualTo(documented);
        assertThat(operation.json().child("responses").json().has("304")).isEqualTo(documented);
        if (documented) {
            Answer second = store.send(
                    "GET",
                    target(operation, Map.of()),
                    Map.of("If-None-Match", first.header("ETag").orElseThrow()),
                    "");
            assertThat(second.status()).isEqualTo(304);
            assertThat(operation.violations(second)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("reads")
    void before_anything_is_published_there_is_a_503_that_says_when_to_come_back(Operation operation) throws Exception {
        Answer answer = empty.get(target(operation, Map.of()));

        assertThat(operation.violations(answer)).isEmpty();
        if (operation.path().startsWith("/experiments")) {
            assertThat(answer.status()).isIn(200, 404);
        } else {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).contains("5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE", "BREW"})
    void another_method_is_told_which_ones_there_are(String method) throws Exception {
        Map<String, TreeSet<String>> methods = new HashMap<>();
        operations()
                .forEach(operation -> methods.computeIfAbsent(operation.path(), path -> new TreeSet<>())
                        .add(operation.method()));
        for (Map.Entry<String, TreeSet<String>> path : methods.entrySet()) {
            if (!path.getValue().contains(method)) {
                Answer answer = store.send(method, filled(path.getKey()), signed(), "");
                assertThat(answer.status()).as(method + " " + path.getKey()).isEqualTo(405);
                assertThat(answer.header("Allow")).contains(String.join(", ", path.getValue()));
                assertThat(
                                method.equals("HEAD")
                                        ? List.of()
                                        : API.otherAnswer("otherMethod").violations(answer))
                        .isEmpty();
            }
        }
    }

    @Test
    void no_browser_takes_an_answer_for_anything_but_json() throws Exception {
        List<Answer> answers = new ArrayList<>(List.of(
                store.get("/recommendations?limit=%3Cscript%3E"),
                store.get("/nothing"),
                empty.get("/recommendations")));
        for (Operation operation : operations().toList()) {
            answers.add(store.send(operation.method(), target(operation, Map.of()), signed(), ""));
        }

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.header("Content-Type").orElseThrow())
                        .matches("application/(problem\\+)?json"))
                .allSatisfy(answer ->
                        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void who_has_no_signature_is_forbidden_where_it_is_asked_for(Operation operation) throws Exception {
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(), Map.of("Authorization", "Bearer"), Map.of("Authorization", "Basic YQ=="))) {
            Answer answer = store.send(operation.method(), target(operation, Map.of()), headers, "");

            assertThat(answer.status() == 403).isEqualTo(operation.signed());
            assertThat(operation.violations(answer)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "/recommendations?viewed=%00 -> 400",
                "/recommendations?userId=%FF%FE -> 400",
                "/recommendations?userId=%ED%A0%80 -> 400",
                "/recommendations?userId -> 400",
                "/recommendations?=x -> 400",
                "/recommendations?%00=1 -> 400",
                "/recommendations?limit=5&limit=6 -> 400",
                "/recommendations?limit=0x10 -> 400",
                "/recommendations?minPrice=1e3 -> 400",
                "/recommendations?minPrice=NaN -> 400",
                "/recommendations?minPrice=2&maxPrice=1 -> 400",
                "/recommendations?category=%0D%0ASet-Cookie:a=b -> 400",
                "/recommendations?&&& -> 200",
                "/products?offset=99999999999999999999 -> 400",
                "/products/%00 -> 400",
                "/products/%20 -> 400",
                "/products/%FF/recommendations -> 400",
                "/products/..%2F..%2Fetc%2Fpasswd -> 404",
                "/models/%E2%80%AE -> 404",
                "/models/current -> 404",
                "/experiments/%F0%9F%98%80 -> 404",
                "/experiments/none/assignment?visitorId=1 -> 404"
            })
    void nonsense_has_a_documented_answer(String target, int status) throws Exception {
        Answer answer = store.get(target);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(operationOf(target).violations(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//x/health",
                "/recommendations/",
                "/Recommendations",
                "/products//recommendations",
                "/%00",
                "/a/b/c"
            })
    void a_path_that_is_none_is_a_documented_404(String target) throws Exception {
        Answer answer = store.get(target);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(API.otherAnswer("otherPath").violations(answer)).isEmpty();
    }

    @Test
    void what_is_too_long_is_refused_by_the_gateway_as_documented() throws Exception {
        Operation operation = operationOf("/recommendations");
        Answer line = store.get("/recommendations?userId=" + "x".repeat(11_000));
        Answer headers = store.send("GET", "/recommendations", Map.of("X-Long", "x".repeat(11_000)), "");

        assertThat(List.of(line.status(), headers.status())).containsExactly(414, 431);
        assertThat(operation.violations(line)).isEmpty();
        assertThat(operation.violations(headers)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "application/json -> {\"events\":[{\"type\":\"view\"}]} -> 400",
                "application/json -> {\"events\":[]} -> 400",
                "application/json -> [] -> 400",
                "application/json -> { -> 400",
                "application/json -> {\"events\":[{\"type\":\"view\",\"productId\":1,\"sessionId\":1},{}]} -> 202",
                "text/plain -> {} -> 415",
                "application/json;charset=x -> {\"events\":[1]} -> 400"
            })
    void bodies_of_events_have_documented_answers(String type, String body, int status) throws Exception {
        Answer answer = store.send("POST", "/events", Map.of("Content-Type", type), body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(operation("POST", "/events").violations(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, 11_000_000})
    void a_body_of_events_that_is_too_large_has_a_documented_answer(int bytes) throws Exception {
        Answer answer = store.send("POST", "/events", Map.of("Content-Type", "application/json"), " ".repeat(bytes));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(operation("POST", "/events").violations(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"variants\":[]}",
                "{\"end\":\"2099-01-01T00:00:00Z\",\"variants\":[{\"name\":\"a\",\"model\":\"groups\",\"weight\":1.5},{\"name\":\"b\",\"model\":\"groups\"}]}",
                "{\"end\":\"2099-01-01T00:00:00Z\",\"variants\":[{\"name\":\"a\",\"model\":\"groups\"},{\"name\":\"b\",\"model\":\"groups\"}]} {}",
                "{\"end\":\"2099-01-01T00:00:00Z\",\"trafficShare\":1e999,\"variants\":[{\"name\":\"a\",\"model\":\"groups\"},{\"name\":\"b\",\"model\":\"groups\"}]}",
                "{\"end\":\"tomorrow\",\"variants\":[{\"name\":\"a\",\"model\":\"groups\"},{\"name\":\"b\",\"model\":\"groups\"}]}"
            })
    void a_wish_that_breaks_its_schema_is_refused(String body) throws Exception {
        Answer answer = store.send("PUT", "/experiments/broken", signed(), body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(operation("PUT", "/experiments/{name}").violations(answer)).isEmpty();
        assertThat(store.get("/experiments/broken").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("novels")
    void a_novel_in_a_wish_is_not_sent_back(String body) throws Exception {
        Answer answer = store.send("PUT", "/experiments/broken", signed(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).hasSizeLessThan(5_000);
        assertThat(operation("PUT", "/experiments/{name}").violations(answer)).isEmpty();
    }

    static Stream<String> novels() {
        String novel = "\"" + "x".repeat(7_000_000) + "\"";
        String variants =
                "{\"end\":\"2099-01-01T00:00:00Z\",\"variants\":[{\"name\":\"a\",\"model\":\"b\"},{\"name\":%s}]}";
        return Stream.of(
                "{\"salt\":%s,\"variants\":[]}".formatted(novel),
                "{\"status\":%s,\"end\":\"2099-01-01T00:00:00Z\",\"variants\":[{\"name\":\"a\",\"model\":\"b\"},{\"name\":\"b\",\"model\":\"b\"}]}"
                        .formatted(novel),
                "{\"end\":%s,\"variants\":[]}".formatted(novel),
                "{\"trafficShare\":%s,\"variants\":[]}".formatted(novel),
                "{\"variants\":%s}".formatted(novel),
                "{\"variants\":[%s]}".formatted(novel),
                "{\"variants\":[{\"version\":%s}]}".formatted(novel),
                "{%s:1}".formatted(novel),
                variants.formatted(novel),
                "{\"variants\":[" + "{},".repeat(300_000) + "{}]}");
    }

    private static void assertSucceeds(Operation operation, Answer answer) {
        assertThat(operation.violations(answer)).isEmpty();
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    }

    /** The operation's path and query: what is required, and more. */
    private static String target(Operation operation, Map<String, String> more) {
        Map<String, String> query = new HashMap<>();
        operation.parameters("query").stream()
                .filter(parameter -> parameter.json().path("required").asBoolean())
                .forEach(parameter ->
                        query.put(name(parameter), text(parameter.json().path("example"))));
        query.putAll(more);
        List<String> pairs = query.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .toList();
        return filled(operation.path()) + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    private static String filled(String path) {
        String filled = path;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            filled = filled.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        return filled;
    }

    private static Operation operation(String method, String path) {
        return operations()
                .filter(operation -> operation.routeKey().equals(method + " " + path))
                .findFirst()
                .orElseThrow();
    }

    /** The operation that a target is meant for, with any text in the place of variables. */
    private static Operation operationOf(String target) {
        String path = target.split("\\?", 2)[0];
        return reads().filter(operation -> path.matches(operation.path().replaceAll("\\{\\w+}", "[^/]+")))
                .findFirst()
                .orElseThrow();
    }

    private static String name(Part parameter) {
        return parameter.json().path("name").asText();
    }

    private static String text(JsonNode example) {
        List<String> texts = new ArrayList<>();
        example.forEach(item -> texts.add(item.asText()));
        return example.isArray() ? String.join(",", texts) : example.asText();
    }

    private static String ids(int count) {
        return String.join(
                ",", IntStream.range(0, count).mapToObj(String::valueOf).toList());
    }

    private static Map<String, String> signed() {
        return Map.of("Authorization", ServedStore.TOKEN, "Content-Type", "application/json");
    }
}
