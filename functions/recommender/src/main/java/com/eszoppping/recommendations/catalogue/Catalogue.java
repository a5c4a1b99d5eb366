package com.eszoppping.recommendations.catalogue;

import com.eszoppping.recommendations.lines.LineCounts;
import com.eszoppping.recommendations.ranking.CategoryTree;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** All products of the store, in the order of their ids. A product's place in that order is its index. Immutable. */
public final class Catalogue {
    private final List<Product> products;
    private final Map<String, Integer> indexes;
    private final CategoryTree tree;
    private final CatalogueQuality quality;

    Catalogue(Collection<Product> products, CatalogueQuality quality) {
        this.products =
                products.stream().sorted(Comparator.comparing(Product::id)).toList();
        this.indexes = indexesOf(this.products);
        this.tree = new CategoryTree(
                products.stream().map(Product::category).distinct().toList());
        this.quality = quality;
    }

    /**
     * A catalogue of products that were clean from the start.
     *
     * @param products in any order
     * @throws IllegalArgumentException if two have the same id
     */
    public static Catalogue of(Collection<Product> products) {
        CatalogueTally tally = new CatalogueTally();
        products.forEach(tally::add);
        return new Catalogue(products, tally.quality(LineCounts.none(), 0));
    }

    /** How many products there are. */
    public int size() {
        return products.size();
    }

    /**
     * The product at a place of the order.
     *
     * @param index from 0
     * @throws IndexOutOfBoundsException if there is none
     */
    public Product product(int index) {
        return products.get(index);
    }

    /** The index of a product, or nothing if the catalogue doesn't have it. */
    public OptionalInt indexOf(String productId) {
        Integer index = indexes.get(productId);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** Every category that has products, and those above. */
    public CategoryTree tree() {
        return tree;
    }

    /** How clean the catalogue was. */
    public CatalogueQuality quality() {
        return quality;
    }

    private static Map<String, Integer> indexesOf(List<Product> products) {
        Map<String, Integer> indexes = new HashMap<>(2 * products.size());
        for (int i = 0; i < products.size(); i++) {
            Integer other = indexes.put(products.get(i).id(), i);
            if (other != null) {
                throw new IllegalArgumentException("A catalogue has each product once, but "
                        + products.get(i).id() + " stands there twice.");
            }
        }
        return indexes;
    }
}
