package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A product's fields in an answer. */
final class ProductJson {
    private ProductJson() {}

    static void writeWhole(CatalogueEntry product, JsonGenerator json) throws IOException {
        json.writeStringField("productId", product.productId());
        writeDetails(product, json);
        json.writeBooleanField("available", product.available());
    }

    /** What a list shows beside the id of what is on sale anyway. */
    static void writeDetails(CatalogueEntry product, JsonGenerator json) throws IOException {
        json.writeStringField("name", product.name());
        json.writeStringField("category", product.category().text());
        if (product.price().isPresent()) {
            json.writeNumberField("price", product.price().getAsDouble());
        } else {
            json.writeNullField("price");
        }
    }
}
