package com.eszoppping.recommendations.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.ranking.CatalogueEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class FittedModelsTest {
    @Test
    void the_catalogue_has_all_products_by_their_events_and_then_by_id() {
        ShopLogs shop = new ShopLogs();
        for (String id : List.of("d", "c", "b", "a")) {
            shop.unratedProduct(id, "Gry", !id.equals("d"));
        }
        shop.views(1, "u", "b").purchases(1, "u", "c").views(1, "u", "c");

        FittedModels fitted = new FittedModels(shop.log(), List.of());

        assertThat(fitted.entries()).extracting(CatalogueEntry::productId).containsExactly("c", "b", "a", "d");
        assertThat(fitted.entries()).extracting(CatalogueEntry::available).containsExactly(true, true, true, false);
        assertThat(fitted.facts(0).name()).isEqualTo("a");
    }
}
