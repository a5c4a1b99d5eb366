package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.ranking.Answer;
import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.Recommendation;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.store.LiveVersion;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/**
 * One served list.
 *
 * @param id of this answer
 * @param version that answered
 * @param model that answered
 * @param assigned what an experiment decided, if one did
 * @param query what was asked
 * @param answer what was found
 * @param explanations of the items; absent if they were not asked for
 */
record RecommendationsJson(
        String id,
        LiveVersion version,
        ServedModel model,
        Optional<Assigned> assigned,
        RecommendationsQuery query,
        Answer answer,
        Optional<Explanations> explanations) {
    void write(JsonGenerator json) throws IOException {
        json.writeStringField("recommendationId", id);
        json.writeStringField("userId", query.userId().orElse(null));
        json.writeStringField("model", model.name());
        json.writeStringField("version", version.id().text());
        writeExperiment(json);
        json.writeStringField("fallback", answer.fallback().map(Enum::name).orElse(null));
        json.writeArrayFieldStart("items");
        for (Recommendation item : answer.items()) {
            json.writeStartObject();
            json.writeStringField("productId", item.productId());
            json.writeNumberField("score", item.score());
            json.writeStringField("reason", item.reason().name());
            if (explanations.isPresent()) {
                json.writeStringField("explanation", explanations.get().of(item));
            }
            if (query.expanded()) {
                writeProduct(version.catalogue().product(item.productId()), json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeExperiment(JsonGenerator json) throws IOException {
        if (assigned.isEmpty()) {
            json.writeNullField("experiment");
            return;
        }
        json.writeObjectFieldStart("experiment");
        json.writeStringField("name", assigned.get().experiment());
        json.writeStringField("variant", assigned.get().variant());
        json.writeEndObject();
    }

    /** Null in a version of older code, which has no catalogue. */
    private static void writeProduct(Optional<CatalogueEntry> product, JsonGenerator json) throws IOException {
        if (product.isEmpty()) {
            json.writeNullField("product");
            return;
        }
        json.writeObjectFieldStart("product");
        ProductJson.writeDetails(product.get(), json);
        json.writeEndObject();
    }
}
