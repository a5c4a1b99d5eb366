package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.experiment.Exposure;
import com.eszoppping.recommendations.lines.IdBytes;
import com.eszoppping.recommendations.lines.JsonLinesReader;
import com.eszoppping.recommendations.lines.JsonObjectLine;
import com.eszoppping.recommendations.lines.LineCounts;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.lines.RejectedLines;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads files of exposures, as the API notes them and as carriers of log lines deliver them: bare, or as the {@code message} (a
 * text or an object) of what a JSON logger wraps around a line, one or several on a line. Lists that were served outside any
 * experiment are passed over. Not thread-safe.
 */
final class ExposureReader {
    private final JsonLinesReader reader;
    private final Taker taker;
    private final Map<String, String> names = new HashMap<>();

    private final IdBytes recommendationId = new IdBytes();
    private String type;
    private String time;
    private String experiment;
    private String variant;
    private String visitor;
    private List<String> products;
    private Optional<RejectReason> brokenMessage = Optional.empty();

    /** What is done with an exposure of an experiment. */
    @FunctionalInterface
    interface Taker {
        void take(String experiment, Exposure exposure);
    }

    ExposureReader(RejectedLines rejected, Taker taker) {
        this.reader = new JsonLinesReader(rejected);
        this.taker = taker;
    }

    /**
     * Reads a file.
     *
     * @param file the name to use for rejected lines
     * @param in JSON Lines, plain or gzip; stays open
     */
    void read(String file, InputStream in) throws IOException {
        reader.read(file, in, (bytes, from, to) -> {
            clear();
            return JsonObjectLine.parseEach(bytes, from, to, this::take, this::judge);
        });
    }

    /** What became of the lines so far. */
    LineCounts counts() {
        return reader.counts();
    }

    private void clear() {
        recommendationId.clear();
        type = null;
        time = null;
        experiment = null;
        variant = null;
        visitor = null;
        products = null;
        brokenMessage = Optional.empty();
    }

    private void take(String field, JsonParser value) throws IOException {
        switch (field) {
            case "type" -> type = text(value);
            case "recommendationId" -> recommendationId.read(value);
            case "time" -> time = text(value);
            case "experiment" -> experiment = text(value);
            case "variant" -> variant = text(value);
            case "visitor" -> visitor = text(value);
            case "products" -> products = texts(value);
            case "message" -> unwrap(value);
            default -> {
                // The model and the version are for people; what a logger adds is nobody's.
            }
        }
    }

    private void unwrap(JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.VALUE_STRING) {
            byte[] line = value.getText().getBytes(StandardCharsets.UTF_8);
            brokenMessage = JsonObjectLine.parse(line, 0, line.length, this::take);
        } else if (value.currentToken() == JsonToken.START_OBJECT) {
            while (value.nextToken() != JsonToken.END_OBJECT) {
                String field = value.currentName();
                value.nextToken();
                take(field, value);
                value.skipChildren();
            }
        }
    }

    /** Null where it is no text. */
    private static String text(JsonParser value) throws IOException {
        return value.currentToken() == JsonToken.VALUE_STRING ? value.getText() : null;
    }

    private List<String> texts(JsonParser value) throws IOException {
        if (value.currentToken() != JsonToken.START_ARRAY) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        boolean allAreTexts = true;
        while (value.nextToken() != JsonToken.END_ARRAY) {
            allAreTexts &= value.currentToken() == JsonToken.VALUE_STRING;
            texts.add(value.getText());
            value.skipChildren();
        }
        return allAreTexts ? texts : null;
    }

    private Optional<RejectReason> judge() {
        Optional<RejectReason> reason = brokenMessage.or(this::handOver);
        clear();
        return reason;
    }

    private Optional<RejectReason> handOver() {
        if (!"exposure".equals(type)) {
            return Optional.of(RejectReason.NOT_AN_EXPOSURE);
        }
        if (!recommendationId.isPresent()) {
            return Optional.of(RejectReason.MISSING_RECOMMENDATION_ID);
        }
        Optional<Instant> served = instant(time);
        if (served.isEmpty()) {
            return Optional.of(RejectReason.BAD_EXPOSURE_TIME);
        }
        if (products == null) {
            return Optional.of(RejectReason.BAD_PRODUCTS);
        }
        if (experiment == null) {
            return Optional.empty();
        }
        if (variant == null) {
            return Optional.of(RejectReason.MISSING_VARIANT);
        }
        if (visitor == null) {
            return Optional.of(RejectReason.MISSING_VISITOR);
        }
        taker.take(
                experiment, new Exposure(recommendationId.toString(), served.get(), same(variant), visitor, products));
        return Optional.empty();
    }

    /** One text for all that are equal: there are few variants and many exposures. */
    private String same(String name) {
        String known = names.putIfAbsent(name, name);
        return known == null ? name : known;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
