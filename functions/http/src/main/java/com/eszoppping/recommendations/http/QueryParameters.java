package com.eszoppping.recommendations.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request's query parameters, each taken with its rule. What breaks a rule ends the request with a problem that names the
 * parameter, the value and what was expected.
 *
 * @param values decoded values by name
 */
public record QueryParameters(Map<String, String> values) {
    /** What API Gateway puts in the place of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final Pattern FRACTION = Pattern.compile("0(\\.[0-9]{1,6})?|1(\\.0{1,6})?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,10}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,6})?");

    /** The most bytes that an id of a product, a user or a visitor has. */
    public static final int MAX_ID_BYTES = 256;

    /** The parameters of a request; none if it has no query. */
    public static QueryParameters of(APIGatewayV2HTTPEvent event) {
        Map<String, String> values = event.getQueryStringParameters();
        return new QueryParameters(values == null ? Map.of() : values);
    }

    /**
     * The value of a variable in the path.
     *
     * @throws ProblemException if it breaks the rule of an id
     */
    public static String pathParameter(APIGatewayV2HTTPEvent event, String name, int maxBytes) {
        Map<String, String> variables = event.getPathParameters();
        return checked(name, variables.getOrDefault(name, ""), maxBytes);
    }

    /** Refuses parameters that the route does not know, so that a typing error is seen and not ignored. */
    public void refuseOthersThan(String... known) {
        for (String name : values.keySet()) {
            if (!Arrays.asList(known).contains(name)) {
                String expected = known.length == 0 ? "no parameter is" : String.join(", ", known) + " are";
                throw bad(
                        Quote.of(name), "There is no parameter '" + Quote.of(name) + "'; " + expected + " known here.");
            }
        }
    }

    /** A text of some bytes of UTF-8 without control characters; absent if the parameter is. */
    public Optional<String> text(String name, int maxBytes) {
        return Optional.ofNullable(values.get(name)).map(value -> checked(name, value, maxBytes));
    }

    /** A whole number; the default if the parameter is absent. */
    public int number(String name, int smallest, int largest, int byDefault) {
        String value = values.get(name);
        if (value == null) {
            return byDefault;
        }
        if (WHOLE.matcher(value).matches()) {
            long number = Long.parseLong(value);
            if (number >= smallest && number <= largest) {
                return (int) number;
            }
        }
        throw bad(
                name,
                "'" + name + "' is a whole number from " + smallest + " to " + largest + ", but this is '"
                        + Quote.of(value) + "'.");
    }

    /** A number of at least 0 in plain decimal notation; absent if the parameter is. */
    public Optional<BigDecimal> decimal(String name) {
        String value = values.get(name);
        if (value != null && !DECIMAL.matcher(value).matches()) {
            throw bad(
                    name,
                    "'" + name
                            + "' is a decimal number from 0, e.g. 19.99, with at most 12 digits before the point and 6 after it, but this is '"
                            + Quote.of(value) + "'.");
        }
        return Optional.ofNullable(value).map(BigDecimal::new);
    }

    /** A share from 0 to 1 in plain decimal notation; absent if the parameter is. */
    public Optional<Double> fraction(String name) {
        String value = values.get(name);
        if (value != null && !FRACTION.matcher(value).matches()) {
            throw bad(
                    name,
                    "'" + name
                            + "' is a decimal number from 0 to 1, e.g. 0.3, with at most 6 digits after the point, but this is '"
                            + Quote.of(value) + "'.");
        }
        return Optional.ofNullable(value).map(Double::valueOf);
    }

    /** A truth value, {@code true} or {@code false}; the default if the parameter is absent. */
    public boolean flag(String name, boolean byDefault) {
        String value = values.get(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw bad(name, "'" + name + "' is 'true' or 'false', but this is '" + Quote.of(value) + "'.");
        }
        return value == null ? byDefault : value.equals("true");
    }

    /** Whether a parameter that knows only one value has it; false if the parameter is absent. */
    public boolean has(String name, String only) {
        String value = values.get(name);
        if (value != null && !value.equals(only)) {
            throw bad(name, "'" + name + "' is '" + only + "' or left out, but this is '" + Quote.of(value) + "'.");
        }
        return value != null;
    }

    /** Ids with commas between them; none if the parameter is absent or empty. */
    public List<String> ids(String name, int most, int maxBytes) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            return List.of();
        }
        String[] ids = value.split(",", -1);
        if (ids.length > most) {
            throw bad(name, "'" + name + "' names at most " + most + " products, but these are " + ids.length + ".");
        }
        return Arrays.stream(ids).map(id -> checked(name, id, maxBytes)).toList();
    }

    private static String checked(String name, String value, int maxBytes) {
        if (value.isBlank()) {
            throw bad(name, "'" + name + "' has an empty value; leave it out instead.");
        }
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw bad(name, "'" + name + "' has at most " + maxBytes + " bytes, but this value has " + bytes + ".");
        }
        if (value.indexOf(REPLACEMENT) >= 0
                || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw bad(name, "'" + name + "' is not valid UTF-8: '" + Quote.of(value) + "'.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw bad(name, "'" + name + "' has control characters: '" + Quote.of(value) + "'.");
        }
        return value;
    }

    private static ProblemException bad(String parameter, String detail) {
        return new ProblemException(Problem.badParameter(parameter, detail));
    }
}
