package com.eszoppping.recommendations.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A template as CloudFormation sees it: SAM translated, parameters and conditions resolved.
 *
 * @param resources by their logical names
 */
record Translated(Map<String, JsonNode> resources) {
    static Translated of(String template, String... parameters) throws IOException, InterruptedException {
        List<String> arguments =
                Stream.concat(Stream.of(template), Stream.of(parameters)).toList();
        String json = TemplateTool.run("translate", arguments.toArray(String[]::new));
        Map<String, JsonNode> resources = new TreeMap<>();
        new ObjectMapper()
                .readTree(json)
                .path("Resources")
                .properties()
                .forEach(resource -> resources.put(resource.getKey(), resource.getValue()));
        return new Translated(resources);
    }

    /** The properties of all resources of a type, by their names. */
    Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        resources.forEach((name, resource) -> {
            if (resource.path("Type").asText().equals(type)) {
                found.put(name, resource.path("Properties"));
            }
        });
        return found;
    }

    JsonNode properties(String name) {
        if (!resources.containsKey(name)) {
            throw new AssertionError("There is no resource " + name + ", but " + resources.keySet() + ".");
        }
        return resources.get(name).path("Properties");
    }

    /** The statements of a role, or of a policy beside it. */
    static List<JsonNode> statements(JsonNode role) {
        Stream<JsonNode> documents = role.has("PolicyDocument")
                ? Stream.of(role.path("PolicyDocument"))
                : texts(role.path("Policies")).map(policy -> policy.path("PolicyDocument"));
        return documents.flatMap(document -> texts(document.path("Statement"))).toList();
    }

    /** What a statement has one or many of. */
    static Stream<JsonNode> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany);
    }

    /** What {@code !GetAtt name.attribute} becomes. */
    static boolean isAttribute(JsonNode value, String name, String attribute) {
        JsonNode reference = value.path("Fn::GetAtt");
        return reference.path(0).asText().equals(name)
                && reference.path(1).asText().equals(attribute);
    }

    /** What {@code !Ref name} becomes. */
    static boolean isReference(JsonNode value, String name) {
        return value.path("Ref").asText().equals(name);
    }
}
