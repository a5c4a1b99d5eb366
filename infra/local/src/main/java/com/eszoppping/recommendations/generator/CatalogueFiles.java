package com.eszoppping.recommendations.generator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files below {@code catalogue/}: products and users, in the order of their ids. */
final class CatalogueFiles {
    private static final int DECIMALS_OF_A_PRICE = 2;
    private static final int DECIMALS_OF_A_RATING = 1;

    private final Path folder;

    CatalogueFiles(Path folder) {
        this.folder = folder;
    }

    void write(Assortment assortment, CatalogueDirt dirt, int users) throws IOException {
        Files.createDirectories(folder);
        try (JsonGenerator json = jsonLines("products.jsonl.gz")) {
            for (int product : assortment.byId()) {
                if (!dirt.isMissing(product)) {
                    writeProduct(json, assortment, dirt, product);
                }
            }
            json.writeRaw('\n');
        }
        try (JsonGenerator json = jsonLines("users.jsonl.gz")) {
            for (int user = 0; user < users; user++) {
                writeUser(json, user);
            }
            json.writeRaw('\n');
        }
    }

    private JsonGenerator jsonLines(String name) throws IOException {
        JsonGenerator json =
                new JsonFactory().createGenerator(new FastGzip(Files.newOutputStream(folder.resolve(name))));
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        return json;
    }

    private static void writeProduct(JsonGenerator json, Assortment assortment, CatalogueDirt dirt, int product)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("product_id", assortment.id(product));
        json.writeStringField("product_name", dirt.name(product, assortment.name(product)));
        json.writeStringField(
                "category_path",
                assortment.leaves.get(assortment.leafOf[product]).path().text());
        json.writeNumberField(
                "price", BigDecimal.valueOf(dirt.price(product, assortment.price[product]), DECIMALS_OF_A_PRICE));
        if (assortment.rating[product] > 0) {
            json.writeNumberField("user_rating", BigDecimal.valueOf(assortment.rating[product], DECIMALS_OF_A_RATING));
        } else {
            json.writeNullField("user_rating");
        }
        json.writeEndObject();
    }

    private static void writeUser(JsonGenerator json, int user) throws IOException {
        json.writeStartObject();
        json.writeNumberField("user_id", Shoppers.userId(user));
        json.writeStringField("name", PersonNames.name(user));
        json.writeStringField("city", PersonNames.city(user));
        json.writeStringField("street", PersonNames.street(user));
        json.writeEndObject();
    }
}
