package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.store.LiveVersion;

/** {@code GET /categories}: the store's category tree, from memory. */
final class Categories {
    private Categories() {}

    static APIGatewayV2HTTPResponse answer(LiveVersion live, APIGatewayV2HTTPEvent event) {
        QueryParameters.of(event).refuseOthersThan();
        return CatalogueAnswers.of(live, event, json -> {
            json.writeArrayFieldStart("categories");
            for (CategoryPath category : live.categories().nodes()) {
                if (!category.isStore()) {
                    json.writeStartObject();
                    json.writeStringField("path", category.text());
                    json.writeStringField("name", category.name());
                    json.writeStringField(
                            "parent",
                            category.parent()
                                    .filter(parent -> !parent.isStore())
                                    .map(CategoryPath::text)
                                    .orElse(null));
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        });
    }
}
