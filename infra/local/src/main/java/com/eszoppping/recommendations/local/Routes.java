package com.eszoppping.recommendations.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
     * Reads every {@code HttpApi} event of every {@code AWS::Serverless::Function}; its path and method are plain
     * texts.
     *
     * @param template the text of {@code template.yaml}
     * @throws IllegalArgumentException if it is no template, or has no routes
     */
    static Routes of(String template) {
        List<Route> routes = new ArrayList<>();
        TemplatePart.whole(template)
                .resources("AWS::Serverless::Function")
                .forEach((function, properties) -> properties
                        .child("Events")
                        .childrenOfType("HttpApi")
                        .values()
                        .forEach(event -> routes.add(route(function, event))));
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

    private static Route route(String function, TemplatePart properties) {
        String path = property(properties, "Path").orElse(Route.DEFAULT);
        String method = property(properties, "Method").orElse(Route.ANY).toUpperCase(Locale.ROOT);
        boolean anyMethod = method.equals("*") || method.equals("X-AMAZON-APIGATEWAY-ANY-METHOD");
        Optional<String> authorizer =
                properties.child("Auth").child("Authorizer").text();
        return new Route(anyMethod ? Route.ANY : method, path, function, authorizer.equals(Optional.of("AWS_IAM")));
    }

    private static Optional<String> property(TemplatePart properties, String name) {
        TemplatePart property = properties.child(name);
        if (property.isThere() && property.text().isEmpty()) {
            throw new IllegalArgumentException("The " + name + " of an HttpApi event must be a plain text, but line "
                    + property.line() + " of the template has something else.");
        }
        return property.text();
    }
}
