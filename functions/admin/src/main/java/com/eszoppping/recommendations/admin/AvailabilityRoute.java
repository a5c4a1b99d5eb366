package com.eszoppping.recommendations.admin;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.http.Quote;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.store.AvailabilityDecisions;
import com.eszoppping.recommendations.store.ControlDocuments;
import com.eszoppping.recommendations.store.Versions;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code PUT /products/{productId}/availability}: takes a product off sale by hand, or takes that decision back, by one
 * conditional write. A product that nobody knows is accepted, since it may come with the next training; the answer says so.
 */
final class AvailabilityRoute {
    private static final String FIELD = "available";

    private final ControlDocuments documents;
    private final Versions versions;
    private final InstantSource clock;

    AvailabilityRoute(ControlDocuments documents, Versions versions, InstantSource clock) {
        this.documents = documents;
        this.versions = versions;
        this.clock = clock;
    }

    APIGatewayV2HTTPResponse put(APIGatewayV2HTTPEvent event) {
        String productId = QueryParameters.pathParameter(event, "productId", QueryParameters.MAX_ID_BYTES);
        boolean available = available(event.getBody());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String document = documents.change(AvailabilityDecisions.DOCUMENT, text -> {
            AvailabilityDecisions decisions = AvailabilityDecisions.read(text);
            return (available ? decisions.takingBack(productId) : decisions.withdrawing(productId, now)).text();
        });
        Optional<Instant> since = Optional.ofNullable(
                AvailabilityDecisions.read(Optional.of(document)).withdrawn().get(productId));
        boolean known = versions.hasProduct(productId);
        return Responses.ok(Map.of("Cache-Control", "no-store"), json -> {
            json.writeStringField("productId", productId);
            json.writeBooleanField(FIELD, since.isEmpty());
            json.writeStringField("since", since.map(Instant::toString).orElse(null));
            json.writeBooleanField("known", known);
        });
    }

    private static boolean available(String body) {
        JsonNode wish = JsonBody.parse(body, "a JSON object like {\"available\": false}");
        JsonBody.refuseOthers(wish, Set.of(FIELD), "");
        JsonNode value = wish.path(FIELD);
        if (!value.isBoolean()) {
            throw new ProblemException(Problem.badParameter(
                    FIELD,
                    "'available' is true or false, but "
                            + (value.isMissingNode()
                                    ? "it is missing."
                                    : "this is " + Quote.of(value.toString()) + ".")));
        }
        return value.booleanValue();
    }
}
