package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import java.util.List;
import java.util.Map;

/** Lists as items: the field {@code products} is a list of {@code {id, score}}, best first. */
final class ListItems {
    private ListItems() {}

    static Map<String, Value> toFields(RankedList list) {
        List<Value> products = list.products().stream()
                .<Value>map(product -> new Value.Fields(
                        Map.of("id", new Value.Text(product.productId()), "score", new Value.Real(product.score()))))
                .toList();
        return Map.of("products", new Value.Sequence(products));
    }

    static RankedList of(ListKey key, Item item) {
        return new RankedList(
                key,
                Row.of(item).rows("products").stream()
                        .map(product -> new ScoredProduct(product.text("id"), product.real("score")))
                        .toList());
    }
}
