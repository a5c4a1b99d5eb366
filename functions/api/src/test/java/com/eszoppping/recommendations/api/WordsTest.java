package com.eszoppping.recommendations.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.Reason;
import com.eszoppping.recommendations.ranking.Recommendation;
import com.eszoppping.recommendations.ranking.RunningSession;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
    private static final CategoryPath XBOX = CategoryPath.parse("Gry i konsole;Gry na konsole;Gry Xbox 360");
    private static final CategoryPath LAMPS = CategoryPath.parse("Dom;Lampy");

    @ParameterizedTest
    @EnumSource
    void every_reason_has_words_in_every_language(Reason reason) {
        for (Language language : Language.values()) {
            for (String name : List.of("Gra", "")) {
                String words = new Explanations(language, List.of(), session(name), SessionPolicy.DEFAULT)
                        .of(new Recommendation("b", 1, reason, XBOX));
                assertThat(words).isNotBlank().doesNotContain("{", "}");
            }
        }
    }

    @Test
    void both_languages_have_the_same_phrases_and_none_is_left_untranslated() {
        Map<String, String> polish = Words.in(Language.PL).phrases();
        Map<String, String> english = Words.in(Language.EN).phrases();

        assertThat(english.keySet()).isEqualTo(polish.keySet());
        polish.forEach((key, words) -> {
            assertThat(english.get(key)).isNotBlank().isNotEqualTo(words);
            assertThat(english.get(key).contains("{name}")).as(key).isEqualTo(words.contains("{name}"));
        });
    }

    @Test
    void what_follows_a_viewed_product_names_it() {
        Recommendation following = new Recommendation("b", 1, Reason.OFTEN_VIEWED_NEXT, CategoryPath.STORE);

        assertThat(explained(Language.PL, "Gra {name} Żółw", following))
                .isEqualTo("Często oglądane po produktach takich jak: Gra {name} Żółw");
        assertThat(explained(Language.EN, "Gra", following)).isEqualTo("Often viewed after products like: Gra");
        assertThat(explained(Language.PL, "", following))
                .isEqualTo("Często oglądane po produktach takich jak ten, który oglądasz");
    }

    @Test
    void what_is_popular_names_its_category_by_the_last_part_of_its_path() {
        assertThat(explained(Language.PL, "", new Recommendation("b", 1, Reason.POPULAR_IN_CATEGORY, XBOX)))
                .isEqualTo("Popularne w kategorii Gry Xbox 360");
        assertThat(explained(Language.EN, "", new Recommendation("b", 1, Reason.POPULAR_IN_PARENT_CATEGORY, LAMPS)))
                .isEqualTo("Popular in Lampy");
    }

    @Test
    void a_group_is_named_by_what_it_likes_most() {
        assertThat(Words.in(Language.PL).ofGroup(List.of(XBOX, LAMPS)))
                .isEqualTo("Popularne wśród graczy na konsolach");
        assertThat(Words.in(Language.EN).ofGroup(List.of(XBOX))).isEqualTo("Popular with console gamers");
        assertThat(Words.in(Language.PL).ofGroup(List.of(CategoryPath.parse("Gry i konsole;Planszówki"))))
                .isEqualTo("Popularne wśród graczy");
        assertThat(Words.in(Language.PL).ofGroup(List.of(LAMPS, XBOX)))
                .isEqualTo("Popularne wśród osób, które lubią: Lampy");
        assertThat(Words.in(Language.PL).ofGroup(List.of())).isEqualTo("Popularne wśród osób o podobnym guście");
    }

    private static String explained(Language language, String nameOfViewed, Recommendation item) {
        return new Explanations(language, List.of(), session(nameOfViewed), SessionPolicy.DEFAULT).of(item);
    }

    /** A visitor who looked at a product after which b is looked at. */
    private static RunningSession session(String nameOfViewed) {
        ProductFacts viewed = new ProductFacts(
                "a", nameOfViewed, XBOX, OptionalDouble.empty(), true, List.of(), List.of(new ScoredProduct("b", 1)));
        return new RunningSession(List.of("a"), Map.of("a", viewed));
    }
}
