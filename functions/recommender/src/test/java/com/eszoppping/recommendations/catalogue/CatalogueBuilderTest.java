package com.eszoppping.recommendations.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.lines.FileBytes;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.lines.RejectedLine;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueBuilderTest {
    private final List<RejectedLine> rejected = new ArrayList<>();

    @Test
    void a_clean_product_is_read_as_it_stands() {
        Catalogue catalogue = read(
                "{\"product_id\":1001,\"product_name\":\"Telefon Siemens Gigaset DA310\","
                        + "\"category_path\":\"Telefony i akcesoria;Telefony stacjonarne\",\"price\":58.97,\"user_rating\":4.6}");

        assertThat(only(catalogue))
                .isEqualTo(new Product(
                        "1001",
                        "Telefon Siemens Gigaset DA310",
                        CategoryPath.parse("Telefony i akcesoria;Telefony stacjonarne"),
                        OptionalDouble.of(58.97),
                        OptionalDouble.of(4.6),
                        true));
        assertThat(catalogue.tree().nodes()).hasSize(3);
        assertThat(rejected).isEmpty();
    }

    @Test
    void products_are_sorted_by_id_and_found_by_it() {
        Catalogue catalogue = read("{\"product_id\":9}", "{\"product_id\":\"b\"}", "{\"product_id\":10}");

        assertThat(ids(catalogue)).containsExactly("10", "9", "b");
        assertThat(catalogue.indexOf("9")).isEqualTo(OptionalInt.of(1));
        assertThat(catalogue.indexOf("11")).isEmpty();
    }

    @Test
    void numbers_and_texts_are_the_same_id() {
        Catalogue catalogue = read("{\"product_id\":7}", "{\"product_id\":\"7\"}");

        assertThat(ids(catalogue)).containsExactly("7");
        assertThat(catalogue.quality().duplicateLines()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "\"\"", "true", "[1]", "{}", "NaN", "\"\\ud800\""})
    void what_is_no_id_is_rejected(String id) {
        Catalogue catalogue = read("{\"product_id\":" + id + "}");

        assertThat(catalogue.size()).isZero();
        assertThat(reasons()).containsExactly(RejectReason.NOT_AN_ID);
    }

    @Test
    void an_id_of_256_bytes_is_the_longest() {
        Catalogue catalogue = read(
                "{\"product_id\":\"" + "ą".repeat(128) + "\"}",
                "{\"product_id\":\"" + "ą".repeat(128) + "x\"}",
                "{\"product_id\":\"" + "😀".repeat(64) + "\"}");

        assertThat(ids(catalogue)).containsExactly("ą".repeat(128), "😀".repeat(64));
        assertThat(reasons()).containsExactly(RejectReason.NOT_AN_ID);
    }

    @Test
    void a_product_without_an_id_is_rejected() {
        read("{\"product_name\":\"x\"}", "{\"product_id\":null}");

        assertThat(reasons()).containsExactly(RejectReason.MISSING_PRODUCT_ID, RejectReason.MISSING_PRODUCT_ID);
    }

    @Test
    void lines_that_are_no_json_object_are_rejected_with_their_place() {
        read("{\"product_id\":1}", "{\"product_id\":", "[]");

        assertThat(rejected)
                .containsExactly(
                        new RejectedLine("products.jsonl", 2, RejectReason.BROKEN_JSON, "{\"product_id\":"),
                        new RejectedLine("products.jsonl", 3, RejectReason.NOT_AN_OBJECT, "[]"));
    }

    @Test
    void whatever_else_is_missing_the_product_stays() {
        Catalogue catalogue = read("{\"product_id\":1,\"product_name\":null,\"category_path\":null,\"price\":null}");

        assertThat(only(catalogue))
                .isEqualTo(
                        new Product("1", "", CategoryPath.STORE, OptionalDouble.empty(), OptionalDouble.empty(), true));
        CatalogueQuality quality = catalogue.quality();
        assertThat(List.of(quality.withoutPrice(), quality.withoutRating(), quality.withoutCategory()))
                .containsOnly(1L);
        assertThat(List.of(quality.pricesDropped(), quality.ratingsDropped(), quality.categoriesDropped()))
                .containsOnly(0L);
    }

    @Test
    void a_product_can_be_unavailable() {
        Catalogue catalogue = read(
                "{\"product_id\":1,\"available\":false}",
                "{\"product_id\":2,\"available\":true}",
                "{\"product_id\":3,\"available\":null}");

        assertThat(catalogue.product(0).available()).isFalse();
        assertThat(catalogue.product(1).available()).isTrue();
        assertThat(catalogue.product(2).available()).isTrue();
        assertThat(catalogue.quality().unavailable()).isEqualTo(1);
    }

    @Test
    void unknown_fields_are_ignored_and_counted() {
        Catalogue catalogue = read("{\"product_id\":1,\"colour\":\"red\",\"tags\":[{\"product_id\":2}]}");

        assertThat(ids(catalogue)).containsExactly("1");
        assertThat(catalogue.quality().unknownFields()).isEqualTo(2);
    }

    @Test
    void html_entities_in_names_are_resolved() {
        Catalogue catalogue = read(
                "{\"product_id\":1,\"product_name\":\"Assassin&#39;s Creed &amp; &quot;more&quot;\"}",
                "{\"product_id\":2,\"product_name\":\"Q & A\"}");

        assertThat(catalogue.product(0).name()).isEqualTo("Assassin's Creed & \"more\"");
        assertThat(catalogue.product(1).name()).isEqualTo("Q & A");
        assertThat(catalogue.quality().namesUnescaped()).isEqualTo(1);
    }

    @Test
    void html_entities_in_categories_do_not_split_them() {
        Catalogue catalogue = read("{\"product_id\":1,\"category_path\":\"Audio &amp; Video; Gry dla dzieci&#39;;\"}");

        assertThat(only(catalogue).category().segments()).containsExactly("Audio & Video", "Gry dla dzieci'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&#x110000;", "&#99999999999;", "&#;", "&", "&#xFFFFFFFF;", "&nosuchentity;"})
    void an_entity_for_no_character_stays_as_it_is(String name) {
        assertThat(only(read("{\"product_id\":1,\"product_name\":\"" + name + "\"}"))
                        .name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\ud800b", "a&#xD800;b"})
    void half_of_a_surrogate_pair_can_be_written(String name) {
        assertThat(only(read("{\"product_id\":1,\"product_name\":\"" + name + "\"}"))
                        .name())
                .isEqualTo("a?b");
    }

    @Test
    void names_beyond_reason_are_cut_between_characters() {
        Catalogue catalogue = read("{\"product_id\":1,\"product_name\":\"" + "x".repeat(999) + "😀\"}");

        assertThat(only(catalogue).name()).isEqualTo("x".repeat(999));
        assertThat(catalogue.quality().namesCut()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  ; ;\"", "null"})
    void a_blank_category_is_the_whole_store(String category) {
        Catalogue catalogue = read("{\"product_id\":1,\"category_path\":" + category + "}");

        assertThat(only(catalogue).category()).isEqualTo(CategoryPath.STORE);
        assertThat(catalogue.quality().categoriesDropped()).isZero();
    }

    @Test
    void a_category_that_is_no_text_or_beyond_reason_is_dropped() {
        String tooLong = "\"" + "ą".repeat(513) + "\"";
        String tooDeep = "\"" + "a;".repeat(100_000) + "\"";
        Catalogue catalogue = read(
                "{\"product_id\":1,\"category_path\":5}",
                "{\"product_id\":2,\"category_path\":" + tooLong + "}",
                "{\"product_id\":3,\"category_path\":" + tooDeep + "}",
                "{\"product_id\":4,\"category_path\":[\"Gry\"]}");

        assertThat(catalogue.quality().categoriesDropped()).isEqualTo(4);
        assertThat(catalogue.quality().withoutCategory()).isEqualTo(4);
    }

    @Test
    void a_negative_price_is_repaired_by_its_sign() {
        Catalogue catalogue = read("{\"product_id\":1,\"price\":-32.99}");

        assertThat(only(catalogue).price()).hasValue(32.99);
        assertThat(catalogue.quality().pricesRepairedBySign()).isEqualTo(1);
        assertThat(catalogue.quality().pricesDropped()).isZero();
    }

    @Test
    void a_price_a_million_times_too_high_is_repaired_by_the_prices_around_it() {
        List<String> lines = tenPricesAround50("Gry");
        lines.add(priced("odd", "Gry", "32990000.000000004"));
        lines.add(priced("cheap", "Gry", "1000000"));
        lines.add(priced("both", "Gry", "-45000000"));
        Catalogue catalogue = read(lines);

        assertThat(price(catalogue, "odd")).hasValue(32.99);
        assertThat(price(catalogue, "cheap")).hasValue(1.0);
        assertThat(price(catalogue, "both")).hasValue(45.0);
        assertThat(catalogue.quality().pricesRepairedByFactor()).isEqualTo(3);
        assertThat(catalogue.quality().pricesRepairedBySign()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"50000, 50000", "500000, 0.5", "5000000000, 5000"})
    void the_rule_for_prices_holds_at_its_edges(String written, double read) {
        List<String> lines = tenPricesAround50("Gry");
        lines.add(priced("x", "Gry", written));

        assertThat(price(read(lines), "x")).hasValue(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50001", "499999", "5000000001", "1e300"})
    void a_price_that_may_be_anything_is_dropped(String price) {
        List<String> lines = tenPricesAround50("Gry");
        lines.add(priced("x", "Gry", price));
        Catalogue catalogue = read(lines);

        assertThat(price(catalogue, "x")).isEmpty();
        assertThat(catalogue.quality().pricesDropped()).isEqualTo(1);
    }

    @Test
    void a_dear_product_of_a_small_category_is_compared_with_the_category_above() {
        List<String> lines = tenPricesAround50("Komputery;Akcesoria");
        lines.addAll(tenPricesAround50("Gry"));
        lines.add(priced("server", "Komputery;Serwery", "40000"));
        lines.add(priced("wrong", "Komputery;Serwery", "2048500000"));
        Catalogue catalogue = read(lines);

        assertThat(price(catalogue, "server")).hasValue(40000);
        assertThat(price(catalogue, "wrong")).hasValue(2048.5);
    }

    @Test
    void with_nothing_to_compare_a_price_is_believed() {
        Catalogue catalogue = read(priced("a", "Gry", "5"), priced("b", "Gry", "90000000"));

        assertThat(price(catalogue, "b")).hasValue(90_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.0", "NaN", "Infinity", "-Infinity", "1e999", "\"12.50\"", "true", "{}", "[1]"})
    void what_is_no_price_is_dropped_and_counted(String price) {
        Catalogue catalogue = read(priced("a", "Gry", price));

        assertThat(only(catalogue).price()).isEmpty();
        assertThat(catalogue.quality().pricesDropped()).isEqualTo(1);
        assertThat(catalogue.quality().withoutPrice()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "Infinity", "\"4.5\"", "false"})
    void what_is_no_rating_is_dropped_and_counted(String rating) {
        Catalogue catalogue = read("{\"product_id\":1,\"user_rating\":" + rating + "}");

        assertThat(only(catalogue).rating()).isEmpty();
        assertThat(catalogue.quality().ratingsDropped()).isEqualTo(1);
    }

    @Test
    void equal_lines_count_once() {
        String line = priced("a", "Gry", "5");
        Catalogue catalogue = read(line, line, line);

        assertThat(catalogue.size()).isEqualTo(1);
        assertThat(catalogue.quality().duplicateLines()).isEqualTo(2);
        assertThat(catalogue.quality().conflictingLines()).isZero();
    }

    @Test
    void of_conflicting_lines_the_fuller_one_and_then_the_cheaper_one_holds() {
        String bare = "{\"product_id\":\"a\",\"price\":1}";
        String full = priced("a", "Gry", "20");
        String dear = priced("a", "Gry", "20000000");

        for (List<String> order : List.of(List.of(bare, full, dear, full), List.of(dear, full, full, bare))) {
            Catalogue catalogue = read(order);
            assertThat(only(catalogue).price()).hasValue(20);
            assertThat(catalogue.quality().conflictingLines()).isEqualTo(2);
            assertThat(catalogue.quality().duplicateLines()).isEqualTo(1);
        }
    }

    @Property(tries = 200)
    void the_order_of_lines_and_files_makes_no_difference(@ForAll Random random) {
        List<String> lines = dirtyLines(random);
        Catalogue expected = read(lines);
        Collections.shuffle(lines, random);
        int cut = random.nextInt(lines.size());

        Catalogue catalogue = readFiles(lines.subList(0, cut), lines.subList(cut, lines.size()));

        assertThat(products(catalogue)).isEqualTo(products(expected));
        assertThat(catalogue.quality()).isEqualTo(expected.quality());
    }

    @Property(tries = 200)
    void every_line_is_accounted_for(@ForAll Random random) {
        List<String> lines = dirtyLines(random);
        CatalogueQuality quality = read(lines).quality();

        assertThat(quality.read().lines()).isEqualTo(lines.size());
        assertThat(quality.read().lines())
                .isEqualTo(quality.products()
                        + quality.duplicateLines()
                        + quality.conflictingLines()
                        + quality.read().rejectedLines()
                        + quality.read().blank());
        assertThat(quality.counts()).containsEntry("lines", (long) lines.size());
    }

    @Test
    void a_catalogue_has_no_product_twice() {
        Product product =
                new Product("a", "", CategoryPath.STORE, OptionalDouble.empty(), OptionalDouble.empty(), true);

        assertThatThrownBy(() -> Catalogue.of(List.of(product, product)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a stands there twice");
    }

    private static List<String> dirtyLines(Random random) {
        String[] ids = {"1", "\"1\"", "2", "3", "\"\"", "null"};
        String[] prices = {"5", "-5", "5000000", "0", "\"x\"", "NaN", "7"};
        String[] categories = {"\"Gry\"", "\"Gry;PC\"", "null", "3"};
        List<String> lines = new ArrayList<>(List.of("", "{", "[]"));
        for (int i = 0; i < 30; i++) {
            lines.add("{\"product_id\":%s,\"price\":%s,\"category_path\":%s,\"product_name\":\"a&amp;%d\"}"
                    .formatted(pick(ids, random), pick(prices, random), pick(categories, random), random.nextInt(2)));
        }
        return lines;
    }

    private static String pick(String[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static List<String> tenPricesAround50(String category) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lines.add(priced(category + i, category, "50"));
        }
        return lines;
    }

    private static String priced(String id, String category, String price) {
        return "{\"product_id\":\"" + id + "\",\"category_path\":\"" + category + "\",\"price\":" + price + "}";
    }

    private Catalogue read(String... lines) {
        return readFiles(List.of(lines));
    }

    private Catalogue read(List<String> lines) {
        return readFiles(lines);
    }

    @SafeVarargs
    private final Catalogue readFiles(List<String>... files) {
        CatalogueBuilder builder = new CatalogueBuilder(rejected::add);
        try {
            for (List<String> lines : files) {
                byte[] content = lines.stream()
                        .map(line -> line + "\n")
                        .reduce("", String::concat)
                        .getBytes(UTF_8);
                builder.read("products.jsonl", new ByteArrayInputStream(FileBytes.gzip(content)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.build();
    }

    private List<RejectReason> reasons() {
        return rejected.stream().map(RejectedLine::reason).toList();
    }

    private static Product only(Catalogue catalogue) {
        assertThat(catalogue.size()).isEqualTo(1);
        return catalogue.product(0);
    }

    private static OptionalDouble price(Catalogue catalogue, String id) {
        return catalogue.product(catalogue.indexOf(id).orElseThrow()).price();
    }

    private static List<String> ids(Catalogue catalogue) {
        return products(catalogue).stream().map(Product::id).toList();
    }

    private static List<Product> products(Catalogue catalogue) {
        List<Product> products = new ArrayList<>();
        for (int i = 0; i < catalogue.size(); i++) {
            products.add(catalogue.product(i));
        }
        return products;
    }
}
