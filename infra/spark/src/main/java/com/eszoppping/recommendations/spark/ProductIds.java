package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.catalogue.Product;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.io.Serializable;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The catalogue as far as executors need it: which products there are, in its order. Made whole again once in each process. */
final class ProductIds implements Serializable {
    private static final long serialVersionUID = 1;

    private final String[] ids;
    private transient volatile Catalogue catalogue;

    ProductIds(Catalogue catalogue) {
        this.ids = IntStream.range(0, catalogue.size())
                .mapToObj(index -> catalogue.product(index).id())
                .toArray(String[]::new);
    }

    int size() {
        return ids.length;
    }

    /** A catalogue in which a product has its index and nothing else. */
    synchronized Catalogue catalogue() {
        if (catalogue == null) {
            catalogue = Catalogue.of(
                    Arrays.stream(ids).map(ProductIds::withoutFacts).toList());
        }
        return catalogue;
    }

    private static Product withoutFacts(String id) {
        return new Product(id, "", CategoryPath.STORE, OptionalDouble.empty(), OptionalDouble.empty(), true);
    }
}
