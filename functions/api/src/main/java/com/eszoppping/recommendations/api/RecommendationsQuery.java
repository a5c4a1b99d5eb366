package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.ranking.Diversity;
import com.eszoppping.recommendations.ranking.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks of {@code GET /recommendations} or {@code GET /products/{productId}/recommendations}. Without consent it
 * holds nothing of the person: no visitor, and of what was viewed only the product at hand, which is the page.
 *
 * @param userId the visitor, if known
 * @param visitorId an anonymous visitor, who stays in one variant of an experiment; nothing else is known of them
 * @param consented whether the person agreed to be known
 * @param category the category at hand, as a full path or a last segment
 * @param viewed the products of the running session, oldest first; the last one is at hand
 * @param excluded products that must not be in the answer
 * @param model the model that shall answer
 * @param version the version that shall answer
 * @param prices what the products may cost
 * @param limit how many products are wanted
 * @param offset how many products of the ranking come before the first one that is wanted
 * @param diversity how far the answer spreads over the categories; absent where an experiment may decide it
 * @param explained the language in which each product says why it is there; absent if it need not
 * @param expanded whether each product comes with what a shop's page shows of it
 */
record RecommendationsQuery(
        Optional<String> userId,
        Optional<String> visitorId,
        boolean consented,
        Optional<String> category,
        List<String> viewed,
        List<String> excluded,
        Optional<String> model,
        Optional<String> version,
        PriceRange prices,
        int limit,
        int offset,
        Optional<Diversity> diversity,
        Optional<Language> explained,
        boolean expanded) {
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_MODEL_BYTES = 64;

    private static final List<String> PARAMETERS = List.of(
            "userId",
            "visitorId",
            Consent.NAME,
            "exclude",
            "model",
            ServedVersions.NAME,
            "minPrice",
            "maxPrice",
            "limit",
            "offset",
            "diversity",
            "explain",
            "expand");

    static RecommendationsQuery of(APIGatewayV2HTTPEvent event) {
        QueryParameters parameters = QueryParameters.of(event);
        List<String> known = new ArrayList<>(PARAMETERS);
        known.addAll(List.of(CategoryParameter.NAME, "viewed"));
        parameters.refuseOthersThan(known.toArray(String[]::new));
        return of(
                parameters,
                parameters.text(CategoryParameter.NAME, CategoryParameter.MAX_BYTES),
                parameters.ids("viewed", Visit.MAX_VIEWED, QueryParameters.MAX_ID_BYTES),
                event);
    }

    /** What a product's page asks: what goes with the product at hand. */
    static RecommendationsQuery ofProductPage(APIGatewayV2HTTPEvent event) {
        QueryParameters parameters = QueryParameters.of(event);
        parameters.refuseOthersThan(PARAMETERS.toArray(String[]::new));
        String atHand = QueryParameters.pathParameter(event, "productId", QueryParameters.MAX_ID_BYTES);
        return of(parameters, Optional.empty(), List.of(atHand), event);
    }

    private static RecommendationsQuery of(
            QueryParameters parameters, Optional<String> category, List<String> viewed, APIGatewayV2HTTPEvent event) {
        boolean consented = Consent.of(parameters);
        return new RecommendationsQuery(
                parameters.text("userId", QueryParameters.MAX_ID_BYTES).filter(id -> consented),
                parameters.text("visitorId", QueryParameters.MAX_ID_BYTES).filter(id -> consented),
                consented,
                category,
                consented ? viewed : viewed.subList(Math.max(0, viewed.size() - 1), viewed.size()),
                parameters.ids("exclude", Visit.MAX_EXCLUDED, QueryParameters.MAX_ID_BYTES),
                parameters.text("model", MAX_MODEL_BYTES),
                ServedVersions.asked(parameters),
                PriceRange.of(parameters),
                parameters.number("limit", 1, Visit.MAX_LIMIT, DEFAULT_LIMIT),
                parameters.number("offset", 0, Visit.MAX_OFFSET, 0),
                parameters.fraction("diversity").map(Diversity::new),
                parameters.flag("explain", false)
                        ? Optional.of(Language.of(event.getHeaders().get("accept-language")))
                        : Optional.empty(),
                parameters.has("expand", "product"));
    }

    /** Whom an experiment assigns. */
    Optional<String> visitor() {
        return userId.or(() -> visitorId);
    }

    /** Whether the client says who answers, so that no experiment decides it. */
    boolean choosesItself() {
        return model.isPresent() || version.isPresent();
    }
}
