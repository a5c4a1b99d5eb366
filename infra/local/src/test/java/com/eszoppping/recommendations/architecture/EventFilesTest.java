package com.eszoppping.recommendations.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code events/} are what the services really send. */
final class EventFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Repository.file("events"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    static Stream<Path> apiEvents() throws IOException {
        return files().filter(file -> read(file).has("routeKey"));
    }

    @Test
    void the_readme_names_every_file() throws IOException {
        String readme = Files.readString(Repository.file("events/README.md"));

        assertThat(Pattern.compile("(?m)^\\| `([\\w-]+\\.json)`")
                        .matcher(readme)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        files().map(file -> file.getFileName().toString()).toList());
    }

    @ParameterizedTest
    @MethodSource("apiEvents")
    void an_api_event_comes_by_a_route_of_the_template(Path file) throws IOException {
        JsonNode event = read(file);

        Template template = Template.read();
        assertThat(template.functions().keySet().stream().map(template::events).flatMap(TemplateTest::routes))
                .contains(event.path("routeKey").asText());
        assertThat(event.path("requestContext").path("routeKey")).isEqualTo(event.path("routeKey"));
    }

    @ParameterizedTest
    @MethodSource("apiEvents")
    void an_api_event_says_the_same_thing_in_both_places(Path file) {
        JsonNode event = read(file);
        JsonNode http = event.path("requestContext").path("http");

        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(http.path("path")).isEqualTo(event.path("rawPath"));
        assertThat(event.path("routeKey").asText())
                .isIn("$default", http.path("method").asText() + " " + templateOfPath(event));
        assertThat(decoded(event.path("rawQueryString").asText())).isEqualTo(parameters(event));
    }

    /** The path with the names of its variables in the place of their values. */
    private static String templateOfPath(JsonNode event) {
        String path = event.path("rawPath").asText();
        for (Map.Entry<String, JsonNode> variable : event.path("pathParameters").properties()) {
            path = path.replace("/" + variable.getValue().asText(), "/{" + variable.getKey() + "}");
        }
        return path;
    }

    /** API Gateway leaves them out where there are none. */
    private static Map<String, String> parameters(JsonNode event) {
        return event.path("queryStringParameters").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, parameter -> parameter.getValue().asText()));
    }

    private static Map<String, String> decoded(String query) {
        return Pattern.compile("&")
                .splitAsStream(query)
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], UTF_8), pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
