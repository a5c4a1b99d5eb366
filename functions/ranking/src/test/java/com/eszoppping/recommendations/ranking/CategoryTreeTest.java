package com.eszoppping.recommendations.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.ranking.CategoryTree.Resolution;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CategoryTreeTest {
    private static final CategoryPath XBOX = CategoryPath.parse("Gry i konsole;Gry na konsole;Gry Xbox 360");
    private static final CategoryPath CONSOLE_GAMES = CategoryPath.parse("Gry i konsole;Gry na konsole");
    private static final CategoryPath GAME_EXTRAS = CategoryPath.parse("Gry i konsole;Akcesoria");
    private static final CategoryPath PHONE_EXTRAS = CategoryPath.parse("Telefony;Akcesoria");

    private final CategoryTree tree = new CategoryTree(List.of(XBOX, GAME_EXTRAS, PHONE_EXTRAS));

    @Test
    void everything_above_a_category_is_in_the_tree() {
        assertThat(tree.nodes())
                .containsExactlyElementsOf(Stream.of(
                                "",
                                "Gry i konsole",
                                "Gry i konsole;Akcesoria",
                                "Gry i konsole;Gry na konsole",
                                "Gry i konsole;Gry na konsole;Gry Xbox 360",
                                "Telefony",
                                "Telefony;Akcesoria")
                        .map(CategoryPath::parse)
                        .toList());
    }

    @Test
    void a_category_is_found_by_its_full_path_and_by_its_last_segment() {
        assertThat(tree.resolve("Gry i konsole;Gry na konsole")).isEqualTo(new Resolution.Known(CONSOLE_GAMES));
        assertThat(tree.resolve("Gry na konsole")).isEqualTo(new Resolution.Known(CONSOLE_GAMES));
        assertThat(tree.resolve(" Gry i konsole ; Gry na konsole ;")).isEqualTo(new Resolution.Known(CONSOLE_GAMES));
    }

    @Test
    void a_last_segment_that_two_categories_share_is_ambiguous_but_the_full_path_is_not() {
        assertThat(tree.resolve("Akcesoria")).isEqualTo(new Resolution.Ambiguous(List.of(GAME_EXTRAS, PHONE_EXTRAS)));
        assertThat(tree.resolve("Telefony;Akcesoria")).isEqualTo(new Resolution.Known(PHONE_EXTRAS));
    }

    @Test
    void an_unknown_category_leads_to_the_deepest_known_one_above() {
        assertThat(tree.resolve("Gry i konsole;Gry na konsole;Gry PS9"))
                .isEqualTo(new Resolution.Unknown(CONSOLE_GAMES));
        assertThat(tree.resolve("Rowery")).isEqualTo(new Resolution.Unknown(CategoryPath.STORE));
        assertThat(tree.resolve("Rowery;Akcesoria")).isEqualTo(new Resolution.Unknown(CategoryPath.STORE));
    }

    @Test
    void the_store_itself_is_named_by_an_empty_path() {
        assertThat(tree.resolve("")).isEqualTo(new Resolution.Known(CategoryPath.STORE));
        assertThat(tree.resolve(" ; ")).isEqualTo(new Resolution.Known(CategoryPath.STORE));
    }

    @Test
    void a_path_knows_what_is_above_it() {
        assertThat(XBOX.selfAndAncestors())
                .containsExactly(XBOX, CONSOLE_GAMES, CategoryPath.parse("Gry i konsole"), CategoryPath.STORE);
        assertThat(XBOX.parent()).contains(CONSOLE_GAMES);
        assertThat(CategoryPath.STORE.parent()).isEmpty();
        assertThat(XBOX.name()).isEqualTo("Gry Xbox 360");
    }

    @Test
    void a_name_with_a_separator_is_refused_with_its_value() {
        assertThatThrownBy(() -> new CategoryPath(List.of("Gry;konsole")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Gry;konsole'");
    }
}
