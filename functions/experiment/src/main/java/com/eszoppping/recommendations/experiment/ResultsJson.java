package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.Results.Arm;
import com.eszoppping.recommendations.experiment.Results.Measured;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Results as JSON: the document in the table and what the API shows. */
public final class ResultsJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String COMPUTED_AT = "computedAt";
    private static final String METHOD =
            "mixture sequential probability ratio test (Johari, Koomen, Pekelis and Walsh, KDD 2017): holds at every look";

    private ResultsJson() {}

    /** The name of the document with the results of this experiment. */
    public static String document(String experiment) {
        return "results-" + experiment;
    }

    /**
     * The results as one JSON object.
     *
     * @param read what was read for them, by name
     */
    public static String text(Experiment experiment, Results results, Map<String, Long> read, Instant computedAt) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField(COMPUTED_AT, computedAt.toString());
            json.writeStringField("measuredFrom", experiment.measuredFrom().toString());
            json.writeStringField("measuredUntil", experiment.measuredUntil().toString());
            json.writeBooleanField("conclusive", results.conclusive());
            json.writeStringField("verdict", results.verdict());
            json.writeStringField("method", METHOD);
            json.writeNumberField("minimalEffect", experiment.minimalEffect());
            writeSampleRatio(results, json);
            json.writeArrayFieldStart("variants");
            for (Arm arm : results.arms()) {
                write(arm, json);
            }
            json.writeEndArray();
            write(results.leftOut(), json);
            json.writeObjectFieldStart("read");
            for (Map.Entry<String, Long> count : read.entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeSampleRatio(Results results, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("sampleRatio");
        json.writeNumberField("pValue", results.sampleRatioPValue());
        json.writeBooleanField("asMeant", results.isSplitAsMeant());
        json.writeEndObject();
    }

    private static void write(Arm arm, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", arm.variant());
        json.writeNumberField("visitors", arm.visitors());
        json.writeNumberField("exposures", arm.exposures());
        for (Metric metric : Metric.values()) {
            json.writeFieldName(metric.field());
            write(arm.of(metric), json);
        }
        json.writeEndObject();
    }

    private static void write(Measured measured, JsonGenerator json) throws IOException {
        if (measured.estimate().isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("value", measured.estimate().get().value());
        writeEnds(measured.estimate().get(), json);
        if (measured.difference().isPresent()) {
            write(measured.difference().get(), json);
        } else {
            json.writeNullField("difference");
        }
        if (measured.needed().isPresent()) {
            json.writeObjectFieldStart("visitorsStillNeeded");
            json.writeNumberField("alwaysValid", measured.needed().get().alwaysValid());
            json.writeNumberField("plannedLook", measured.needed().get().fixedHorizon());
            json.writeEndObject();
        } else {
            json.writeNullField("visitorsStillNeeded");
        }
        json.writeEndObject();
    }

    private static void write(Difference difference, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("difference");
        json.writeNumberField("value", difference.value());
        if (difference.control() == 0) {
            json.writeNullField("relative");
        } else {
            json.writeNumberField("relative", difference.value() / difference.control());
        }
        json.writeObjectFieldStart("alwaysValid");
        writeEnds(difference.alwaysValid(), json);
        json.writeNumberField("pValue", difference.alwaysValidPValue());
        json.writeEndObject();
        json.writeObjectFieldStart("plannedLook");
        writeEnds(difference.fixedHorizon(), json);
        json.writeNumberField("pValue", difference.pValue());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeEnds(Estimate estimate, JsonGenerator json) throws IOException {
        json.writeNumberField("low", estimate.low());
        json.writeNumberField("high", estimate.high());
    }

    private static void write(Results.LeftOut leftOut, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("leftOut");
        json.writeNumberField("visitorsInSeveralVariants", leftOut.visitorsInSeveralVariants());
        json.writeNumberField("exposuresOutsideTheTime", leftOut.exposuresOutsideTheTime());
        json.writeNumberField("exposuresOfUnknownVariants", leftOut.exposuresOfUnknownVariants());
        json.writeEndObject();
    }

    /**
     * Results that were kept, if they are this experiment's: an experiment that was deleted leaves its results behind, and another
     * one may have its name now.
     *
     * @param document what {@link #text} wrote; nothing if there never were results
     * @return the same text
     * @throws IllegalArgumentException if the document is anything else
     */
    public static Optional<String> of(Experiment experiment, Optional<String> document) {
        Instant created = experiment.history().stream()
                .findFirst()
                .map(Experiment.Change::time)
                .orElse(Instant.MIN);
        return document.filter(text -> !computedAt(text).isBefore(created));
    }

    private static Instant computedAt(String document) {
        try (JsonParser json = JSON.createParser(document)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals(COMPUTED_AT)) {
                    return Instant.parse(json.getText());
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The document of results cannot be read: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("The document of results has no '" + COMPUTED_AT + "'.");
    }
}
