package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.architecture.OpenApi.Answer;
import com.eszoppping.recommendations.architecture.Repository;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the storefront and the console beside the API, and what the front says of itself. */
final class SiteTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ServedStore store;

    @BeforeAll
    static void serve() throws IOException {
        store = ServedStore.trained(folder);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/console, text/html; charset=utf-8",
        "/console/, text/html; charset=utf-8",
        "/config.js, text/javascript; charset=utf-8",
        "/common/theme.css, text/css; charset=utf-8",
        "/common/icon.svg, image/svg+xml",
        "/libraries/chart.umd.js, text/javascript; charset=utf-8"
    })
    void a_file_comes_with_its_type_and_what_keeps_pages_safe(String path, String type) throws Exception {
        Answer answer = store.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", type)
                .containsEntry("x-content-type-options", "nosniff")
                .containsKey("content-security-policy");
    }

    @Test
    void deployed_pages_come_with_the_same_headers_but_may_ask_the_api_elsewhere() throws Exception {
        String template = Files.readString(Repository.file("infra/site.yaml"));
        Map<String, String> headers = store.get("/").headers();

        assertThat(template)
                .contains(headers.get("content-security-policy")
                        .replace("; frame-ancestors", "; connect-src 'self' ${ApiUrl}; frame-ancestors"))
                .contains("ReferrerPolicy: " + headers.get("referrer-policy"))
                .contains("ContentTypeOptions:");
    }

    @Test
    void a_file_that_the_browser_has_is_not_sent_again() throws Exception {
        String tag = store.get("/").headers().get("etag");

        Answer again = store.send("GET", "/", Map.of("If-None-Match", tag), "");

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../template.yaml",
                "/%2e%2e/template.yaml",
                "/common/../../template.yaml",
                "/nothing.js",
                "/template.yaml",
                "/common",
                "/common/"
            })
    void what_is_no_file_of_the_site_is_left_to_the_api(String path) throws Exception {
        Answer answer = store.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    }

    @Test
    void the_console_sees_how_fast_routes_answer_and_how_many_lists_fell_back() throws Exception {
        store.get("/recommendations?model=groups&userId=nobody-knows-me");
        store.get("/recommendations?model=popular");
        store.get("/recommendations?limit=-1");

        JsonNode live = JSON.readTree(store.get("/console/live.json").body());

        JsonNode lists = of(live.path("routes"), "GET /recommendations");
        assertThat(lists.path("requests").asInt()).isEqualTo(3);
        assertThat(lists.path("clientErrors").asInt()).isEqualTo(1);
        assertThat(lists.path("p99Milliseconds").asDouble()).isPositive();
        assertThat(live.at("/lists/served").asInt()).isEqualTo(2);
        assertThat(live.at("/lists/fallbacks").findValuesAsText("fallback")).containsExactly("NONE", "STORE");
        assertThat(live.at("/lists/fallbacks/1/share").asDouble()).isEqualTo(0.5);
        assertThat(live.path("lastMinutes").findValues("fallbackShare"))
                .extracting(JsonNode::asDouble)
                .containsAnyOf(0.5, 1.0); // of five seconds, in which the other list may be as well
    }

    private static JsonNode of(JsonNode routes, String key) {
        for (JsonNode route : routes) {
            if (route.path("route").asText().equals(key)) {
                return route;
            }
        }
        throw new AssertionError("No figures of " + key + " in " + routes);
    }
}
