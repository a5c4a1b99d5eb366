package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment from its draft to its end, through the functions as the gateway calls them. */
class ExperimentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final String SPLIT = """
            {"status":"%s","end":"2027-01-01T00:00:00Z","variants":[
             {"name":"control","model":"popular","weight":1},{"name":"new","model":"groups","weight":1}]}
            """;

    @TempDir
    private static Path data;

    @TempDir
    private Path store;

    private final List<String> exposures = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T03:00:00Z");
    private SqliteTable table;
    private RequestStreamHandler admin;
    private RequestStreamHandler api;

    @BeforeAll
    static void generate() throws IOException {
        Stores.generate(data, 1_500, false);
    }

    @BeforeEach
    void train() throws IOException {
        InstantSource clock = () -> now;
        FolderBucket bucket = new FolderBucket(data, store);
        table = new SqliteTable(store.resolve("versions.db"));
        new Training(bucket, table, clock, Progress.none()).run(TrainingRequest.of(Optional.of(now)), Deadline.never());
        admin = new AdminFunction(table, bucket, clock);
        api = new ApiFunction(table, REFRESH, exposures::add, "salt", clock);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void a_running_experiment_decides_by_visitor_and_each_list_is_noted_under_a_pseudonym() throws IOException {
        assertThat(put("groups-vs-popular", SPLIT.formatted("RUNNING"))
                        .path("status")
                        .asText())
                .isEqualTo("RUNNING");
        now = now.plus(REFRESH);

        Map<String, Integer> visitors = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            JsonNode answer = recommendations(Map.of("visitorId", "v" + i, "limit", "3"));
            String variant = answer.at("/experiment/variant").asText();
            assertThat(answer.path("model").asText()).isEqualTo(variant.equals("control") ? "popular" : "groups");
            assertThat(recommendations(Map.of("visitorId", "v" + i))
                            .at("/experiment/variant")
                            .asText())
                    .isEqualTo(variant);
            visitors.merge(variant, 1, Integer::sum);
        }

        assertThat(visitors).containsOnlyKeys("control", "new");
        assertThat(visitors.get("control")).isBetween(65, 135);
        assertThat(exposures).hasSize(400).noneMatch(line -> line.contains("\"v7\""));
        JsonNode noted = JSON.readTree(exposures.get(0));
        assertThat(noted.path("experiment").asText()).isEqualTo("groups-vs-popular");
        assertThat(noted.path("visitor").asText()).matches("[0-9a-f]{32}");
        assertThat(noted.path("products")).hasSize(3);
    }

    @Test
    void a_variants_lists_are_as_diverse_as_its_settings_say_unless_the_request_says_otherwise() throws IOException {
        put("mixed", """
                {"status":"RUNNING","end":"2027-01-01T00:00:00Z","variants":[
                 {"name":"control","model":"popular"},{"name":"mixed","model":"popular","settings":{"diversity":1}}]}
                """);
        now = now.plus(REFRESH);
        JsonNode plain = recommendations(Map.of("model", "popular")).path("items");
        JsonNode mixed =
                recommendations(Map.of("model", "popular", "diversity", "1")).path("items");
        assertThat(mixed).isNotEqualTo(plain);

        for (int i = 0; i < 20; i++) {
            JsonNode answer = recommendations(Map.of("visitorId", "v" + i));
            boolean isMixed = answer.at("/experiment/variant").asText().equals("mixed");
            assertThat(answer.path("items")).isEqualTo(isMixed ? mixed : plain);
            assertThat(recommendations(Map.of("visitorId", "v" + i, "diversity", "0"))
                            .path("items"))
                    .isEqualTo(plain);
        }
    }

    @Test
    void who_names_a_model_or_nobody_takes_no_part() throws IOException {
        put("groups-vs-popular", SPLIT.formatted("RUNNING"));
        now = now.plus(REFRESH);

        assertThat(recommendations(Map.of("visitorId", "v1", "model", "popular"))
                        .path("experiment")
                        .isNull())
                .isTrue();
        assertThat(recommendations(Map.of()).path("experiment").isNull()).isTrue();
        assertThat(JSON.readTree(exposures.get(1)).path("visitor").isNull()).isTrue();
    }

    @Test
    void a_draft_decides_nothing_and_a_stopped_one_neither() throws IOException {
        put("groups-vs-popular", SPLIT.formatted("DRAFT"));
        now = now.plus(REFRESH);
        assertThat(recommendations(Map.of("visitorId", "v1")).path("experiment").isNull())
                .isTrue();

        put("groups-vs-popular", SPLIT.formatted("RUNNING"));
        JsonNode stopped = put("groups-vs-popular", SPLIT.formatted("STOPPED"));
        now = now.plus(REFRESH);

        assertThat(recommendations(Map.of("visitorId", "v1")).path("experiment").isNull())
                .isTrue();
        assertThat(stopped.path("history").findValuesAsText("kind")).containsExactly("CREATED", "STARTED", "STOPPED");
        assertThat(Files.readString(store.resolve("control/experiments.json"))).contains("STOPPED");
    }

    @Test
    void an_assignment_can_be_asked_for_and_is_the_one_that_decides() throws IOException {
        put("groups-vs-popular", SPLIT.formatted("RUNNING"));
        now = now.plus(REFRESH);

        JsonNode assignment = Functions.body(Functions.call(
                api,
                "GET /experiments/{name}/assignment",
                Map.of("name", "groups-vs-popular"),
                Map.of("visitorId", "v1"),
                null));

        assertThat(assignment.path("running").asBoolean()).isTrue();
        assertThat(recommendations(Map.of("visitorId", "v1"))
                        .at("/experiment/variant")
                        .asText())
                .isEqualTo(assignment.path("variant").asText());
    }

    @Test
    void a_variant_whose_version_is_gone_gives_its_visitors_what_everybody_gets() throws IOException {
        put("old-vs-new", """
                {"status":"RUNNING","end":"2027-01-01T00:00:00Z","variants":[
                 {"name":"a","model":"groups","version":"20250101T000000Z-00000000"},
                 {"name":"b","model":"groups","version":"20250101T000000Z-00000000"}]}
                """);
        now = now.plus(REFRESH);

        JsonNode answer = recommendations(Map.of("visitorId", "v1"));

        assertThat(answer.path("experiment").isNull()).isTrue();
        assertThat(answer.path("items")).isNotEmpty();
    }

    @Test
    void what_may_not_be_is_refused_with_everything_that_is_wrong() throws IOException {
        JsonNode refused = Functions.call(admin, "PUT /experiments/{name}", Map.of("name", "x"), Map.of(), """
                {"variants":[{"name":"A B","model":"popular","weight":0}],"end":"2020-01-01T00:00:00Z","trafficShare":2}
                """);
        assertThat(refused.path("statusCode").asInt()).isEqualTo(400);
        assertThat(Functions.body(refused).path("detail").asText())
                .contains("variants is a list of 1", "variants[0].name", "variants[0].weight", "trafficShare", "end");

        assertThat(Functions.call(admin, "PUT /experiments/{name}", Map.of("name", "x"), Map.of(), "{\"color\":1}")
                        .path("body")
                        .asText())
                .contains("no field 'color'");
        assertThat(Functions.call(admin, "DELETE /experiments/{name}", Map.of("name", "none"), Map.of(), null)
                        .path("statusCode")
                        .asInt())
                .isEqualTo(404);
    }

    @Test
    void a_body_that_the_gateway_encoded_is_read_as_well() throws IOException {
        ObjectNode event = JSON.createObjectNode()
                .put("routeKey", "PUT /experiments/{name}")
                .put("isBase64Encoded", true)
                .put(
                        "body",
                        Base64.getEncoder()
                                .encodeToString(SPLIT.formatted("DRAFT").getBytes(StandardCharsets.UTF_8)));
        event.putObject("pathParameters").put("name", "encoded");

        assertThat(Functions.body(Functions.call(admin, event)).path("status").asText())
                .isEqualTo("DRAFT");
    }

    @Test
    void a_second_experiment_may_not_run_beside_the_first_and_a_running_one_not_be_deleted() throws IOException {
        put("first", SPLIT.formatted("RUNNING"));

        JsonNode second = Functions.call(
                admin, "PUT /experiments/{name}", Map.of("name", "second"), Map.of(), SPLIT.formatted("RUNNING"));
        assertThat(second.path("statusCode").asInt()).isEqualTo(400);
        assertThat(Functions.body(second).path("detail").asText()).contains("first");

        JsonNode deleted = Functions.call(admin, "DELETE /experiments/{name}", Map.of("name", "first"), Map.of(), null);
        assertThat(deleted.path("statusCode").asInt()).isEqualTo(400);
        put("first", SPLIT.formatted("STOPPED"));
        assertThat(Functions.call(admin, "DELETE /experiments/{name}", Map.of("name", "first"), Map.of(), null)
                        .path("statusCode")
                        .asInt())
                .isEqualTo(200);
    }

    private JsonNode put(String name, String experiment) throws IOException {
        JsonNode answer = Functions.call(admin, "PUT /experiments/{name}", Map.of("name", name), Map.of(), experiment);
        assertThat(answer.path("statusCode").asInt())
                .as(answer.path("body").asText())
                .isEqualTo(200);
        return Functions.body(answer);
    }

    private JsonNode recommendations(Map<String, String> query) throws IOException {
        return Functions.body(Functions.call(api, "GET /recommendations", Map.of(), query, null));
    }
}
