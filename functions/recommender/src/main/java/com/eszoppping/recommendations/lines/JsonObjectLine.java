package com.eszoppping.recommendations.lines;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes a line apart that should be one JSON object. {@code NaN} and {@code Infinity}, which Python writes, are numbers
 * here. Where a field stands twice, both values are handed out and the last one should win.
 */
public final class JsonObjectLine {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Names come from outside: the JVM must not keep them, and odd ones must not fail the lines after them.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private JsonObjectLine() {}

    /** What is done with each field. */
    @FunctionalInterface
    public interface Fields {
        /**
         * Takes one field.
         *
         * @param name the field's name
         * @param value stands at the value's first token and stays there; the caller skips what is inside
         * @throws IOException as the parser throws it
         */
        void take(String name, JsonParser value) throws IOException;
    }

    /**
     * Hands out the fields of {@code bytes[from, to)} in order.
     *
     * @return why the line is no JSON object, or nothing if it is; fields before a broken place are handed out before
     */
    public static Optional<RejectReason> parse(byte[] bytes, int from, int to, Fields fields) {
        return read(bytes, from, to, json -> {
            Optional<RejectReason> reason = readObject(json, json.nextToken(), fields);
            boolean more = reason.isEmpty() && json.nextToken() != null;
            return more ? Optional.of(RejectReason.BROKEN_JSON) : reason;
        });
    }

    /**
     * Hands out the fields of one JSON object, or of several that stand side by side: a carrier of log lines may leave out the
     * line feed between them.
     *
     * @param end judges each object, before the fields of the next are handed out; a reason ends the line
     * @return why the line cannot be used, from some object on, or nothing if it can
     */
    public static Optional<RejectReason> parseEach(
            byte[] bytes, int from, int to, Fields fields, Supplier<Optional<RejectReason>> end) {
        return read(bytes, from, to, json -> {
            Optional<RejectReason> reason = Optional.empty();
            JsonToken first = json.nextToken();
            do {
                reason = readObject(json, first, fields).or(end);
                first = json.nextToken();
            } while (first != null && reason.isEmpty());
            return reason;
        });
    }

    /** What is done with a parser. */
    @FunctionalInterface
    private interface Reading {
        Optional<RejectReason> read(JsonParser json) throws IOException;
    }

    private static Optional<RejectReason> read(byte[] bytes, int from, int to, Reading reading) {
        if (!isUtf8(bytes, from, to)) {
            return Optional.of(RejectReason.INVALID_UTF8);
        }
        if (startsLikeUtf16(bytes, from, to)) {
            return Optional.of(RejectReason.BROKEN_JSON);
        }
        try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
            return reading.read(json);
        } catch (StreamConstraintsException e) {
            return Optional.of(RejectReason.OVER_LIMITS);
        } catch (JacksonException e) {
            return Optional.of(RejectReason.BROKEN_JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory does not fail.", e);
        }
    }

    private static Optional<RejectReason> readObject(JsonParser json, JsonToken first, Fields fields)
            throws IOException {
        if (first != JsonToken.START_OBJECT) {
            return Optional.of(RejectReason.NOT_AN_OBJECT);
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.take(name, json);
            json.skipChildren();
        }
        return Optional.empty();
    }

    /** Whether {@code bytes[from, to)} is UTF-8. Jackson takes more for it than is: overlong forms, surrogates. */
    public static boolean isUtf8(byte[] bytes, int from, int to) {
        if (isAscii(bytes, from, to)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        int seen = 0;
        for (int i = from; i < to; i++) {
            seen |= bytes[i];
        }
        return seen >= 0;
    }

    /** Jackson tells UTF-16 and UTF-32 by zero bytes among the first four, and would read them. */
    private static boolean startsLikeUtf16(byte[] bytes, int from, int to) {
        for (int i = from; i < Math.min(from + 4, to); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
