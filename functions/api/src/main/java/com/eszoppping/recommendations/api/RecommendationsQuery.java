package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.ranking.Visit;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks of {@code GET /recommendations} or {@code GET /products/{productId}/recommendations}.
 *
 * @param userId the visitor, if known
 * @param category the category at hand, as a full path or a last segment
 * @param viewed the products of the running session, oldest first; the last one is at hand
 * @param excluded products that must not be in the answer
 * @param model the model that shall answer
 * @param limit how many products are wanted
 */
record RecommendationsQuery(
        Optional<String> userId,
        Optional<String> category,
        List<String> viewed,
        List<String> excluded,
        Optional<String> model,
        int limit) {
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_ID_BYTES = 256;
    private static final int MAX_CATEGORY_BYTES = 1024;
    private static final int MAX_MODEL_BYTES = 64;

    static RecommendationsQuery of(APIGatewayV2HTTPEvent event) {
        QueryParameters parameters = QueryParameters.of(event);
        parameters.refuseOthersThan("userId", "category", "viewed", "exclude", "model", "limit");
        return new RecommendationsQuery(
                parameters.text("userId", MAX_ID_BYTES),
                parameters.text("category", MAX_CATEGORY_BYTES),
                parameters.ids("viewed", Visit.MAX_VIEWED, MAX_ID_BYTES),
                parameters.ids("exclude", Visit.MAX_EXCLUDED, MAX_ID_BYTES),
                parameters.text("model", MAX_MODEL_BYTES),
                parameters.number("limit", 1, Visit.MAX_LIMIT, DEFAULT_LIMIT));
    }

    /** What a product's page asks: what goes with the product at hand. */
    static RecommendationsQuery ofProductPage(APIGatewayV2HTTPEvent event) {
        QueryParameters parameters = QueryParameters.of(event);
        parameters.refuseOthersThan("userId", "exclude", "model", "limit");
        return new RecommendationsQuery(
                parameters.text("userId", MAX_ID_BYTES),
                Optional.empty(),
                List.of(QueryParameters.pathParameter(event, "productId", MAX_ID_BYTES)),
                parameters.ids("exclude", Visit.MAX_EXCLUDED, MAX_ID_BYTES),
                parameters.text("model", MAX_MODEL_BYTES),
                parameters.number("limit", 1, Visit.MAX_LIMIT, DEFAULT_LIMIT));
    }
}
