package com.eszoppping.recommendations.http;

import java.util.Map;
import java.util.Optional;

/**
 * An error as RFC 9457 describes it.
 *
 * @param status the HTTP status
 * @param title the same for all problems of the kind
 * @param detail what was wrong with this request, as a sentence
 * @param parameter the request's parameter that was wrong, if one was
 * @param headers what the answer must carry beside it
 */
public record Problem(
        int status, String title, String detail, Optional<String> parameter, Map<String, String> headers) {
    private static final int RETRY_AFTER_SECONDS = 5;

    /** 400: something that the client named is wrong. */
    public static Problem badParameter(String parameter, String detail) {
        return new Problem(400, "Invalid parameter", detail, Optional.of(parameter), Map.of());
    }

    /** 404: there is nothing at this path. */
    public static Problem notFound(String path) {
        return of(404, "Not found", "There is nothing at '" + Quote.of(path) + "'.");
    }

    /**
     * 405: the path has other methods.
     *
     * @param allowed those that it has, with commas between them
     */
    public static Problem methodNotAllowed(String path, String allowed) {
        return new Problem(
                405,
                "Method not allowed",
                "'" + Quote.of(path) + "' only takes " + allowed + ".",
                Optional.empty(),
                Map.of("Allow", allowed));
    }

    /** 503: it will work again; the answer says when to come back. */
    public static Problem unavailable(String detail) {
        return new Problem(
                503,
                "Service unavailable",
                detail,
                Optional.empty(),
                Map.of("Retry-After", String.valueOf(RETRY_AFTER_SECONDS)));
    }

    /** 500: our fault. */
    public static Problem internalError() {
        return of(500, "Internal error", "Something went wrong on our side; it is in our log.");
    }

    private static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Optional.empty(), Map.of());
    }
}
