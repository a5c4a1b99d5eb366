package com.eszoppping.recommendations.ranking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** All products of a store in memory, the most popular first. Immutable for whoever uses it, safe for many threads. */
public final class ShopCatalogue {
    /** A catalogue that knows no product. */
    public static final ShopCatalogue EMPTY = new ShopCatalogue(List.of());

    private final List<CatalogueEntry> byPopularity;
    private final Map<String, CatalogueEntry> byId;

    /** The names as they are searched, made at the first search so that a cold start does not pay for it. */
    private volatile List<SearchText> names = List.of();

    /**
     * A catalogue of these products.
     *
     * @param byPopularity the most popular first; of several with one id the first is found by it
     */
    public ShopCatalogue(Collection<CatalogueEntry> byPopularity) {
        this.byPopularity = List.copyOf(byPopularity);
        this.byId = new HashMap<>(2 * this.byPopularity.size());
        this.byPopularity.forEach(product -> byId.putIfAbsent(product.productId(), product));
    }

    /** The product with an id, if the catalogue has it. */
    public Optional<CatalogueEntry> product(String productId) {
        return Optional.ofNullable(byId.get(productId));
    }

    /**
     * The products on sale in a category and below it whose name has every word, the most popular first.
     *
     * @param category {@link CategoryPath#STORE} for all
     * @param words words with blanks between them, in any case, with or without diacritics; none for all products. A word
     *     may be a part of one in the name
     */
    public List<CatalogueEntry> find(CategoryPath category, String words) {
        List<String> wanted = SearchText.of(words).words();
        List<SearchText> searched = wanted.isEmpty() ? List.of() : names();
        return IntStream.range(0, byPopularity.size())
                .filter(place -> byPopularity.get(place).available())
                .filter(place -> category.holds(byPopularity.get(place).category()))
                .filter(place -> wanted.isEmpty() || searched.get(place).hasAll(wanted))
                .mapToObj(byPopularity::get)
                .toList();
    }

    /** Two threads may both make them at first; they make the same. */
    private List<SearchText> names() {
        if (names.size() < byPopularity.size()) {
            List<SearchText> made = new ArrayList<>(byPopularity.size());
            byPopularity.forEach(product -> made.add(SearchText.of(product.name())));
            names = made;
        }
        return names;
    }
}
