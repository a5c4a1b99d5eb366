package com.eszoppping.recommendations.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One route of the HTTP API.
 *
 * @param method upper case, or {@code ANY}
 * @param path e.g. {@code /products/{productId}}, or {@code $default} for what no other route takes
 * @param function the logical id of the function that answers
 * @param signed whether the gateway lets only requests through that are signed with AWS credentials
 */
record Route(String method, String path, String function, boolean signed) {
    static final String ANY = "ANY";
    static final String DEFAULT = "$default";

    Route {
        if (!path.equals(DEFAULT) && !path.startsWith("/")) {
            throw new IllegalArgumentException("A route's path begins with '/' or is $default, but this is '" + path
                    + "' of the function " + function + ".");
        }
    }

    /** Whether it takes what no other route does. */
    boolean isDefault() {
        return path.equals(DEFAULT);
    }

    /** How the gateway names it, e.g. {@code GET /models}. */
    String key() {
        return isDefault() ? DEFAULT : method + " " + path;
    }

    /**
     * Sorts routes so that the first that matches is the one that the gateway takes: whole paths before greedy ones
     * before the default, literal parts before variables, a named method before {@code ANY}.
     */
    String precedence() {
        if (isDefault()) {
            return "2";
        }
        StringBuilder order = new StringBuilder(path.endsWith("+}") ? "1" : "0");
        for (String part : parts(path)) {
            order.append(isVariable(part) ? 'b' : 'a');
        }
        return order.append(method.equals(ANY) ? 'b' : 'a').toString();
    }

    /**
     * The path's variables if this route takes the request.
     *
     * @param requestParts the parts of the request's path, decoded
     */
    Optional<Map<String, String>> match(String requestMethod, List<String> requestParts) {
        if (isDefault()) {
            return Optional.of(Map.of());
        }
        if (!method.equals(ANY) && !method.equals(requestMethod)) {
            return Optional.empty();
        }
        return variables(parts(path), requestParts);
    }

    static List<String> parts(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static Optional<Map<String, String>> variables(List<String> parts, List<String> requestParts) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (i >= requestParts.size()) {
                return Optional.empty();
            }
            if (part.endsWith("+}")) {
                String rest = String.join("/", requestParts.subList(i, requestParts.size()));
                variables.put(part.substring(1, part.length() - 2), rest);
                return rest.isEmpty() ? Optional.empty() : Optional.of(variables);
            }
            String value = requestParts.get(i);
            if (isVariable(part) && !value.isEmpty()) {
                variables.put(part.substring(1, part.length() - 1), value);
            } else if (!part.equals(value)) {
                return Optional.empty();
            }
        }
        return parts.size() == requestParts.size() ? Optional.of(variables) : Optional.empty();
    }

    private static boolean isVariable(String part) {
        return part.startsWith("{") && part.endsWith("}");
    }
}
