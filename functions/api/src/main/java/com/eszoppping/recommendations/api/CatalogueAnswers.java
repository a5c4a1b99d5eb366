package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.store.LiveVersion;

/** Answers that follow from the version alone, so that they may be kept until another one is served. */
final class CatalogueAnswers {
    private static final String MAX_AGE = "max-age=300";

    private CatalogueAnswers() {}

    static APIGatewayV2HTTPResponse of(LiveVersion live, APIGatewayV2HTTPEvent event, Responses.Body body) {
        return Responses.cached("\"" + live.id().text() + "\"", MAX_AGE, event, body);
    }
}
