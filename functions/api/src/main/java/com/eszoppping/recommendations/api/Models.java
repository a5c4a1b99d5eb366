package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.store.LiveVersion;
import com.eszoppping.recommendations.store.Manifest;
import com.eszoppping.recommendations.store.Pointer;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.VersionReader;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code GET /models}: the versions that went live or were held back, newest first, with where they come from and how good they
 * are, and which of them is served.
 */
final class Models {
    private static final String MAX_AGE = "max-age=30";
    private static final int MAX_VERSION_BYTES = 64;

    private final VersionReader versions;

    Models(VersionReader versions) {
        this.versions = versions;
    }

    APIGatewayV2HTTPResponse answer(Optional<LiveVersion> live, APIGatewayV2HTTPEvent event) {
        QueryParameters.of(event).refuseOthersThan();
        List<Manifest> known = known();
        return cached(live, known, event, json -> {
            Optional<Pointer> pointer = live.flatMap(LiveVersion::pointer);
            json.writeStringField(
                    "current", pointer.map(served -> served.current().text()).orElse(null));
            json.writeStringField(
                    "previous",
                    pointer.flatMap(Pointer::previous).map(VersionId::text).orElse(null));
            json.writeArrayFieldStart("versions");
            for (Manifest version : known) {
                json.writeStartObject();
                write(version, json);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** {@code GET /models/{version}}: the same of one version, with the report of its training. */
    APIGatewayV2HTTPResponse answerOne(Optional<LiveVersion> live, APIGatewayV2HTTPEvent event) {
        QueryParameters.of(event).refuseOthersThan();
        String name = QueryParameters.pathParameter(event, "version", MAX_VERSION_BYTES);
        List<Manifest> known = known();
        Manifest version = known.stream()
                .filter(manifest -> manifest.id().text().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.notFound(event.getRawPath())));
        return cached(live, known, event, json -> {
            write(version, json);
            json.writeFieldName("report");
            json.writeRawValue(versions.report(version).orElse("null"));
        });
    }

    private List<Manifest> known() {
        List<Manifest> known = versions.published();
        if (known.isEmpty()) {
            throw new ProblemException(Problem.unavailable("No version is there yet: no training has finished."));
        }
        return known;
    }

    /** What is answered changes only when a version comes, goes live or is held back. */
    private static APIGatewayV2HTTPResponse cached(
            Optional<LiveVersion> live, List<Manifest> known, APIGatewayV2HTTPEvent event, Responses.Body body) {
        String newest =
                known.stream().map(version -> version.id().text()).findFirst().orElse("");
        String etag =
                "\"" + live.flatMap(LiveVersion::pointer).map(Pointer::revision).orElse(0L) + "-" + known.size() + "-"
                        + newest + "\"";
        return Responses.cached(etag, MAX_AGE, event, body);
    }

    private static void write(Manifest version, JsonGenerator json) throws IOException {
        json.writeStringField("version", version.id().text());
        json.writeStringField("publishedAt", version.publishedAt().toString());
        json.writeStringField("expiresAt", version.expiresAt().toString());
        json.writeStringField("defaultModel", version.defaultModel(false).name());
        json.writeStringField(
                "defaultModelAfterViews", version.defaultModel(true).name());
        json.writeArrayFieldStart("models");
        for (ServedModel model : version.models()) {
            json.writeStartObject();
            json.writeStringField("name", model.name());
            json.writeNumberField("groups", model.groups());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("runningSessions");
        json.writeStringField(
                "treatmentOfSeenProducts", version.sessions().treatment().name());
        json.writeNumberField("ageExponent", version.sessions().ageExponent());
        json.writeArrayFieldStart("returnRates");
        for (double rate : version.sessions().returnRates()) {
            json.writeNumber(rate);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeStringField("heldBack", version.heldBack().orElse(null));
        json.writeNumberField("users", version.users());
        json.writeNumberField("products", version.products());
        json.writeNumberField("items", version.count().items());
        json.writeNumberField("bytes", version.count().bytes());
        json.writeNumberField("writeUnits", version.count().writeUnits());
        json.writeObjectFieldStart("lineage");
        for (Map.Entry<String, String> fact : new TreeMap<>(version.lineage()).entrySet()) {
            json.writeStringField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
    }
}
