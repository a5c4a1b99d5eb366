package com.eszoppping.recommendations.local;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The routes of the HTTP API, read from the SAM template, in the order in which API Gateway tries them.
 *
 * @param inOrder the first that matches a request takes it
 */
record Routes(List<Route> inOrder) {
    /** A route that takes a request, and the values of its path's variables. */
    record Match(Route route, Map<String, String> pathParameters) {}

    Routes {
        inOrder =
                inOrder.stream().sorted(Comparator.comparing(Route::precedence)).toList();
    }

    /**
     * Reads every {@code HttpApi} event of every {@code AWS::Serverless::Function}. Only the template's structure is
     * read, so CloudFormation's own tags ({@code !Ref}, {@code !Sub} …) may stand anywhere but in a path or method.
     *
     * @param template the text of {@code template.yaml}
     * @throws IllegalArgumentException if it is no template, or has no routes
     */
    static Routes of(String template) {
        List<Route> routes = new ArrayList<>();
        for (NodeTuple resource : entries(child(root(template), "Resources"))) {
            if (text(child(resource.getValueNode(), "Type")).equals(Optional.of("AWS::Serverless::Function"))) {
                String function = text(resource.getKeyNode()).orElseThrow();
                Optional<Node> properties = child(resource.getValueNode(), "Properties");
                for (NodeTuple event : entries(properties.flatMap(node -> child(node, "Events")))) {
                    if (text(child(event.getValueNode(), "Type")).equals(Optional.of("HttpApi"))) {
                        routes.add(route(function, child(event.getValueNode(), "Properties")));
                    }
                }
            }
        }
        if (routes.isEmpty()) {
            throw new IllegalArgumentException("The template has no function with an event of type HttpApi.");
        }
        return new Routes(routes);
    }

    /** The route for a request, as the gateway chooses it; absent if none takes it. */
    Optional<Match> match(String method, List<String> pathParts) {
        for (Route route : inOrder) {
            Optional<Map<String, String>> variables = route.match(method, pathParts);
            if (variables.isPresent()) {
                return Optional.of(new Match(route, variables.get()));
            }
        }
        return Optional.empty();
    }

    private static Route route(String function, Optional<Node> properties) {
        String path = property(properties, "Path").orElse(Route.DEFAULT);
        String method = property(properties, "Method").orElse(Route.ANY).toUpperCase(Locale.ROOT);
        boolean anyMethod = method.equals("*") || method.equals("X-AMAZON-APIGATEWAY-ANY-METHOD");
        Optional<String> authorizer = properties
                .flatMap(node -> child(node, "Auth"))
                .flatMap(auth -> child(auth, "Authorizer"))
                .flatMap(Routes::text);
        return new Route(anyMethod ? Route.ANY : method, path, function, authorizer.equals(Optional.of("AWS_IAM")));
    }

    private static Optional<String> property(Optional<Node> properties, String name) {
        return properties
                .flatMap(node -> child(node, name))
                .map(node -> text(node)
                        .orElseThrow(() -> new IllegalArgumentException("The " + name
                                + " of an HttpApi event must be a plain text, but line "
                                + (node.getStartMark().getLine() + 1) + " of the template has something else.")));
    }

    private static Node root(String template) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(template));
            if (root instanceof MappingNode) {
                return root;
            }
        } catch (YAMLException e) {
            throw new IllegalArgumentException("The template is not YAML: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("The template is not a YAML mapping.");
    }

    private static List<NodeTuple> entries(Optional<Node> node) {
        return node.isPresent() && node.get() instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    private static Optional<Node> child(Node node, String name) {
        return entries(Optional.of(node)).stream()
                .filter(entry -> text(entry.getKeyNode()).equals(Optional.of(name)))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static Optional<String> text(Optional<Node> node) {
        return node.flatMap(Routes::text);
    }

    private static Optional<String> text(Node node) {
        boolean plain = node instanceof ScalarNode && !node.getTag().getValue().startsWith("!");
        return plain ? Optional.of(((ScalarNode) node).getValue()) : Optional.empty();
    }
}
