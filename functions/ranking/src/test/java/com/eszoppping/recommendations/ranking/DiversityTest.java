package com.eszoppping.recommendations.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DiversityTest {
    private static final CategoryPath XBOX = CategoryPath.parse("Gry;Gry na konsole;Xbox");
    private static final CategoryPath SWITCH = CategoryPath.parse("Gry;Gry na konsole;Switch");
    private static final CategoryPath PC = CategoryPath.parse("Gry;Gry komputerowe");
    private static final CategoryPath PHONES = CategoryPath.parse("Telefony");

    /** A shop that sells mostly one kind of thing. */
    private static final List<CategoryPath> SHOP =
            List.of(XBOX, XBOX, XBOX, SWITCH, XBOX, XBOX, PC, XBOX, SWITCH, XBOX, PHONES, PC);

    @Test
    void two_products_are_as_similar_as_their_paths_have_in_common() {
        assertThat(Diversity.similarity(XBOX, XBOX)).isEqualTo(1);
        assertThat(Diversity.similarity(XBOX, SWITCH)).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(Diversity.similarity(XBOX, PC)).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(Diversity.similarity(PC, CategoryPath.parse("Gry"))).isEqualTo(0.5);
        assertThat(Diversity.similarity(XBOX, PHONES)).isZero();
        assertThat(Diversity.similarity(CategoryPath.STORE, XBOX)).isZero();
        assertThat(Diversity.similarity(CategoryPath.STORE, CategoryPath.STORE)).isEqualTo(1);
    }

    @Test
    void the_arithmetic_of_an_example_done_by_hand() {
        // Relevance 1, 0.6309, 0.5, 0.4307. With 0.3: second place 0.7·0.6309 - 0.3 = 0.142 for the other Xbox game,
        // 0.7·0.5 - 0.3·2/3 = 0.150 for the Switch game, 0.7·0.4307 = 0.301 for the phone.
        List<CategoryPath> products = List.of(XBOX, XBOX, SWITCH, PHONES);

        assertThat(new Diversity(0.3).order(products, CategoryPath.STORE, 4)).containsExactly(0, 3, 2, 1);
        assertThat(new Diversity(0.1).order(products, CategoryPath.STORE, 4)).containsExactly(0, 1, 3, 2);
        assertThat(new Diversity(0).order(products, CategoryPath.STORE, 4)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void more_diversity_never_shows_fewer_categories() {
        int before = 0;
        for (int percent = 0; percent <= 100; percent += 5) {
            int categories = categoriesAmong(new Diversity(percent / 100.0).order(SHOP, CategoryPath.STORE, 4));
            assertThat(categories).as("%d %%", percent).isGreaterThanOrEqualTo(before);
            before = categories;
        }
        assertThat(categoriesAmong(Diversity.NONE.order(SHOP, CategoryPath.STORE, 4)))
                .isEqualTo(2);
        assertThat(before).isEqualTo(4);
    }

    @Test
    void what_was_asked_for_comes_before_everything_else() {
        CategoryPath games = CategoryPath.parse("Gry");

        List<Integer> order = new Diversity(1).order(SHOP, games, SHOP.size());

        assertThat(order.get(SHOP.size() - 1)).isEqualTo(SHOP.indexOf(PHONES));
        assertThat(order.subList(0, 2)).containsExactly(0, SHOP.indexOf(PC));
    }

    @Test
    void a_degree_is_from_0_to_1() {
        for (double degree : new double[] {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Diversity(degree))
                    .withMessageContaining(String.valueOf(degree));
        }
    }

    @Property
    void all_products_come_and_none_twice(
            @ForAll("products") List<CategoryPath> products,
            @ForAll("categories") CategoryPath asked,
            @ForAll @DoubleRange(max = 1) double degree) {
        assertThat(new Diversity(degree).order(products, asked, products.size()))
                .containsExactlyInAnyOrderElementsOf(places(products));
    }

    @Property
    void a_shorter_answer_is_the_beginning_of_a_longer_one(
            @ForAll("products") List<CategoryPath> products,
            @ForAll("categories") CategoryPath asked,
            @ForAll @DoubleRange(max = 1) double degree,
            @ForAll @IntRange(max = 40) int most) {
        List<Integer> all = new Diversity(degree).order(products, asked, products.size());

        assertThat(new Diversity(degree).order(products, asked, most))
                .isEqualTo(all.subList(0, Math.min(most, all.size())));
    }

    @Property
    void without_diversity_nothing_changes(@ForAll("products") List<CategoryPath> products) {
        assertThat(Diversity.NONE.order(products, CategoryPath.STORE, products.size()))
                .isEqualTo(places(products));
    }

    @Property
    void products_of_one_category_keep_their_order(
            @ForAll @IntRange(max = 40) int products, @ForAll @DoubleRange(max = 1) double degree) {
        List<CategoryPath> same = new ArrayList<>();
        IntStream.range(0, products).forEach(product -> same.add(XBOX));

        assertThat(new Diversity(degree).order(same, CategoryPath.STORE, products))
                .isEqualTo(places(same));
    }

    @Property
    void the_best_product_stays_first(
            @ForAll("products") List<CategoryPath> products, @ForAll @DoubleRange(max = 1) double degree) {
        assertThat(new Diversity(degree).order(products, CategoryPath.STORE, 1))
                .isEqualTo(products.isEmpty() ? List.of() : List.of(0));
    }

    @Provide
    Arbitrary<List<CategoryPath>> products() {
        return categories().list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<CategoryPath> categories() {
        return Arbitraries.of("a", "b", "c").list().ofMaxSize(4).map(CategoryPath::new);
    }

    private static List<Integer> places(List<CategoryPath> products) {
        return IntStream.range(0, products.size()).boxed().toList();
    }

    private static int categoriesAmong(List<Integer> places) {
        Set<CategoryPath> categories = new HashSet<>();
        places.forEach(place -> categories.add(SHOP.get(place)));
        return categories.size();
    }
}
