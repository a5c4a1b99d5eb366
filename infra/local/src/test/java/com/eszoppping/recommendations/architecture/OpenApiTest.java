package com.eszoppping.recommendations.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.architecture.OpenApi.Operation;
import com.eszoppping.recommendations.architecture.OpenApi.Part;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API's document, the template and the events say the same. What the functions really answer is {@code ContractTest}'s. */
final class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OpenApi API = OpenApi.read();

    static Stream<Operation> operations() {
        return API.operations().stream();
    }

    static Stream<Path> events() throws IOException {
        return EventFilesTest.apiEvents();
    }

    @Test
    void every_route_of_the_template_is_documented_and_no_other() throws IOException {
        assertThat(operations().map(Operation::routeKey))
                .containsExactlyInAnyOrderElementsOf(routes(Template.read(), "")
                        .filter(route -> !route.equals("$default"))
                        .toList());
    }

    @Test
    void what_must_be_signed_is_documented_so() throws IOException {
        assertThat(operations().filter(Operation::signed).map(Operation::routeKey))
                .containsExactlyInAnyOrderElementsOf(
                        routes(Template.read(), "Authorizer=AWS_IAM").toList());
    }

    /** The routes of all functions whose events say something. */
    private static Stream<String> routes(Template template, String word) {
        return template.functions().keySet().stream()
                .map(template::events)
                .flatMap(events -> events.entrySet().stream())
                .filter(event -> event.getValue().toString().contains(word))
                .flatMap(event -> TemplateTest.routes(Map.of(event.getKey(), event.getValue())));
    }

    @Test
    void every_operation_has_an_event() throws IOException {
        Set<String> routes = new TreeSet<>();
        for (Path file : events().toList()) {
            routes.add(JSON.readTree(file.toFile()).path("routeKey").asText());
        }

        assertThat(routes).containsAll(operations().map(Operation::routeKey).toList());
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_has_documented_parameters_and_a_documented_body(Path file) throws IOException {
        JsonNode event = JSON.readTree(file.toFile());
        operations()
                .filter(operation ->
                        operation.routeKey().equals(event.path("routeKey").asText()))
                .forEach(operation -> {
                    assertThat(names(operation, "query")).containsAll(event.path("queryStringParameters")::fieldNames);
                    assertThat(names(operation, "path"))
                            .containsExactlyInAnyOrderElementsOf(event.path("pathParameters")::fieldNames);
                    assertThat(event.has("body"))
                            .isEqualTo(operation.json().json().has("requestBody"));
                });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_path_names_its_parameters(Operation operation) {
        assertThat(names(operation, "path"))
                .isEqualTo(Stream.of(operation.path().split("/"))
                        .filter(part -> part.startsWith("{"))
                        .map(part -> part.substring(1, part.length() - 1))
                        .collect(toSet()));
    }

    @Test
    void examples_fit_their_schemas() {
        List<String> violations = new ArrayList<>();
        List<Part> examined = new ArrayList<>();
        visit(API.root(), part -> {
            examples(part).forEach((schema, examples) -> {
                examined.add(schema);
                examples.forEach(example ->
                        schema.violations(example).forEach(violation -> violations.add(part + ": " + violation)));
            });
        });

        assertThat(violations).isEmpty();
        assertThat(examined).hasSizeGreaterThan(50);
    }

    /** The examples of a parameter, header, media type or schema. */
    private static Map<Part, List<JsonNode>> examples(Part part) {
        JsonNode json = part.json();
        if (json.has("schema") && json.has("example")) {
            return Map.of(part.child("schema"), List.of(json.path("example")));
        }
        if (json.has("schema") && json.has("examples")) {
            return Map.of(part.child("schema"), json.path("examples").findValues("value"));
        }
        List<JsonNode> ofSchema = new ArrayList<>();
        if (json.path("examples").isArray()) {
            json.path("examples").forEach(ofSchema::add);
        }
        return Map.of(part, ofSchema);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_answer_with_a_body_and_every_parameter_has_an_example(Operation operation) {
        Stream.of("query", "path", "header")
                .flatMap(in -> operation.parameters(in).stream())
                .forEach(parameter -> assertThat(parameter.json().has("example"))
                        .as(parameter.toString())
                        .isTrue());
        operation.json().child("responses").children().values().stream()
                .flatMap(response -> response.child("content").children().values().stream())
                .forEach(content -> assertThat(content.json().path("examples"))
                        .as(content.toString())
                        .isNotEmpty());
    }

    @Test
    void an_object_has_no_fields_that_are_not_documented() {
        API.root().child("components").child("schemas").children().values().stream()
                .filter(schema -> schema.json().path("type").asText().equals("object"))
                .forEach(schema -> assertThat(
                                schema.json().path("additionalProperties").asText("missing"))
                        .as(schema.toString())
                        .isEqualTo("false"));
    }

    @Test
    void every_component_is_used() {
        Set<String> references = new TreeSet<>();
        references.addAll(API.root().json().findValuesAsText("$ref"));
        API.root()
                .child("components")
                .children()
                .forEach((kind, components) -> components
                        .json()
                        .fieldNames()
                        .forEachRemaining(name -> assertThat(kind.equals("securitySchemes")
                                        || references.contains("#/components/" + kind + "/" + name))
                                .as(kind + " " + name)
                                .isTrue()));
    }

    private static Set<String> names(Operation operation, String in) {
        return operation.parameters(in).stream()
                .map(parameter -> parameter.json().path("name").asText())
                .collect(toSet());
    }

    private static void visit(Part part, Consumer<Part> visitor) {
        visitor.accept(part);
        for (int place = 0; place < part.json().size() && part.json().isArray(); place++) {
            visitUnlessReference(part, place, visitor);
        }
        if (part.json().isObject()) {
            part.json().fieldNames().forEachRemaining(name -> visitUnlessReference(part, name, visitor));
        }
    }

    private static void visitUnlessReference(Part part, Object name, Consumer<Part> visitor) {
        JsonNode child = name instanceof Integer place
                ? part.json().get(place)
                : part.json().get(name.toString());
        if (child.isContainerNode()
                && !child.has("$ref")
                && !List.of("example", "examples").contains(name)) {
            visit(part.child(name), visitor);
        }
    }
}
