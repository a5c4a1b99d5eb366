package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ProductFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Products as items: {@code category}, {@code price} where there is one, {@code available}, {@code affinities}. */
final class ProductItems {
    private ProductItems() {}

    static Map<String, Value> toFields(ProductFacts product) {
        Map<String, Value> fields = new HashMap<>();
        fields.put("category", new Value.Text(product.category().text()));
        product.price().ifPresent(price -> fields.put("price", new Value.Real(price)));
        fields.put("available", new Value.Flag(product.available()));
        List<Value> affinities =
                product.groupAffinities().stream().<Value>map(Value.Real::new).toList();
        fields.put("affinities", new Value.Sequence(affinities));
        return fields;
    }

    static ProductFacts of(String productId, Item item) {
        Row row = Row.of(item);
        return new ProductFacts(
                productId,
                CategoryPath.parse(row.text("category")),
                row.has("price") ? OptionalDouble.of(row.real("price")) : OptionalDouble.empty(),
                row.flag("available"),
                row.reals("affinities"));
    }
}
