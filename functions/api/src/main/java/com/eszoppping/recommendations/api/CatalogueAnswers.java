package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.store.LiveVersion;
import com.eszoppping.recommendations.store.Withdrawn;

/** Answers that follow from the version alone, so that they may be kept until another one is served. */
final class CatalogueAnswers {
    private static final String MAX_AGE = "max-age=300";

    /** What is on sale may change within a version. */
    private static final String MAX_AGE_OF_PRODUCTS = "max-age=30";

    private CatalogueAnswers() {}

    static APIGatewayV2HTTPResponse of(LiveVersion live, APIGatewayV2HTTPEvent event, Responses.Body body) {
        return Responses.cached("\"" + live.id().text() + "\"", MAX_AGE, event, body);
    }

    /** An answer about products, which may be taken off sale while their version is served. */
    static APIGatewayV2HTTPResponse of(
            LiveVersion live, Withdrawn withdrawn, APIGatewayV2HTTPEvent event, Responses.Body body) {
        String tag = withdrawn.tag();
        String etag = "\"" + live.id().text() + (tag.isEmpty() ? "" : "." + tag) + "\"";
        return Responses.cached(etag, MAX_AGE_OF_PRODUCTS, event, body);
    }
}
