package com.eszoppping.recommendations.architecture;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code functions/api/openapi.yaml}: what the API promises. */
public final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IRI = "https://openapi.test/openapi.json";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode root;
    private final JsonSchemaFactory schemas;
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private OpenApi(JsonNode root) {
        this.root = root;
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                factory -> factory.schemaLoaders(loaders -> loaders.schemas(Map.of(IRI, root.toString()))));
    }

    /** The document as it is in the project. */
    public static OpenApi read() {
        try {
            String text = Files.readString(Repository.file("functions/api/openapi.yaml"));
            return new OpenApi(JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole document. */
    public Part root() {
        return new Part("");
    }

    /** Every operation, in the document's order. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root().child("paths")
                .children()
                .forEach((path, item) -> METHODS.stream()
                        .filter(method -> item.json().has(method))
                        .forEach(method -> operations.add(
                                new Operation(method.toUpperCase(Locale.ROOT), path, item.child(method)))));
        return operations;
    }

    /** An answer that belongs to no operation. */
    public Part otherAnswer(String name) {
        return root().child("x-other-answers").child(name);
    }

    /** A place in the document, where references have been followed. */
    public final class Part {
        private final String pointer;

        private Part(String pointer) {
            JsonNode reference = root.at(JsonPointer.compile(pointer)).path("$ref");
            this.pointer = reference.isTextual() ? reference.textValue().substring(1) : pointer;
        }

        /** What is there. */
        public JsonNode json() {
            return root.at(JsonPointer.compile(pointer));
        }

        /** A member, by its name or its place in a list. */
        public Part child(Object name) {
            return new Part(pointer + "/" + name.toString().replace("~", "~0").replace("/", "~1"));
        }

        /** All members by their names, or by their places in a list. */
        public Map<String, Part> children() {
            Map<String, Part> children = new LinkedHashMap<>();
            if (json().isArray()) {
                for (int place = 0; place < json().size(); place++) {
                    children.put(String.valueOf(place), child(place));
                }
            } else {
                json().fieldNames().forEachRemaining(name -> children.put(name, child(name)));
            }
            return children;
        }

        /** What of this schema a value breaks. */
        public List<String> violations(JsonNode value) {
            return schemas.getSchema(SchemaLocation.of(IRI + "#" + pointer), config).validate(value).stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        }

        /** What of this response an answer breaks. */
        public List<String> violations(Answer answer) {
            List<String> violations = new ArrayList<>();
            child("headers").children().forEach((name, header) -> {
                Optional<String> value = answer.header(name);
                if (value.isEmpty() && header.json().path("required").asBoolean()) {
                    violations.add("the header " + name + " is missing");
                }
                value.ifPresent(text -> header.child("schema")
                        .violations(parsed(text, header.child("schema")))
                        .forEach(violation -> violations.add(name + violation)));
            });
            if (!json().has("content")) {
                return answer.body().isEmpty() ? violations : List.of("there is a body: " + answer.body());
            }
            String type = answer.header("Content-Type").orElse("none");
            if (!child("content").json().has(type)) {
                return List.of("the content type is " + type);
            }
            violations.addAll(child("content").child(type).child("schema").violations(parsed(answer.body())));
            return violations;
        }

        @Override
        public String toString() {
            return pointer;
        }
    }

    /** A method of a path. */
    public record Operation(String method, String path, Part json) {
        /** As API Gateway names the route. */
        public String routeKey() {
            return method + " " + path;
        }

        /** Its parameters of a kind: {@code query}, {@code path} or {@code header}. */
        public List<Part> parameters(String in) {
            return json.child("parameters").children().values().stream()
                    .filter(parameter -> parameter.json().path("in").asText().equals(in))
                    .toList();
        }

        /** Whether requests must be signed. */
        public boolean signed() {
            return !json.json().path("security").isMissingNode();
        }

        /** The bodies that it shows as examples. */
        public Stream<JsonNode> bodies() {
            return json
                    .child("requestBody")
                    .child("content")
                    .child("application/json")
                    .child("examples")
                    .children()
                    .values()
                    .stream()
                    .map(example -> example.json().path("value"));
        }

        /** What of the documented answers an answer breaks; an undocumented status does. */
        public List<String> violations(Answer answer) {
            Part responses = json.child("responses");
            String status = String.valueOf(answer.status());
            return responses.json().has(status)
                    ? responses.child(status).violations(answer)
                    : List.of("the status " + status + " is not documented: " + answer.body());
        }

        @Override
        public String toString() {
            return routeKey();
        }
    }

    /**
     * What came back.
     *
     * @param headers by lower-case name
     */
    public record Answer(int status, Map<String, String> headers, String body) {
        /** A header; its name in any case. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** The body as JSON; missing if there is none. */
        public JsonNode json() {
            return parsed(body);
        }
    }

    /** A header's value: a number where a number is expected. */
    private static JsonNode parsed(String text, Part schema) {
        return schema.json().path("type").asText().equals("integer") ? parsed(text) : JSON.valueToTree(text);
    }

    private static JsonNode parsed(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("This is not JSON: " + text, e);
        }
    }
}
