package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ShopCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A version's catalogue, the most popular products first, cut into as few items as DynamoDB's limit of 400 KB allows.
 * Each has columns: {@code ids}, {@code names}, {@code prices} with 0 for none, {@code available}, and {@code categories}
 * as places in the part's own list of {@code paths}.
 */
final class CatalogueParts {
    /** Of the columns; the key and the columns' names come on top. */
    private static final int PART_BYTES = 370 * 1_024;

    private static final double NO_PRICE = 0;

    private CatalogueParts() {}

    /** The fields of each part; none for no products. */
    static List<Map<String, Value>> of(Iterable<CatalogueEntry> byPopularity) {
        List<Map<String, Value>> parts = new ArrayList<>();
        Part part = new Part();
        for (CatalogueEntry product : byPopularity) {
            if (!part.takes(product)) {
                parts.add(part.fields());
                part = new Part();
            }
            part.add(product);
        }
        if (!part.isEmpty()) {
            parts.add(part.fields());
        }
        return parts;
    }

    /** The catalogue of all parts, given in their order. */
    static ShopCatalogue catalogueOf(Collection<Item> parts) {
        return new ShopCatalogue(
                parts.stream().flatMap(CatalogueParts::productsOf).toList());
    }

    /** The products of one part. */
    static Stream<CatalogueEntry> productsOf(Item part) {
        Row row = Row.of(part);
        List<CategoryPath> paths =
                row.texts("paths").stream().map(CategoryPath::parse).toList();
        List<String> ids = row.texts("ids");
        List<String> names = row.texts("names");
        List<Double> prices = row.reals("prices");
        List<Integer> categories = row.counts("categories");
        List<Boolean> available = row.flags("available");
        return IntStream.range(0, ids.size())
                .mapToObj(place -> new CatalogueEntry(
                        ids.get(place),
                        names.get(place),
                        paths.get(categories.get(place)),
                        prices.get(place) == NO_PRICE ? OptionalDouble.empty() : OptionalDouble.of(prices.get(place)),
                        available.get(place)));
    }

    /** One part while it is filled. */
    private static final class Part {
        private final List<Value> ids = new ArrayList<>();
        private final List<Value> names = new ArrayList<>();
        private final List<Value> prices = new ArrayList<>();
        private final List<Value> available = new ArrayList<>();
        private final List<Value> categories = new ArrayList<>();
        private final Map<CategoryPath, Integer> paths = new LinkedHashMap<>();
        private int bytes;

        boolean isEmpty() {
            return ids.isEmpty();
        }

        boolean takes(CatalogueEntry product) {
            return isEmpty() || bytes + bytesOf(product) <= PART_BYTES;
        }

        void add(CatalogueEntry product) {
            bytes += bytesOf(product);
            ids.add(new Value.Text(product.productId()));
            names.add(new Value.Text(product.name()));
            prices.add(price(product));
            available.add(new Value.Flag(product.available()));
            categories.add(place(product.category()));
            paths.putIfAbsent(product.category(), paths.size());
        }

        private int bytesOf(CatalogueEntry product) {
            int bytesOfPath = paths.containsKey(product.category())
                    ? 0
                    : ItemSize.ofElement(new Value.Text(product.category().text()));
            return bytesOfPath
                    + ItemSize.ofElement(new Value.Text(product.productId()))
                    + ItemSize.ofElement(new Value.Text(product.name()))
                    + ItemSize.ofElement(price(product))
                    + ItemSize.ofElement(new Value.Flag(product.available()))
                    + ItemSize.ofElement(place(product.category()));
        }

        private static Value price(CatalogueEntry product) {
            return new Value.Real(product.price().orElse(NO_PRICE));
        }

        private Value place(CategoryPath category) {
            return new Value.Whole(paths.getOrDefault(category, paths.size()));
        }

        Map<String, Value> fields() {
            List<Value> texts = paths.keySet().stream()
                    .<Value>map(path -> new Value.Text(path.text()))
                    .toList();
            return Map.of(
                    "paths", new Value.Sequence(texts),
                    "ids", new Value.Sequence(ids),
                    "names", new Value.Sequence(names),
                    "prices", new Value.Sequence(prices),
                    "available", new Value.Sequence(available),
                    "categories", new Value.Sequence(categories));
        }
    }
}
