package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.CategoryTree.Resolution;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.store.LiveVersion;
import com.eszoppping.recommendations.store.VersionReader;
import com.eszoppping.recommendations.store.Withdrawn;
import java.util.List;
import java.util.Optional;

/** What a shop's pages show of its products. */
final class Products {
    private static final int MAX_WORDS_BYTES = 256;
    private static final int MAX_LIMIT = 50;
    private static final int DEFAULT_LIMIT = 10;

    private final VersionReader versions;

    Products(VersionReader versions) {
        this.versions = versions;
    }

    /** {@code GET /products/{productId}}. */
    APIGatewayV2HTTPResponse answerOne(LiveVersion live, APIGatewayV2HTTPEvent event) {
        QueryParameters.of(event).refuseOthersThan();
        String id = QueryParameters.pathParameter(event, "productId", QueryParameters.MAX_ID_BYTES);
        ProductFacts product =
                versions.read(live, Optional.empty(), List.of(id)).products().get(id);
        if (product == null) {
            throw new ProblemException(Problem.notFound(event.getRawPath()));
        }
        Withdrawn withdrawn = versions.withdrawn(live);
        CatalogueEntry entry = new CatalogueEntry(
                id, product.name(), product.category(), product.price(), product.available() && !withdrawn.has(id));
        return CatalogueAnswers.of(live, withdrawn, event, json -> ProductJson.writeWhole(entry, json));
    }

    /** {@code GET /products}: what is on sale, the most popular first, from memory. */
    APIGatewayV2HTTPResponse answer(LiveVersion live, APIGatewayV2HTTPEvent event) {
        QueryParameters parameters = QueryParameters.of(event);
        parameters.refuseOthersThan(CategoryParameter.NAME, "q", "limit", "offset");
        Optional<String> category = parameters.text(CategoryParameter.NAME, CategoryParameter.MAX_BYTES);
        String words = parameters.text("q", MAX_WORDS_BYTES).orElse("");
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        int offset = parameters.number("offset", 0, Integer.MAX_VALUE, 0);
        Withdrawn withdrawn = versions.withdrawn(live);
        List<CatalogueEntry> found = find(live, category, words).stream()
                .filter(product -> !withdrawn.has(product.productId()))
                .toList();
        return CatalogueAnswers.of(live, withdrawn, event, json -> {
            json.writeArrayFieldStart("products");
            for (CatalogueEntry product :
                    found.stream().skip(offset).limit(limit).toList()) {
                json.writeStartObject();
                ProductJson.writeWhole(product, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("total", found.size());
        });
    }

    /** In a category that the store does not have there is nothing. */
    private static List<CatalogueEntry> find(LiveVersion live, Optional<String> category, String words) {
        if (category.isEmpty()) {
            return live.catalogue().find(CategoryPath.STORE, words);
        }
        return CategoryParameter.resolve(live, category.get()) instanceof Resolution.Known known
                ? live.catalogue().find(known.path(), words)
                : List.of();
    }
}
