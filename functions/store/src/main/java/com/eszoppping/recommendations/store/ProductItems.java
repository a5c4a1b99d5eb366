package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Products as items: {@code name}, {@code category}, {@code price} where there is one, {@code available}, {@code affinities}, and
 * the list {@code next} as two columns, {@code nextIds} and {@code nextScores}, which is the shortest form.
 */
final class ProductItems {
    private ProductItems() {}

    static Map<String, Value> toFields(ProductFacts product) {
        Map<String, Value> fields = new HashMap<>();
        fields.put("name", new Value.Text(product.name()));
        fields.put("category", new Value.Text(product.category().text()));
        product.price().ifPresent(price -> fields.put("price", new Value.Real(price)));
        fields.put("available", new Value.Flag(product.available()));
        List<Value> affinities =
                product.groupAffinities().stream().<Value>map(Value.Real::new).toList();
        fields.put("affinities", new Value.Sequence(affinities));
        if (!product.next().isEmpty()) {
            fields.put("nextIds", column(product.next(), next -> new Value.Text(next.productId())));
            fields.put("nextScores", column(product.next(), next -> new Value.Real(next.score())));
        }
        return fields;
    }

    private static Value column(List<ScoredProduct> products, Function<ScoredProduct, Value> value) {
        return new Value.Sequence(products.stream().map(value).toList());
    }

    static ProductFacts of(String productId, Item item) {
        Row row = Row.of(item);
        return new ProductFacts(
                productId,
                // Versions of older code have no names.
                row.optionalText("name").orElse(""),
                CategoryPath.parse(row.text("category")),
                row.has("price") ? OptionalDouble.of(row.real("price")) : OptionalDouble.empty(),
                row.flag("available"),
                row.reals("affinities"),
                row.has("nextIds") ? next(row.texts("nextIds"), row.reals("nextScores")) : List.of());
    }

    private static List<ScoredProduct> next(List<String> ids, List<Double> scores) {
        return IntStream.range(0, ids.size())
                .mapToObj(place -> new ScoredProduct(ids.get(place), scores.get(place)))
                .toList();
    }
}
