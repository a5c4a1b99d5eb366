package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.store.LiveVersion;
import com.eszoppping.recommendations.store.Manifest;
import com.eszoppping.recommendations.store.Pointer;
import com.eszoppping.recommendations.store.VersionReader;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** {@code GET /models}: the published versions, newest first, and which of them is served. */
final class Models {
    private static final String MAX_AGE = "max-age=30";

    private final VersionReader versions;

    Models(VersionReader versions) {
        this.versions = versions;
    }

    APIGatewayV2HTTPResponse answer(LiveVersion live, APIGatewayV2HTTPEvent event) {
        QueryParameters.of(event).refuseOthersThan();
        Pointer pointer = live.pointer();
        String etag = "\"" + pointer.revision() + "\"";
        Map<String, String> headers = Map.of("ETag", etag, "Cache-Control", MAX_AGE);
        if (etag.equals(event.getHeaders().get("if-none-match"))) {
            return Responses.notModified(headers);
        }
        return Responses.ok(headers, json -> {
            json.writeStringField("current", pointer.current().text());
            json.writeStringField(
                    "previous", pointer.previous().map(Object::toString).orElse(null));
            json.writeArrayFieldStart("versions");
            for (Manifest version : versions.published()) {
                write(version, json);
            }
            json.writeEndArray();
        });
    }

    private static void write(Manifest version, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", version.id().text());
        json.writeStringField("publishedAt", version.publishedAt().toString());
        json.writeStringField("expiresAt", version.expiresAt().toString());
        json.writeStringField("defaultModel", version.defaultModel(false).name());
        json.writeArrayFieldStart("models");
        for (ServedModel model : version.models()) {
            json.writeStartObject();
            json.writeStringField("name", model.name());
            json.writeNumberField("groups", model.groups());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("users", version.users());
        json.writeNumberField("products", version.products());
        json.writeNumberField("items", version.count().items());
        json.writeNumberField("bytes", version.count().bytes());
        json.writeNumberField("writeUnits", version.count().writeUnits());
        json.writeObjectFieldStart("lineage");
        for (Map.Entry<String, String> fact : version.lineage().entrySet()) {
            json.writeStringField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
