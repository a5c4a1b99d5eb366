package com.eszoppping.recommendations.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopCatalogueTest {
    private static final CategoryPath AUDIO = CategoryPath.parse("RTV;Audio");
    private static final CategoryPath HEADPHONES = CategoryPath.parse("RTV;Audio;Słuchawki");

    private final ShopCatalogue catalogue = new ShopCatalogue(List.of(
            product("s2", "Słuchawki Łódź 2", HEADPHONES, true),
            product("b", "Słuchawki bezprzewodowe ŻÓŁĆ", HEADPHONES, true),
            product("gone", "Słuchawki", HEADPHONES, false),
            product("s1", "Głośnik </script> \uD83C\uDFAE", AUDIO, true),
            product("audiobook", "Audiobook", CategoryPath.parse("RTV;Audiobooki"), true),
            product("nameless", "", CategoryPath.STORE, true)));

    @ParameterizedTest
    @CsvSource(textBlock = """
                    sluchawki,            s2 b
                    SŁUCHAWKI zolc,       b
                    żółć słuchawki,       b
                    lodz,                 s2
                    glosnik,              s1
                    </SCRIPT>,            s1
                    \uD83C\uDFAE,         s1
                    słuch 2,              s2
                    nothing sluchawki,    ''
                    .*,                   ''
                    """)
    void every_word_is_found_whatever_its_case_and_diacritics(String words, String ids) {
        assertThat(String.join(" ", find(CategoryPath.STORE, words))).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u00A0"})
    void without_words_all_that_is_on_sale_comes_in_its_order(String words) {
        assertThat(find(CategoryPath.STORE, words)).containsExactly("s2", "b", "s1", "audiobook", "nameless");
    }

    @Test
    void a_category_holds_what_is_in_it_and_below_and_not_what_begins_like_it() {
        assertThat(find(AUDIO, "")).containsExactly("s2", "b", "s1");
        assertThat(find(HEADPHONES, "")).containsExactly("s2", "b");
    }

    @Test
    void a_product_that_is_not_on_sale_is_known_by_its_id() {
        assertThat(catalogue.product("gone")).get().matches(product -> !product.available());
        assertThat(catalogue.product("none")).isEmpty();
    }

    private List<String> find(CategoryPath category, String words) {
        return catalogue.find(category, words).stream()
                .map(CatalogueEntry::productId)
                .toList();
    }

    private static CatalogueEntry product(String id, String name, CategoryPath category, boolean available) {
        return new CatalogueEntry(id, name, category, OptionalDouble.empty(), available);
    }
}
