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
 * @param visitorId an anonymous visitor, who stays in one variant of an experiment; nothing else is known of them
 * @param category the category at hand, as a full path or a last segment
 * @param viewed the products of the running session, oldest first; the last one is at hand
 * @param excluded products that must not be in the answer
 * @param model the model that shall answer
 * @param prices what the products may cost
 * @param limit how many products are wanted
 * @param offset how many products of the ranking come before the first one that is wanted
 * @param expanded whether each product comes with what a shop's page shows of it
 */
record RecommendationsQuery(
        Optional<String> userId,
        Optional<String> visitorId,
        Optional<String> category,
        List<String> viewed,
        List<String> excluded,
        Optional<String> model,
        PriceRange prices,
        int limit,
        int offset,
        boolean expanded) {
    private static final int DEFAULT_LIMIT = 10;
    static final int MAX_ID_BYTES = 256;
    private static final int MAX_MODEL_BYTES = 64;

    static RecommendationsQuery of(APIGatewayV2HTTPEvent event) {
        QueryParameters parameters = QueryParameters.of(event);
        parameters.refuseOthersThan(
                "userId",
                "visitorId",
                "category",
                "viewed",
                "exclude",
                "model",
                "minPrice",
                "maxPrice",
                "limit",
                "offset",
                "expand");
        return new RecommendationsQuery(
                parameters.text("userId", MAX_ID_BYTES),
                parameters.text("visitorId", MAX_ID_BYTES),
                parameters.text(CategoryParameter.NAME, CategoryParameter.MAX_BYTES),
                parameters.ids("viewed", Visit.MAX_VIEWED, MAX_ID_BYTES),
                parameters.ids("exclude", Visit.MAX_EXCLUDED, MAX_ID_BYTES),
                parameters.text("model", MAX_MODEL_BYTES),
                PriceRange.of(parameters),
                parameters.number("limit", 1, Visit.MAX_LIMIT, DEFAULT_LIMIT),
                parameters.number("offset", 0, Visit.MAX_OFFSET, 0),
                parameters.has("expand", "product"));
    }

    /** What a product's page asks: what goes with the product at hand. */
    static RecommendationsQuery ofProductPage(APIGatewayV2HTTPEvent event) {
        QueryParameters parameters = QueryParameters.of(event);
        parameters.refuseOthersThan("userId", "visitorId", "exclude", "model", "limit", "expand");
        return new RecommendationsQuery(
                parameters.text("userId", MAX_ID_BYTES),
                parameters.text("visitorId", MAX_ID_BYTES),
                Optional.empty(),
                List.of(QueryParameters.pathParameter(event, "productId", MAX_ID_BYTES)),
                parameters.ids("exclude", Visit.MAX_EXCLUDED, MAX_ID_BYTES),
                parameters.text("model", MAX_MODEL_BYTES),
                PriceRange.ANY,
                parameters.number("limit", 1, Visit.MAX_LIMIT, DEFAULT_LIMIT),
                0,
                parameters.has("expand", "product"));
    }

    /** Whom an experiment assigns. */
    Optional<String> visitor() {
        return userId.or(() -> visitorId);
    }
}
