package com.eszoppping.recommendations.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * {@code template.yaml}, read as plain lists, maps and texts: of {@code !Sub "${Bucket.Arn}/x"} the text stays.
 *
 * @param root the whole file
 */
record Template(Map<?, ?> root) {
    static Template read() throws IOException {
        return read("template.yaml");
    }

    /** Another template, by its path. */
    static Template read(String path) throws IOException {
        return new Template(new Yaml(new WithoutTags()).load(Files.readString(Repository.file(path))));
    }

    /** The properties of every function, by its logical name; each has those of the section Globals as well. */
    Map<String, Map<?, ?>> functions() {
        Map<String, Map<?, ?>> functions = new TreeMap<>();
        map(root, "Resources").forEach((name, resource) -> {
            if ("AWS::Serverless::Function".equals(((Map<?, ?>) resource).get("Type"))) {
                functions.put((String) name, map((Map<?, ?>) resource, "Properties"));
            }
        });
        return functions;
    }

    /** The properties of a resource. */
    Map<?, ?> properties(String resource) {
        return map(map(map(root, "Resources"), resource), "Properties");
    }

    /** The environment variables of a function, with those that all functions have. */
    Map<Object, Object> environment(String function) {
        Map<Object, Object> variables = new TreeMap<>();
        for (Map<?, ?> properties :
                List.of(map(map(root, "Globals"), "Function"), functions().get(function))) {
            variables.putAll(map(map(properties, "Environment"), "Variables"));
        }
        return variables;
    }

    /** What a function's role is allowed to do. */
    Stream<Statement> statements(String function) {
        String role = functions().get(function).get("Role").toString().replace(".Arn", "");
        return list(properties(role).get("Policies")).stream()
                .map(policy -> map((Map<?, ?>) policy, "PolicyDocument"))
                .flatMap(policy -> list(policy.get("Statement")).stream())
                .map(statement -> Statement.of((Map<?, ?>) statement));
    }

    /** The events that start a function, by their names. */
    Map<?, ?> events(String function) {
        return map(functions().get(function), "Events");
    }

    /** A map inside a map; empty if there is none. */
    static Map<?, ?> map(Map<?, ?> parent, String name) {
        return parent.get(name) instanceof Map<?, ?> child ? child : Map.of();
    }

    private static List<?> list(Object oneOrMany) {
        return oneOrMany instanceof List<?> many ? many : List.of(oneOrMany);
    }

    /** A statement of a policy. */
    record Statement(List<String> actions, List<String> resources) {
        static Statement of(Map<?, ?> statement) {
            return new Statement(texts(statement.get("Action")), texts(statement.get("Resource")));
        }

        private static List<String> texts(Object oneOrMany) {
            return list(oneOrMany).stream().map(String.class::cast).toList();
        }
    }

    /** Reads {@code !Ref}, {@code !Sub} and the like as if the tag were not there. */
    private static final class WithoutTags extends SafeConstructor {
        WithoutTags() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return switch (node) {
                        case ScalarNode scalar -> scalar.getValue();
                        case SequenceNode sequence -> constructSequence(sequence);
                        case MappingNode mapping -> constructMapping(mapping);
                        default -> throw new IllegalStateException("No plain value: " + node);
                    };
                }
            });
        }
    }
}
