package com.eszoppping.recommendations.generator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The catalogue's two files: products in the order of their ids, and users with invented names and addresses. */
final class CatalogueFiles {
    private static final double GROSZE_PER_ZLOTY = 100;
    private static final double TENTHS = 10;
    private static final int HOUSE_NUMBERS = 200;

    private static final List<String> FIRST_NAMES =
            List.of("Anna", "Cyprian", "Ewa", "Jan", "Kacper", "Łucja", "Marek", "Olga", "Piotr", "Zofia");
    private static final List<String> LAST_NAMES =
            List.of("Baran", "Cichoń", "Dudek", "Gajda", "Klimek", "Lis", "Mróz", "Pająk", "Sroka", "Żak");
    private static final List<String> CITIES =
            List.of("Gdynia", "Kielce", "Konin", "Kraków", "Lublin", "Łódź", "Poznań", "Toruń", "Warszawa", "Zabrze");
    private static final List<String> STREETS =
            List.of("aleja Boczna", "pl. Zdrojowa", "ul. Długa", "ul. Leśna", "ul. Ogrodowa", "ul. Polna");

    private final JsonFactory json = new JsonFactory().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, true);
    private final Assortment assortment;
    private final Dirt dirt;

    CatalogueFiles(Assortment assortment, Dirt dirt) {
        this.assortment = assortment;
        this.dirt = dirt;
    }

    void write(Path folder, int users) throws IOException {
        try (JsonGenerator lines = open(folder.resolve("products.jsonl.gz"))) {
            for (int product : assortment.byId()) {
                if (dirt.isMissing(assortment.id(product))) {
                    dirt.count(DirtKind.MISSING_PRODUCT);
                } else {
                    writeProduct(product, lines);
                }
            }
        }
        try (JsonGenerator lines = open(folder.resolve("users.jsonl.gz"))) {
            for (int user = 0; user < users; user++) {
                writeUser(Shoppers.userId(user), lines);
            }
        }
    }

    private JsonGenerator open(Path file) throws IOException {
        return json.createGenerator(new FastGzip(Files.newOutputStream(file))).setRootValueSeparator(null);
    }

    private void writeProduct(int product, JsonGenerator lines) throws IOException {
        lines.writeStartObject();
        lines.writeNumberField("product_id", assortment.id(product));
        lines.writeStringField("product_name", dirt.name(assortment.name(product)));
        lines.writeStringField(
                "category_path",
                assortment.leaves.get(assortment.leafOf[product]).path().text());
        lines.writeNumberField(
                "price", dirt.price(assortment.id(product), assortment.price[product] / GROSZE_PER_ZLOTY));
        if (assortment.rating[product] > 0) {
            lines.writeNumberField("user_rating", assortment.rating[product] / TENTHS);
        }
        lines.writeEndObject();
        lines.writeRaw('\n');
    }

    private static void writeUser(long user, JsonGenerator lines) throws IOException {
        lines.writeStartObject();
        lines.writeNumberField("user_id", user);
        lines.writeStringField("name", pick(FIRST_NAMES, user, 1) + " " + pick(LAST_NAMES, user, 2));
        lines.writeStringField("city", pick(CITIES, user, 3));
        long house = 1 + Long.remainderUnsigned(StableHash.bits(5, user), HOUSE_NUMBERS);
        lines.writeStringField("street", pick(STREETS, user, 4) + " " + house);
        lines.writeEndObject();
        lines.writeRaw('\n');
    }

    private static String pick(List<String> names, long user, long salt) {
        return names.get((int) Long.remainderUnsigned(StableHash.bits(salt, user), names.size()));
    }
}
