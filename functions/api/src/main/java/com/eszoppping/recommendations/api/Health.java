package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.store.LiveVersion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** {@code GET /health}: whether there is something to serve, and how old it is. */
final class Health {
    private final InstantSource clock;

    Health(InstantSource clock) {
        this.clock = clock;
    }

    APIGatewayV2HTTPResponse answer(LiveVersion live) {
        Duration age = Duration.between(live.manifest().publishedAt(), clock.instant());
        return Responses.ok(Map.of("Cache-Control", "no-store"), json -> {
            json.writeStringField("status", "ok");
            json.writeStringField("version", live.manifest().id().text());
            json.writeNumberField("ageSeconds", age.toSeconds());
        });
    }
}
