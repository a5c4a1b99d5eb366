package com.eszoppping.recommendations.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.LocalDynamo;
import com.eszoppping.recommendations.store.ManifestDraft;
import com.eszoppping.recommendations.store.Member;
import com.eszoppping.recommendations.store.Publication;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.Versions;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API from an HTTP event to an HTTP answer, with a version in DynamoDB Local. */
class ApiFunctionTest {
    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final VersionId VERSION = VersionId.parse("20261124T020000Z-3f2a91c0");
    private static final CategoryPath XBOX = CategoryPath.parse("Gry;Gry na konsole;Gry Xbox 360");
    private static final CategoryPath CONSOLE = CategoryPath.parse("Gry;Gry na konsole");
    private static final CategoryPath PHONES = CategoryPath.parse("Telefony;Akcesoria");
    private static final CategoryPath GAME_EXTRAS = CategoryPath.parse("Gry;Akcesoria");
    private static final Duration REFRESH = Duration.ofSeconds(30);

    /** 400 bytes. */
    private static final String LONG_NAME = "ż".repeat(200);

    private static final List<String> EXPOSURES = Collections.synchronizedList(new ArrayList<>());

    private static Gateway gateway;

    @BeforeAll
    static void publish() {
        Table table = newTable();
        Publication publication =
                new Versions(table, CLOCK, ControlCopies.none()).begin(VERSION, Duration.ofDays(30), Deadline.never());
        publication.putCategories(List.of(XBOX, PHONES, GAME_EXTRAS));
        publication.putCatalogue(List.of(
                entry("x2", "Gra Żółw </script>", CONSOLE, 99.99),
                entry("x1", "Gra x1", CONSOLE, 9.99),
                entry("x3", LONG_NAME, CONSOLE, 50),
                new CatalogueEntry("x4", "Gra x4", XBOX, OptionalDouble.empty(), true),
                new CatalogueEntry("gone", "Gra", CONSOLE, OptionalDouble.of(9.99), false),
                entry("p1", "Słuchawki \uD83C\uDFA7", PHONES, 19.99)));
        publication.put(list(ListKey.forEverybody("popular", CategoryPath.STORE), "p1", "x1", "x2"));
        publication.put(list(ListKey.forEverybody("popular", CONSOLE), "gone", "x1", "x2", "x3", "x4"));
        publication.put(list(ListKey.forEverybody("groups", CategoryPath.STORE), "p1", "p2", "x1"));
        publication.put(list(ListKey.forEverybody("groups", CONSOLE), "x2", "x1", "x3", "x4"));
        publication.put(list(ListKey.forGroup("groups", 1, CONSOLE), "x4", "x3"));
        publication.put(list(ListKey.forGroup("groups", 1, CategoryPath.STORE), "x4", "p1"));
        publication.putMembers(List.of(new Member("102", 1), new Member("#\n102", 0)));
        for (String id : List.of("x1", "x2", "x3", "x4")) {
            publication.put(new ProductFacts(
                    id, "Gra " + id, CONSOLE, OptionalDouble.of(9.99), true, List.of(0.1, 0.9), next(id)));
        }
        publication.put(
                new ProductFacts("p1", "Etui", PHONES, OptionalDouble.empty(), true, List.of(0.9, 0.1), List.of()));
        List<ServedModel> models =
                List.of(new ServedModel("popular", 0), new ServedModel("groups", 2), new ServedModel("next", 0, true));
        publication.goLive(new ManifestDraft(models, SessionPolicy.DEFAULT, Map.of("seed", "1"), 2, 5));
        gateway = new Gateway(api(table));
    }

    @Test
    void a_known_visitor_gets_the_list_of_the_own_group_filled_from_the_category() {
        JsonNode answer = recommendations(Map.of("userId", "102", "category", "Gry na konsole", "limit", "4"));

        assertThat(ids(answer)).containsExactly("x4", "x3", "x2", "x1");
        assertThat(answer.path("userId").asText()).isEqualTo("102");
        assertThat(answer.path("model").asText()).isEqualTo("groups");
        assertThat(answer.path("version").asText()).isEqualTo(VERSION.text());
        assertThat(answer.path("experiment").isNull()).isTrue();
        assertThat(answer.path("fallback").asText()).isEqualTo("CATEGORY");
        assertThat(answer.at("/items/0/reason").asText()).isEqualTo("POPULAR_IN_YOUR_GROUP");
        assertThat(answer.at("/items/2/reason").asText()).isEqualTo("POPULAR_IN_CATEGORY");
    }

    @Test
    void the_model_can_be_chosen() {
        JsonNode answer = recommendations(
                Map.of("userId", "102", "category", "Gry na konsole", "model", "popular", "limit", "2"));

        assertThat(ids(answer)).containsExactly("x1", "x2");
        assertThat(answer.path("fallback").isNull()).isTrue();
    }

    @Test
    void the_last_viewed_product_gives_the_category_and_viewed_products_the_group() {
        JsonNode answer = recommendations(Map.of("viewed", "x1,x2", "limit", "2", "model", "groups"));

        assertThat(ids(answer)).containsExactly("x4", "x3");
        assertThat(answer.path("fallback").isNull()).isTrue();
    }

    @Test
    void what_follows_the_viewed_products_answers_where_no_model_is_named() {
        JsonNode answer = recommendations(Map.of("viewed", "x4,x1", "limit", "3"));

        // x1 is at hand and counts most: x2 then p1; x4 adds x3; then the category fills up.
        assertThat(answer.path("model").asText()).isEqualTo("next");
        assertThat(ids(answer)).containsExactly("x2", "p1", "x3");
        assertThat(answer.at("/items/0/reason").asText()).isEqualTo("OFTEN_VIEWED_NEXT");
        assertThat(answer.path("fallback").isNull()).isTrue();
    }

    @Test
    void a_product_page_gets_what_follows_the_product() {
        JsonNode answer = gateway.get("/products/{productId}/recommendations", "productId", "x1", Map.of("limit", "3"))
                .body();

        assertThat(answer.path("model").asText()).isEqualTo("next");
        assertThat(ids(answer)).containsExactly("x2", "p1", "x3");
        assertThat(answer.path("fallback").asText()).isEqualTo("CATEGORY");
    }

    @Test
    void an_unknown_product_s_page_gets_what_is_popular_and_says_so() {
        JsonNode answer = gateway.get("/products/{productId}/recommendations", "productId", "none", Map.of())
                .body();

        assertThat(ids(answer)).containsExactly("p1", "p2", "x1");
        assertThat(answer.path("fallback").asText()).isEqualTo("STORE");
    }

    @Test
    void a_version_tells_where_it_comes_from_and_an_unknown_one_is_not_found() {
        JsonNode version = gateway.get("/models/{version}", "version", VERSION.text(), Map.of())
                .body();
        assertThat(version.path("version").asText()).isEqualTo(VERSION.text());
        assertThat(version.path("lineage").path("seed").asText()).isEqualTo("1");
        assertThat(version.path("heldBack").isNull()).isTrue();
        assertThat(version.path("defaultModel").asText()).isEqualTo("groups");
        assertThat(version.path("defaultModelAfterViews").asText()).isEqualTo("next");

        Gateway.Answer unknown = gateway.get("/models/{version}", "version", "20261124T020000Z-00000000", Map.of());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.headers()).containsEntry("Content-Type", "application/problem+json");
    }

    @Test
    void a_first_version_that_was_held_back_is_shown_though_nothing_is_served() {
        Table table = newTable();
        new Versions(table, CLOCK, ControlCopies.none())
                .begin(VERSION, Duration.ofDays(30), Deadline.never())
                .holdBack(
                        new ManifestDraft(
                                List.of(new ServedModel("popular", 0)), SessionPolicy.DEFAULT, Map.of(), 0, 0),
                        "It is worse.");
        Gateway held = new Gateway(api(table));

        JsonNode models = held.get("/models", Map.of()).body();
        assertThat(models.path("current").isNull()).isTrue();
        assertThat(models.at("/versions/0/heldBack").asText()).isEqualTo("It is worse.");
        assertThat(held.get("/models/{version}", "version", VERSION.text(), Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(held.get("/recommendations", Map.of()).status()).isEqualTo(503);
    }

    @Test
    void without_viewed_products_the_groups_answer_where_no_model_is_named() {
        assertThat(recommendations(Map.of("userId", "102")).path("model").asText())
                .isEqualTo("groups");
    }

    @Test
    void viewed_and_excluded_products_are_left_out() {
        JsonNode answer =
                recommendations(Map.of("category", "Gry na konsole", "viewed", "x4", "exclude", "x3,x2", "limit", "1"));

        assertThat(ids(answer)).containsExactly("x1");
    }

    @Test
    void unknown_users_and_products_get_a_fallback_that_is_named() {
        JsonNode answer = recommendations(
                Map.of("userId", "nobody", "viewed", "nothing", "category", "Gry na konsole", "limit", "2"));

        assertThat(ids(answer)).containsExactly("x2", "x1");
        assertThat(answer.path("fallback").asText()).isEqualTo("CATEGORY");
    }

    @Test
    void an_unknown_category_gets_the_nearest_one_above_and_says_so() {
        JsonNode deeper =
                recommendations(Map.of("category", "Gry;Gry na konsole;Gry PS9", "model", "popular", "limit", "1"));
        assertThat(ids(deeper)).containsExactly("x1");
        assertThat(deeper.path("fallback").asText()).isEqualTo("PARENT_CATEGORY");

        JsonNode nowhere = recommendations(Map.of("category", "Rowery", "model", "popular", "limit", "1"));
        assertThat(ids(nowhere)).containsExactly("p1");
        assertThat(nowhere.path("fallback").asText()).isEqualTo("STORE");
    }

    @Test
    void an_ambiguous_category_is_refused_with_the_paths_to_choose_from() {
        Gateway.Answer answer = gateway.get("/recommendations", Map.of("category", "Akcesoria"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("parameter").asText()).isEqualTo("category");
        assertThat(answer.body().path("detail").asText()).contains("'Gry;Akcesoria'", "'Telefony;Akcesoria'");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    limit, 0
                    limit, 51
                    limit, -1
                    limit, ten
                    limit, 99999999999999
                    limit, ''
                    model, next9
                    model, ''
                    userId, ''
                    userId, '\u0007'
                    category, '\uFFFD'
                    viewed, 'a,,b'
                    exclude, ','
                    usreId, 102
                    userId, '\uD83C'
                    minPrice, -1
                    minPrice, NaN
                    minPrice, 1e3
                    maxPrice, '1,5'
                    maxPrice, ''
                    maxPrice, '٣'
                    maxPrice, 1234567890123
                    offset, -1
                    offset, 101
                    expand, price
                    expand, ''
                    diversity, 1.1
                    diversity, -0
                    diversity, NaN
                    diversity, 1e-3
                    diversity, '0,5'
                    diversity, .5
                    diversity, 1.0000001
                    diversity, ''
                    diversity, '٠'
                    explain, yes
                    explain, TRUE
                    explain, ''
                    consent, no
                    consent, 0
                    consent, ''
                    version, 20261124T020000Z
                    version, 20261124T020000Z-00000000
                    version, ''
                    """)
    void a_wrong_parameter_is_refused_by_name(String parameter, String value) {
        Gateway.Answer answer = gateway.get("/recommendations", Map.of(parameter, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.body().path("parameter").asText()).isEqualTo(parameter);
        assertThat(answer.body().path("detail").asText()).contains("'" + parameter + "'");
        assertThat(answer.body().path("status").asInt()).isEqualTo(400);
    }

    @Test
    void values_that_are_too_long_or_too_many_are_refused_by_name() {
        assertThat(gateway.get("/recommendations", Map.of("category", "a".repeat(10_000)))
                        .body()
                        .path("parameter")
                        .asText())
                .isEqualTo("category");
        assertThat(gateway.get("/recommendations", Map.of("userId", "ą".repeat(129)))
                        .status())
                .isEqualTo(400);
        assertThat(gateway.get("/recommendations", Map.of("viewed", "x,".repeat(50) + "x"))
                        .body()
                        .path("detail")
                        .asText())
                .contains("at most 50", "51");
    }

    @Test
    void an_id_with_odd_characters_is_never_taken_for_another() {
        assertThat(recommendations(Map.of("userId", "1#02", "category", "Gry na konsole", "limit", "2"))
                        .path("fallback")
                        .asText())
                .isEqualTo("CATEGORY");
        assertThat(recommendations(Map.of("viewed", "x1#", "model", "popular"))
                        .path("fallback")
                        .isNull())
                .isTrue();
    }

    @Test
    void each_answer_has_a_name_of_its_own_and_is_never_stored() {
        Gateway.Answer one = gateway.get("/recommendations", Map.of());
        Gateway.Answer other = gateway.get("/recommendations", Map.of());

        assertThat(one.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(one.body().path("recommendationId").asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isNotEqualTo(other.body().path("recommendationId").asText());
    }

    @Test
    void models_lists_what_is_published_and_can_be_cached() {
        Gateway.Answer answer = gateway.get("/models", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("current").asText()).isEqualTo(VERSION.text());
        assertThat(answer.body().path("previous").isNull()).isTrue();
        assertThat(answer.body().at("/versions/0/defaultModel").asText()).isEqualTo("groups");
        assertThat(answer.body().at("/versions/0/models/1/groups").asInt()).isEqualTo(2);
        assertThat(answer.body().at("/versions/0/lineage/seed").asText()).isEqualTo("1");

        Map<String, String> seen = Map.of("if-none-match", answer.headers().get("ETag"));
        assertThat(gateway.call("GET", "/models", "GET /models", Map.of(), seen).status())
                .isEqualTo(304);
    }

    @Test
    void health_says_which_version_is_served() {
        Gateway.Answer answer = gateway.get("/health", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("version").asText()).isEqualTo(VERSION.text());
        assertThat(answer.body().path("ageSeconds").asInt()).isZero();
    }

    @Test
    void other_paths_and_methods_are_refused() {
        Gateway.Answer notThere = gateway.call("GET", "/basket", "$default", Map.of(), Map.of());
        assertThat(notThere.status()).isEqualTo(404);

        Gateway.Answer notAllowed = gateway.call("POST", "/recommendations", "$default", Map.of(), Map.of());
        assertThat(notAllowed.status()).isEqualTo(405);
        assertThat(notAllowed.headers()).containsEntry("Allow", "GET");

        Gateway.Answer notRead = gateway.call("GET", "/events", "$default", Map.of(), Map.of());
        assertThat(notRead.status()).isEqualTo(405);
        assertThat(notRead.headers()).containsEntry("Allow", "POST");
    }

    @Test
    void before_the_first_training_the_answer_is_503_with_a_time_to_retry() {
        Gateway empty = new Gateway(api(newTable()));

        for (String path : List.of("/recommendations", "/products", "/categories", "/models", "/health")) {
            Gateway.Answer answer = empty.get(path, Map.of());
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsKey("Retry-After");
        }
    }

    @Test
    void a_product_is_shown_and_can_be_cached() {
        Gateway.Answer answer = product("x1");

        assertThat(answer.text())
                .isEqualTo("{\"productId\":\"x1\",\"name\":\"Gra x1\",\"category\":\"Gry;Gry na konsole\","
                        + "\"price\":9.99,\"available\":true}");
        assertThat(answer.headers()).containsEntry("Cache-Control", "max-age=30");
        assertThat(product("p1").body().path("price").isNull()).isTrue();
        assertThat(answer.headers()).containsKey("ETag");
    }

    @Test
    void an_unknown_product_is_not_found() {
        for (String id : List.of("none", "x1#", "#", "</script>", "ż".repeat(128))) {
            Gateway.Answer answer = product(id);
            assertThat(answer.status()).as(id).isEqualTo(404);
            assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        }
        for (String id : List.of("ż".repeat(129), "\u0007", "\uD83C", "\uFFFD")) {
            assertThat(product(id).status()).as(id).isEqualTo(400);
        }
    }

    @Test
    void categories_come_as_a_tree_in_the_order_of_their_paths_and_can_be_cached() {
        Gateway.Answer answer = gateway.get("/categories", Map.of());

        assertThat(answer.body().path("categories").findValuesAsText("path"))
                .containsExactly(
                        "Gry",
                        "Gry;Akcesoria",
                        "Gry;Gry na konsole",
                        "Gry;Gry na konsole;Gry Xbox 360",
                        "Telefony",
                        "Telefony;Akcesoria");
        assertThat(answer.body().at("/categories/0/parent").isNull()).isTrue();
        assertThat(answer.body().at("/categories/2").toString())
                .isEqualTo("{\"path\":\"Gry;Gry na konsole\",\"name\":\"Gry na konsole\",\"parent\":\"Gry\"}");
        assertNotSentAgain("/categories", answer.headers().get("ETag"));
    }

    @Test
    void what_is_on_sale_is_listed_the_most_popular_first_in_pages() {
        JsonNode all = products(Map.of());
        assertThat(productIds(all)).containsExactly("x2", "x1", "x3", "x4", "p1");
        assertThat(all.path("total").asInt()).isEqualTo(5);
        assertNotSentAgain(
                "/products", gateway.get("/products", Map.of()).headers().get("ETag"));

        JsonNode page = products(Map.of("category", "Gry na konsole", "limit", "2", "offset", "1"));
        assertThat(productIds(page)).containsExactly("x1", "x3");
        assertThat(page.path("total").asInt()).isEqualTo(4);
        assertThat(page.at("/products/1/name").asText()).isEqualTo(LONG_NAME);

        JsonNode beyond = products(Map.of("offset", "2147483647"));
        assertThat(productIds(beyond)).isEmpty();
        assertThat(beyond.path("total").asInt()).isEqualTo(5);
    }

    @Test
    void a_search_needs_no_case_and_no_diacritics() {
        assertThat(productIds(products(Map.of("q", "sluchawki")))).containsExactly("p1");
        assertThat(productIds(products(Map.of("q", "ZOLW gra")))).containsExactly("x2");
        assertThat(productIds(products(Map.of("q", "</script>")))).containsExactly("x2");
        assertThat(productIds(products(Map.of("q", "\uD83C\uDFA7")))).containsExactly("p1");
        assertThat(productIds(products(Map.of("q", "gra", "category", "Telefony"))))
                .isEmpty();
        assertThat(productIds(products(Map.of("category", "Rowery")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    category, Akcesoria
                    limit, 0
                    limit, 51
                    offset, -1
                    q, ''
                    q, '\uFFFD'
                    query, gra
                    """)
    void a_wrong_parameter_of_the_products_is_refused_by_name(String parameter, String value) {
        Gateway.Answer answer = gateway.get("/products", Map.of(parameter, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("parameter").asText()).isEqualTo(parameter);
    }

    @Test
    void a_product_that_the_catalogue_does_not_sell_is_not_recommended() {
        assertThat(ids(recommendations(Map.of("category", "Gry na konsole", "model", "popular"))))
                .containsExactly("x1", "x2", "x3", "x4", "p1");
    }

    @Test
    void products_out_of_the_price_range_give_way_to_others_along_the_chain() {
        Map<String, String> console = Map.of("category", "Gry na konsole", "model", "popular");

        assertThat(ids(recommendations(with(console, "minPrice", "10")))).containsExactly("x2", "x3", "p1");
        assertThat(ids(recommendations(with(console, "maxPrice", "19.99")))).containsExactly("x1", "p1");
        assertThat(ids(recommendations(with(with(console, "minPrice", "9.99"), "maxPrice", "9.99"))))
                .containsExactly("x1");
        JsonNode none = recommendations(with(console, "minPrice", "1000"));
        assertThat(ids(none)).isEmpty();
    }

    @Test
    void a_lowest_price_above_the_highest_is_refused_by_name() {
        Gateway.Answer answer = gateway.get("/recommendations", Map.of("minPrice", "20", "maxPrice", "19.99"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("parameter").asText()).isEqualTo("minPrice");
        assertThat(answer.body().path("detail").asText()).contains("20", "19.99");
    }

    @Test
    void pages_go_through_one_ranking() {
        Map<String, String> console = Map.of("category", "Gry na konsole", "model", "popular");
        List<String> whole = ids(recommendations(console));

        assertThat(ids(recommendations(with(with(console, "limit", "2"), "offset", "2"))))
                .isEqualTo(whole.subList(2, 4));
        assertThat(ids(recommendations(with(with(console, "limit", "50"), "offset", "4"))))
                .isEqualTo(whole.subList(4, whole.size()));
        assertThat(ids(recommendations(with(console, "offset", "100")))).isEmpty();
    }

    @Test
    void items_come_with_their_products_where_that_is_asked() {
        JsonNode answer = recommendations(Map.of("viewed", "x1", "limit", "2", "expand", "product"));
        assertThat(answer.at("/items/0/product").toString())
                .isEqualTo("{\"name\":\"Gra Żółw </script>\",\"category\":\"Gry;Gry na konsole\",\"price\":99.99}");

        JsonNode page = gateway.get(
                        "/products/{productId}/recommendations",
                        "productId",
                        "x4",
                        Map.of("expand", "product", "limit", "2"))
                .body();
        assertThat(page.at("/items/1/product/name").asText()).isEqualTo(LONG_NAME);
        assertThat(recommendations(Map.of()).at("/items/0").has("product")).isFalse();
    }

    @Test
    void a_product_page_takes_its_category_and_session_from_the_path() {
        for (String parameter : List.of("viewed", "category")) {
            Gateway.Answer answer =
                    gateway.get("/products/{productId}/recommendations", "productId", "x1", Map.of(parameter, "x2"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("parameter").asText()).isEqualTo(parameter);
        }
    }

    private static Map<String, String> with(Map<String, String> query, String name, String value) {
        Map<String, String> more = new HashMap<>(query);
        more.put(name, value);
        return more;
    }

    private static Gateway.Answer product(String id) {
        return gateway.get("/products/{productId}", "productId", id, Map.of());
    }

    private static JsonNode products(Map<String, String> query) {
        Gateway.Answer answer = gateway.get("/products", query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> productIds(JsonNode answer) {
        return answer.path("products").findValuesAsText("productId");
    }

    private static void assertNotSentAgain(String path, String etag) {
        Gateway.Answer again = gateway.call("GET", path, "GET " + path, Map.of(), Map.of("if-none-match", etag));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
    }

    private static CatalogueEntry entry(String id, String name, CategoryPath category, double price) {
        return new CatalogueEntry(id, name, category, OptionalDouble.of(price), true);
    }

    private static ApiFunction api(Table table) {
        return new ApiFunction(table, REFRESH, EXPOSURES::add, "salt", CLOCK);
    }

    private static Table newTable() {
        return new DynamoTable(LocalDynamo.clientBuilder().build(), LocalDynamo.newTable());
    }

    private static JsonNode recommendations(Map<String, String> query) {
        Gateway.Answer answer = gateway.get("/recommendations", query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.path("items").forEach(item -> ids.add(item.path("productId").asText()));
        return ids;
    }

    /** What follows a product of a test version. */
    private static List<ScoredProduct> next(String id) {
        return switch (id) {
            case "x1" -> List.of(new ScoredProduct("x2", 0.6), new ScoredProduct("p1", 0.4));
            case "x4" -> List.of(new ScoredProduct("x1", 0.5), new ScoredProduct("x3", 0.5));
            default -> List.of();
        };
    }

    private static RankedList list(ListKey key, String... ids) {
        List<ScoredProduct> products = new ArrayList<>();
        for (String id : ids) {
            products.add(new ScoredProduct(id, 1.0 / (products.size() + 1)));
        }
        return new RankedList(key, products);
    }
}
