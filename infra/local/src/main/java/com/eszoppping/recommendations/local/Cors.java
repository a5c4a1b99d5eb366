package com.eszoppping.recommendations.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which pages of other origins may read the API's answers, as the template's {@code CorsConfiguration} says it. The
 * gateway answers a browser's preflight by itself, and its headers take the place of the function's.
 *
 * @param origins like {@code https://www.example.com}, or {@code *}; empty if the template allows none
 * @param maxAge for how many seconds a browser may remember the answer to a preflight
 */
record Cors(List<String> origins, List<String> methods, List<String> headers, Optional<String> maxAge) {
    private static final String ANY = "*";
    private static final String PREFIX = "access-control-";
    private static final String ALLOW_ORIGIN = PREFIX + "allow-origin";
    private static final int NO_CONTENT = 204;
    private static final Set<String> KNOWN = Set.of("AllowOrigins", "AllowMethods", "AllowHeaders", "MaxAge");

    /**
     * Reads the {@code CorsConfiguration} of the {@code AWS::Serverless::HttpApi}. A reference to a parameter counts as
     * the parameter's default.
     *
     * @param template the text of {@code template.yaml}
     * @throws IllegalArgumentException if the configuration has what this front doesn't know
     */
    static Cors of(String template) {
        TemplatePart whole = TemplatePart.whole(template);
        TemplatePart parameters = whole.child("Parameters");
        for (TemplatePart api : whole.resources("AWS::Serverless::HttpApi").values()) {
            TemplatePart configuration = api.child("CorsConfiguration");
            if (configuration.isThere()) {
                checkKnown(configuration);
                TemplatePart maxAge = configuration.child("MaxAge");
                return new Cors(
                        values(configuration.child("AllowOrigins"), parameters),
                        values(configuration.child("AllowMethods"), parameters),
                        values(configuration.child("AllowHeaders"), parameters),
                        maxAge.isThere() ? Optional.of(value(maxAge, parameters)) : Optional.empty());
            }
        }
        return new Cors(List.of(), List.of(), List.of(), Optional.empty());
    }

    /** The same for pages of more origins. */
    Cors with(List<String> moreOrigins) {
        List<String> all = new ArrayList<>(origins);
        all.addAll(moreOrigins);
        return new Cors(List.copyOf(all), methods, headers, maxAge);
    }

    /** Whether a browser asks here for the leave to send another request. */
    boolean isPreflight(GatewayRequest request) {
        return !origins.isEmpty()
                && request.method().equals("OPTIONS")
                && request.header("origin").isPresent()
                && request.header(PREFIX + "request-method").isPresent();
    }

    /** The answer to a preflight; without any leave if its origin is not allowed. */
    GatewayResponse preflight(GatewayRequest request) {
        Map<String, String> leave = new LinkedHashMap<>();
        allowedOrigin(request).ifPresent(origin -> {
            leave.put(ALLOW_ORIGIN, origin);
            putAll(leave, "allow-methods", methods);
            putAll(leave, "allow-headers", headers);
            maxAge.ifPresent(seconds -> leave.put(PREFIX + "max-age", seconds));
        });
        return new GatewayResponse(NO_CONTENT, leave, List.of(), new byte[0]);
    }

    /** An answer that pages of the request's origin may read, if that is allowed. */
    GatewayResponse onAnswer(GatewayResponse answer, GatewayRequest request) {
        if (origins.isEmpty()) {
            return answer;
        }
        Map<String, String> all = new LinkedHashMap<>(answer.headers());
        all.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith(PREFIX));
        allowedOrigin(request).ifPresent(origin -> all.put(ALLOW_ORIGIN, origin));
        return new GatewayResponse(answer.status(), all, answer.cookies(), answer.body());
    }

    private Optional<String> allowedOrigin(GatewayRequest request) {
        Optional<String> origin = request.header("origin");
        return origins.contains(ANY) ? origin.map(any -> ANY) : origin.filter(origins::contains);
    }

    private static void putAll(Map<String, String> leave, String name, List<String> values) {
        if (!values.isEmpty()) {
            leave.put(PREFIX + name, String.join(",", values));
        }
    }

    private static void checkKnown(TemplatePart configuration) {
        List<String> unknown = new ArrayList<>(configuration.children().keySet());
        unknown.removeAll(KNOWN);
        if (configuration.children().isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException("A CorsConfiguration is a mapping of "
                    + KNOWN.stream().sorted().toList() + " here, but line " + configuration.line()
                    + " of the template has something else " + unknown + ".");
        }
    }

    private static List<String> values(TemplatePart list, TemplatePart parameters) {
        return list.items().stream().map(item -> value(item, parameters)).toList();
    }

    private static String value(TemplatePart part, TemplatePart parameters) {
        return part.text()
                .or(() -> part.reference()
                        .flatMap(name -> parameters.child(name).child("Default").text()))
                .orElseThrow(
                        () -> new IllegalArgumentException("A value of a CorsConfiguration must be a plain text, or"
                                + " refer to a parameter with a default, but line " + part.line()
                                + " of the template has something else."));
    }
}
