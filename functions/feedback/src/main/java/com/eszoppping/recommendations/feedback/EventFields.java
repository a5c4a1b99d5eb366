package com.eszoppping.recommendations.feedback;

import com.eszoppping.recommendations.http.Quote;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one event as JSON, each taken with its rule. What breaks a rule is a {@link RefusedFieldException}. A field
 * that is null counts as absent.
 *
 * @param event a JSON object
 */
record EventFields(JsonNode event) {
    private static final int MAX_ID_BYTES = 256;
    /** What stands in the place of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    /** Refuses fields that an event does not have, so that a typing error is seen and not ignored. */
    void refuseOthersThan(Set<String> known) {
        event.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new RefusedFieldException(
                        Quote.of(name), "An event has no field '" + Quote.of(name) + "', only " + known + ".");
            }
        });
    }

    String requiredId(String name) {
        return id(name).orElseThrow(() -> new RefusedFieldException(name, "'" + name + "' is missing."));
    }

    /** An id: a text of 1 to {@value #MAX_ID_BYTES} bytes without control characters, or a whole number. */
    Optional<String> id(String name) {
        JsonNode value = event.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw refused(name, "is an id, a text or a whole number", value);
        }
        return Optional.of(checked(name, value.asText()));
    }

    private static String checked(String name, String id) {
        if (id.isBlank()) {
            throw new RefusedFieldException(name, "'" + name + "' has an empty value; leave it out instead.");
        }
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_ID_BYTES) {
            throw new RefusedFieldException(
                    name, "'" + name + "' has at most " + MAX_ID_BYTES + " bytes, but this value has " + bytes + ".");
        }
        if (id.indexOf(REPLACEMENT) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(id)) {
            throw new RefusedFieldException(name, "'" + name + "' is not valid Unicode: '" + Quote.of(id) + "'.");
        }
        if (id.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedFieldException(name, "'" + name + "' has control characters: '" + Quote.of(id) + "'.");
        }
        return id;
    }

    EventKind kind(String name) {
        JsonNode value = event.path(name);
        return EventKind.of(value.asText())
                .filter(kind -> value.isTextual())
                .orElseThrow(() -> refused(name, "is one of " + EventKind.words(), value));
    }

    /** A time in ISO 8601; without a zone it is UTC. */
    Optional<Instant> time(String name) {
        JsonNode value = event.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    value.isTextual() ? value.textValue() : "", OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time));
        } catch (DateTimeException e) {
            throw refused(name, "is a time like \"2026-11-24T02:00:00Z\"", value);
        }
    }

    /** A number from 0 to a largest one. */
    Optional<Double> number(String name, int largest) {
        JsonNode value = event.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isNumber() || value.doubleValue() < 0 || value.doubleValue() > largest) {
            throw refused(name, "is a number from 0 to " + largest, value);
        }
        return Optional.of(value.doubleValue());
    }

    /** True or false; absent counts as true. */
    boolean isNotFalse(String name) {
        JsonNode value = event.path(name);
        if (!isAbsent(value) && !value.isBoolean()) {
            throw refused(name, "is true or false", value);
        }
        return value.asBoolean(true);
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static RefusedFieldException refused(String name, String expectation, JsonNode value) {
        String problem = isAbsent(value) ? "it is missing" : "this is " + Quote.of(value.toString());
        return new RefusedFieldException(name, "'" + name + "' " + expectation + ", but " + problem + ".");
    }
}
