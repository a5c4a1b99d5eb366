package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.Experiment.Change;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Experiments as JSON, field by field: the document in the table and what the API shows. */
public final class ExperimentJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ExperimentJson() {}

    /** All experiments as one document. */
    public static String text(Experiments experiments) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("experiments");
            for (Experiment experiment : experiments.all()) {
                json.writeStartObject();
                write(experiment, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The fields of an experiment, inside an object that the caller has opened. */
    public static void write(Experiment experiment, JsonGenerator json) throws IOException {
        json.writeStringField("name", experiment.name());
        json.writeStringField("status", experiment.status().name());
        json.writeStringField("salt", experiment.salt());
        json.writeNumberField("trafficShare", experiment.trafficShare());
        json.writeStringField("start", experiment.start().toString());
        json.writeStringField("end", experiment.end().toString());
        json.writeNumberField("minimalEffect", experiment.minimalEffect());
        json.writeArrayFieldStart("variants");
        for (Variant variant : experiment.variants()) {
            json.writeStartObject();
            json.writeStringField("name", variant.name());
            json.writeStringField("model", variant.model());
            json.writeStringField("version", variant.version().orElse(null));
            json.writeObjectFieldStart("settings");
            if (variant.settings().diversity().isPresent()) {
                json.writeNumberField(
                        "diversity", variant.settings().diversity().getAsDouble());
            }
            json.writeEndObject();
            json.writeNumberField("weight", variant.weight());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("history");
        for (Change change : experiment.history()) {
            json.writeStartObject();
            json.writeStringField("time", change.time().toString());
            json.writeStringField("kind", change.kind().name());
            json.writeStringField("what", change.what());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param document nothing if there never was an experiment
     * @throws IllegalArgumentException if it is anything else
     */
    public static Experiments read(Optional<String> document) {
        if (document.isEmpty()) {
            return Experiments.NONE;
        }
        List<Experiment> experiments = new ArrayList<>();
        try (JsonParser json = JSON.createParser(document.get())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                json.nextToken();
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    experiments.add(new Fields(json).experiment());
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The document of experiments cannot be read: " + e.getMessage(), e);
        }
        return new Experiments(experiments);
    }

    /** The fields of one experiment as they come. */
    private static final class Fields {
        private String name;
        private String salt;
        private Experiment.Status status;
        private double trafficShare;
        private double minimalEffect;
        private Instant start;
        private Instant end;
        private final List<Variant> variants = new ArrayList<>();
        private final List<Change> history = new ArrayList<>();

        Fields(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                read(field, json);
            }
        }

        private void read(String field, JsonParser json) throws IOException {
            switch (field) {
                case "name" -> name = json.getText();
                case "salt" -> salt = json.getText();
                case "status" -> status = Experiment.Status.valueOf(json.getText());
                case "trafficShare" -> trafficShare = json.getDoubleValue();
                case "minimalEffect" -> minimalEffect = json.getDoubleValue();
                case "start" -> start = Instant.parse(json.getText());
                case "end" -> end = Instant.parse(json.getText());
                case "variants" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        variants.add(variant(json));
                    }
                }
                case "history" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        history.add(change(json));
                    }
                }
                default -> json.skipChildren();
            }
        }

        private static Variant variant(JsonParser json) throws IOException {
            String name = null;
            String model = null;
            String version = null;
            VariantSettings settings = VariantSettings.NONE;
            int weight = 0;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "name" -> name = json.getText();
                    case "model" -> model = json.getText();
                    case "version" -> version = json.getValueAsString();
                    case "settings" -> settings = settings(json);
                    case "weight" -> weight = json.getIntValue();
                    default -> json.skipChildren();
                }
            }
            return new Variant(name, model, Optional.ofNullable(version), settings, weight);
        }

        private static VariantSettings settings(JsonParser json) throws IOException {
            OptionalDouble diversity = OptionalDouble.empty();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("diversity")) {
                    diversity = OptionalDouble.of(json.getDoubleValue());
                } else {
                    json.skipChildren();
                }
            }
            return new VariantSettings(diversity);
        }

        private static Change change(JsonParser json) throws IOException {
            Instant time = null;
            Change.Kind kind = null;
            String what = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "time" -> time = Instant.parse(json.getText());
                    case "kind" -> kind = Change.Kind.valueOf(json.getText());
                    case "what" -> what = json.getText();
                    default -> json.skipChildren();
                }
            }
            return new Change(time, kind, what);
        }

        private Experiment experiment() {
            return new Experiment(name, salt, status, variants, trafficShare, start, end, minimalEffect, history);
        }
    }
}
