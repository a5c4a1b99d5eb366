package com.eszoppping.recommendations.catalogue;

import com.eszoppping.recommendations.lines.JsonLinesReader;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.lines.RejectedLines;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads the catalogue's files and cleans what is in them. The order of files and lines makes no difference. Not
 * thread-safe.
 */
public final class CatalogueBuilder {
    private final JsonLinesReader reader;
    private final CatalogueLineParser parser = new CatalogueLineParser();
    private final Set<CatalogueLine> distinctLines = new HashSet<>();
    private final Map<String, CatalogueLine> mostTrusted = new HashMap<>();
    private long linesTaken;

    /**
     * @param rejected where the lines go that can't be used
     */
    public CatalogueBuilder(RejectedLines rejected) {
        this.reader = new JsonLinesReader(rejected);
    }

    /**
     * Reads a file of products.
     *
     * @param file the name to use for rejected lines
     * @param in JSON Lines, plain or gzip; stays open
     * @throws IOException as {@code in} throws it; broken gzip data is no failure but ends the file
     */
    public void read(String file, InputStream in) throws IOException {
        reader.read(file, in, this::take);
    }

    /** Makes the catalogue of what was read so far. */
    public Catalogue build() {
        CatalogueTally tally = new CatalogueTally();
        tally.duplicateLines = linesTaken - distinctLines.size();
        tally.conflictingLines = (long) distinctLines.size() - mostTrusted.size();
        Map<CatalogueLine, CategoryPath> categories = categories(tally);
        PriceReference reference = priceReference(categories);
        List<Product> products = new ArrayList<>(categories.size());
        categories.forEach((line, category) -> {
            OptionalDouble price = price(line, category, reference, tally);
            Product product =
                    new Product(line.id(), name(line, tally), category, price, rating(line, tally), line.available());
            tally.add(product);
            products.add(product);
        });
        return new Catalogue(products, tally.quality(reader.counts(), parser.unknownFields()));
    }

    private Optional<RejectReason> take(byte[] bytes, int from, int to) {
        Optional<RejectReason> reason = parser.parse(bytes, from, to);
        if (reason.isEmpty()) {
            CatalogueLine line = parser.line();
            linesTaken++;
            if (distinctLines.add(line)) {
                mostTrusted.merge(line.id(), line, CatalogueBuilder::moreTrusted);
            }
        }
        return reason;
    }

    private static CatalogueLine moreTrusted(CatalogueLine a, CatalogueLine b) {
        return CatalogueLine.MOST_TRUSTED_FIRST.compare(a, b) <= 0 ? a : b;
    }

    private Map<CatalogueLine, CategoryPath> categories(CatalogueTally tally) {
        Map<CatalogueLine, CategoryPath> categories = new HashMap<>(2 * mostTrusted.size());
        for (CatalogueLine line : mostTrusted.values()) {
            Optional<CategoryPath> category = ProductText.category(line.category());
            tally.categoriesDropped += category.isEmpty() || line.categoryUnusable() ? 1 : 0;
            categories.put(line, category.orElse(CategoryPath.STORE));
        }
        return categories;
    }

    private static PriceReference priceReference(Map<CatalogueLine, CategoryPath> categories) {
        Map<CategoryPath, List<Double>> prices = new HashMap<>();
        categories.forEach((line, category) -> {
            double price = Math.abs(line.price());
            if (Product.isPrice(price)) {
                prices.computeIfAbsent(category, key -> new ArrayList<>()).add(price);
            }
        });
        return new PriceReference(prices);
    }

    private static OptionalDouble price(
            CatalogueLine line, CategoryPath category, PriceReference reference, CatalogueTally tally) {
        double price = Math.abs(line.price());
        if (!Product.isPrice(price)) {
            boolean given = line.priceUnusable() || !Double.isNaN(price);
            tally.pricesDropped += given ? 1 : 0;
            return OptionalDouble.empty();
        }
        PriceReference.Verdict verdict = reference.judge(price, category);
        if (verdict == PriceReference.Verdict.DUBIOUS) {
            tally.pricesDropped++;
            return OptionalDouble.empty();
        }
        tally.pricesRepairedBySign += line.price() < 0 ? 1 : 0;
        if (verdict == PriceReference.Verdict.BELIEVED) {
            return OptionalDouble.of(price);
        }
        tally.pricesRepairedByFactor++;
        return OptionalDouble.of(PriceReference.aMillionthOf(price));
    }

    private static OptionalDouble rating(CatalogueLine line, CatalogueTally tally) {
        if (Product.isRating(line.rating())) {
            return OptionalDouble.of(line.rating());
        }
        boolean given = line.ratingUnusable() || !Double.isNaN(line.rating());
        tally.ratingsDropped += given ? 1 : 0;
        return OptionalDouble.empty();
    }

    private static String name(CatalogueLine line, CatalogueTally tally) {
        String unescaped = ProductText.unescape(line.name());
        String cut = ProductText.cut(unescaped);
        tally.namesUnescaped += unescaped.equals(line.name()) ? 0 : 1;
        tally.namesCut += cut.length() < unescaped.length() ? 1 : 0;
        return ProductText.writable(cut);
    }
}
