package com.eszoppping.recommendations.api;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All paths behind the gateway with the methods that they have, those of other functions as well: a request with another method
 * comes here, and the answer says which ones there are.
 */
final class Paths {
    private static final Map<Pattern, String> METHODS = Map.of(
            Pattern.compile(
                    "/recommendations|/products(/[^/]+(/recommendations)?)?|/categories|/users/[^/]+/group|/models(/[^/]+)?|/health"),
            "GET",
            Pattern.compile("/experiments(/[^/]+/assignment)?"),
            "GET",
            Pattern.compile("/experiments/[^/]+"),
            "DELETE, GET, PUT",
            Pattern.compile("/products/[^/]+/availability"),
            "PUT",
            Pattern.compile("/users/[^/]+"),
            "DELETE",
            Pattern.compile("/events"),
            "POST");

    private Paths() {}

    /** The methods of a path, with commas between them; absent if there is no such path. */
    static Optional<String> methods(String path) {
        return METHODS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
