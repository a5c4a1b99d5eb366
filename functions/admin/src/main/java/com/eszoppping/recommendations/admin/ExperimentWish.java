package com.eszoppping.recommendations.admin;

import com.eszoppping.recommendations.experiment.Experiment;
import com.eszoppping.recommendations.experiment.Experiment.Status;
import com.eszoppping.recommendations.experiment.Variant;
import com.eszoppping.recommendations.experiment.VariantSettings;
import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.Quote;
import com.eszoppping.recommendations.store.VersionId;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What somebody wants an experiment to be: {@code {"status":"RUNNING","variants":[{"name":"control","model":"popular","version":"…",
 * "settings":{"diversity":0.3},"weight":1}, …],"trafficShare":1,"start":"…","end":"…","minimalEffect":0.1,"salt":"…"}}. Only {@code variants}
 * and {@code end} must be there.
 *
 * @param experiment the wish as a draft
 * @param status what it should become
 */
record ExperimentWish(Experiment experiment, Status status) {
    private static final Set<String> FIELDS =
            Set.of("status", "variants", "trafficShare", "start", "end", "minimalEffect", "salt");
    private static final Set<String> FIELDS_OF_A_VARIANT = Set.of("name", "model", "version", "settings", "weight");
    private static final Set<String> SETTINGS = Set.of("diversity");
    private static final double DEFAULT_MINIMAL_EFFECT = 0.1;

    /**
     * Reads a wish.
     *
     * @param known the experiment as it is, whose start and salt hold where the wish names none
     * @throws ProblemException if something in it is unknown or of a wrong type
     * @throws com.eszoppping.recommendations.experiment.InvalidExperiment if it may not be
     */
    static ExperimentWish read(String name, String body, Optional<Experiment> known, String newSalt, Instant now) {
        JsonNode wish = JsonBody.parse(body, "a JSON object that describes the experiment");
        JsonBody.refuseOthers(wish, FIELDS, "");
        Experiment draft = Experiment.draft(
                name,
                text(wish, "salt").orElse(known.map(Experiment::salt).orElse(newSalt)),
                variants(wish.path("variants")),
                number(wish, "trafficShare").orElse(1.0),
                time(wish, "start").orElse(known.map(Experiment::start).orElse(now)),
                time(wish, "end").orElse(known.map(Experiment::end).orElse(null)),
                number(wish, "minimalEffect").orElse(DEFAULT_MINIMAL_EFFECT),
                now);
        return new ExperimentWish(draft, status(wish));
    }

    private static Status status(JsonNode wish) {
        String text = text(wish, "status").orElse(Status.DRAFT.name());
        try {
            return Status.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw bad("status", "'status' is DRAFT, RUNNING or STOPPED, but this is '" + Quote.of(text) + "'.");
        }
    }

    private static List<Variant> variants(JsonNode nodes) {
        if (!nodes.isArray()) {
            throw bad("variants", "'variants' is a list of variants, but this is " + quoted(nodes) + ".");
        }
        List<Variant> variants = new ArrayList<>();
        for (JsonNode node : nodes) {
            String where = "variants[" + variants.size() + "].";
            if (!node.isObject()) {
                throw bad(where, "A variant is a JSON object, but this is " + quoted(node) + ".");
            }
            JsonBody.refuseOthers(node, FIELDS_OF_A_VARIANT, where);
            if (!isWhole(node.path("weight")) && !node.path("weight").isMissingNode()) {
                throw bad(
                        where + "weight",
                        "'weight' is a whole number, but this is " + quoted(node.path("weight")) + ".");
            }
            variants.add(new Variant(
                    text(node, "name").orElse(null),
                    text(node, "model").orElse(null),
                    version(node, where),
                    settings(node.path("settings"), where + "settings"),
                    node.path("weight").asInt(1)));
        }
        return variants;
    }

    private static boolean isWhole(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToInt();
    }

    private static Optional<String> version(JsonNode variant, String where) {
        Optional<String> version = text(variant, "version");
        try {
            version.ifPresent(VersionId::parse);
            return version;
        } catch (IllegalArgumentException e) {
            throw bad(
                    where + "version",
                    "A version is named like 20261124T020000Z-3f2a91c0, but this is '" + Quote.of(version.get())
                            + "'.");
        }
    }

    private static VariantSettings settings(JsonNode settings, String where) {
        if (settings.isMissingNode() || settings.isNull()) {
            return VariantSettings.NONE;
        }
        if (!settings.isObject()) {
            throw bad(where, "'" + where + "' is a JSON object, but this is " + quoted(settings) + ".");
        }
        JsonBody.refuseOthers(settings, SETTINGS, where + ".");
        return number(settings, "diversity")
                .map(diversity -> new VariantSettings(OptionalDouble.of(diversity)))
                .orElse(VariantSettings.NONE);
    }

    private static Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw bad(field, "'" + field + "' is a text, but this is " + quoted(value) + ".");
        }
        return Optional.of(value.textValue());
    }

    private static Optional<Double> number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw bad(field, "'" + field + "' is a number, but this is " + quoted(value) + ".");
        }
        return Optional.of(value.doubleValue());
    }

    private static Optional<Instant> time(JsonNode object, String field) {
        return text(object, field).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw bad(
                        field,
                        "'" + field + "' is a time like 2026-11-24T02:00:00Z, but this is '" + Quote.of(text) + "'.");
            }
        });
    }

    private static String quoted(JsonNode value) {
        return value.isMissingNode() ? "missing" : Quote.of(value.toString());
    }

    private static ProblemException bad(String field, String detail) {
        return new ProblemException(Problem.badParameter(field, detail));
    }
}
