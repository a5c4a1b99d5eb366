package com.eszoppping.recommendations.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.experiment.Experiment;
import com.eszoppping.recommendations.experiment.ExperimentJson;
import com.eszoppping.recommendations.experiment.Experiments;
import com.eszoppping.recommendations.experiment.Variant;
import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.ControlDocuments;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.LocalDynamo;
import com.eszoppping.recommendations.store.ManifestDraft;
import com.eszoppping.recommendations.store.Member;
import com.eszoppping.recommendations.store.Publication;
import com.eszoppping.recommendations.store.RecordingTable;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.Versions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who answers, what is told of it and of whom: versions, diversity, words, groups, reports, consent. */
class AnswersTest {
    private static final String PRODUCT_PAGE = "/products/{productId}/recommendations";
    private static final VersionId EARLIER = VersionId.parse("20261123T020000Z-aaaa");
    private static final VersionId LIVE = VersionId.parse("20261124T020000Z-bbbb");
    private static final VersionId HELD_BACK = VersionId.parse("20261125T020000Z-cccc");
    private static final CategoryPath XBOX = CategoryPath.parse("Gry i konsole;Gry na konsole;Gry Xbox 360");
    private static final CategoryPath PC = CategoryPath.parse("Gry i konsole;Gry komputerowe");
    private static final CategoryPath PHONES = CategoryPath.parse("Telefony");
    private static final List<ServedModel> MODELS =
            List.of(new ServedModel("popular", 0), new ServedModel("groups", 2), new ServedModel("next", 2, true));
    private static final String REPORT = "{\"version\":\"" + LIVE + "\",\"żółw\":[1,2.5,null]}";

    private volatile Instant now = Instant.parse("2026-11-25T03:00:00Z");
    private final List<String> exposures = Collections.synchronizedList(new ArrayList<>());
    private final RecordingTable table =
            new RecordingTable(new DynamoTable(LocalDynamo.clientBuilder().build(), LocalDynamo.newTable()));
    private final Versions versions = new Versions(table, () -> now, ControlCopies.none());
    private final Gateway gateway =
            new Gateway(new ApiFunction(table, Duration.ofSeconds(30), exposures::add, "salt", () -> now));

    @AfterEach
    void close() {
        table.close();
    }

    // ------------------------------------------------------------------------------------------------ versions

    @Test
    void a_request_is_answered_by_the_version_that_it_names_live_earlier_or_held_back() {
        publishAll();

        assertThat(recommend(Map.of()).path("version").asText()).isEqualTo(LIVE.text());
        for (VersionId version : List.of(EARLIER, LIVE, HELD_BACK)) {
            for (JsonNode answer : List.of(
                    recommend(Map.of("version", version.text())),
                    page("x1", Map.of("version", version.text(), "model", "popular")))) {
                assertThat(answer.path("version").asText()).isEqualTo(version.text());
                assertThat(ids(answer)).contains("only-" + version.run());
            }
        }
    }

    @Test
    void a_version_that_nobody_published_is_refused_with_its_name_and_without_asking_the_table() {
        publishAll();
        recommend(Map.of("version", EARLIER.text()));
        table.takeRoundTrips();

        for (String name : List.of("20261122T020000Z-dddd", "latest")) {
            for (Gateway.Answer answer : List.of(
                    gateway.get("/recommendations", Map.of("version", name)),
                    gateway.get(PRODUCT_PAGE, "productId", "x1", Map.of("version", name)),
                    gateway.get("/users/{userId}/group", "userId", "102", Map.of("version", name)))) {
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body().path("parameter").asText()).isEqualTo("version");
                assertThat(answer.body().path("detail").asText()).contains("'" + name + "'");
            }
        }
        assertThat(table.takeRoundTrips()).isZero();
    }

    @Test
    void a_first_version_that_was_held_back_can_be_looked_at_though_nothing_is_live() {
        begin(HELD_BACK).holdBack(draft(), "Too few events.");

        assertThat(recommend(Map.of("version", HELD_BACK.text()))
                        .path("version")
                        .asText())
                .isEqualTo(HELD_BACK.text());
        assertThat(gateway.get("/recommendations", Map.of()).status()).isEqualTo(503);
    }

    @Test
    void whoever_chooses_a_model_or_a_version_takes_no_part_in_the_experiment() {
        publishAll();
        runExperiment();

        JsonNode assigned = recommend(Map.of("visitorId", "v-1"));
        assertThat(assigned.at("/experiment/variant").asText()).isIn("control", "new");
        for (Map<String, String> choice : List.of(
                Map.of("model", "popular"), Map.of("version", LIVE.text()), Map.of("version", EARLIER.text()))) {
            assertThat(recommend(with(choice, "visitorId", "v-1"))
                            .path("experiment")
                            .isNull())
                    .isTrue();
            assertThat(page("x1", with(choice, "visitorId", "v-1"))
                            .path("experiment")
                            .isNull())
                    .isTrue();
        }
    }

    // ------------------------------------------------------------------------------------------------ pages and
    // diversity

    @Test
    void a_product_page_takes_what_other_lists_take() {
        publishAll();
        Map<String, String> popular = Map.of("model", "popular");
        List<String> whole = ids(page("x1", with(popular, "limit", "50")));

        assertThat(ids(page("x1", Map.of("model", "popular", "limit", "2", "offset", "2"))))
                .isEqualTo(whole.subList(2, 4));
        assertThat(ids(page("x1", with(popular, "exclude", whole.get(0))))).doesNotContain(whole.get(0), "x1");
        JsonNode cheap = page("x1", Map.of("minPrice", "5", "maxPrice", "6", "expand", "product", "explain", "true"));
        assertThat(cheap.path("items")).isNotEmpty().allSatisfy(item -> {
            assertThat(item.at("/product/price").asDouble()).isBetween(5.0, 6.0);
            assertThat(item.path("explanation").asText()).isNotBlank();
        });
    }

    @Test
    void a_spread_answer_shows_more_categories_and_its_pages_go_on() {
        publishAll();
        Map<String, String> popular = Map.of("model", "popular", "limit", "3");

        List<String> plain = ids(recommend(popular));
        List<String> spread = ids(recommend(with(popular, "diversity", "1")));
        assertThat(plain).containsExactly("x1", "x2", "x3");
        assertThat(ids(recommend(with(popular, "diversity", "0")))).isEqualTo(plain);
        assertThat(ids(recommend(with(popular, "diversity", "0.000")))).isEqualTo(plain);
        assertThat(spread).containsExactly("x1", "p1", "c1");
        List<String> pages = new ArrayList<>();
        for (int offset = 0; offset < 12; offset += 3) {
            pages.addAll(ids(recommend(with(with(popular, "diversity", "1"), "offset", String.valueOf(offset)))));
        }
        assertThat(pages)
                .doesNotHaveDuplicates()
                .isEqualTo(ids(recommend(Map.of("model", "popular", "diversity", "1", "limit", "12"))))
                .containsExactlyInAnyOrderElementsOf(ids(recommend(Map.of("model", "popular", "limit", "12"))));
    }

    @Test
    void a_spread_answer_stays_in_the_category_that_was_asked_for_while_that_has_products() {
        publishAll();
        Map<String, String> games = Map.of("model", "popular", "category", "Gry i konsole", "limit", "50");

        List<String> spread = ids(recommend(with(games, "diversity", "1")));

        assertThat(spread.subList(0, 2)).containsExactly("x1", "c1");
        assertThat(spread.get(spread.size() - 1)).isEqualTo("p1");
    }

    // ------------------------------------------------------------------------------------------------ words

    @Test
    void each_item_says_in_the_shop_s_words_why_it_is_there() {
        publishAll();

        Gateway.Answer polish = explained(Map.of("userId", "102", "limit", "1"), Map.of());
        assertThat(polish.body().at("/items/0/explanation").asText()).isEqualTo("Popularne wśród graczy na konsolach");
        assertThat(polish.body().at("/items/0/reason").asText()).isEqualTo("POPULAR_IN_YOUR_GROUP");
        assertThat(polish.headers())
                .containsEntry("Content-Language", "pl")
                .containsEntry("Vary", "Accept-Language")
                .containsEntry("Cache-Control", "no-store");

        Gateway.Answer english = explained(
                Map.of("viewed", "x2,x1", "limit", "2"), Map.of("accept-language", "de,en-GB;q=0.7,pl;q=0.2"));
        assertThat(english.headers()).containsEntry("Content-Language", "en");
        assertThat(english.body().path("items").findValuesAsText("explanation"))
                .containsExactly(
                        "Often viewed after products like: Gra x1", "Often viewed after products like: Gra x2");

        JsonNode inCategory = explained(
                        Map.of("model", "popular", "category", "Gry komputerowe", "limit", "2"), Map.of())
                .body();
        assertThat(inCategory.path("items").findValuesAsText("explanation"))
                .containsExactly("Popularne w kategorii Gry komputerowe", "Popularne w kategorii Gry i konsole");
    }

    @Test
    void an_answer_that_need_not_explain_has_no_words_and_no_language() {
        publishAll();

        for (Map<String, String> query : List.of(Map.<String, String>of(), Map.of("explain", "false"))) {
            Gateway.Answer answer = gateway.get("/recommendations", query);
            assertThat(answer.body().at("/items/0").has("explanation")).isFalse();
            assertThat(answer.body().at("/items/0/reason").asText()).isNotBlank();
            assertThat(answer.headers()).doesNotContainKeys("Content-Language", "Vary");
        }
    }

    // ------------------------------------------------------------------------------------------------ groups and
    // reports

    @Test
    void a_user_s_group_is_told_with_what_it_likes() {
        publishAll();

        Gateway.Answer answer = gateway.get("/users/{userId}/group", "userId", "102", Map.of());

        assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(answer.text())
                .isEqualTo("{\"userId\":\"102\",\"version\":\"" + LIVE + "\",\"model\":\"groups\",\"group\":1,"
                        + "\"interests\":[\"Gry i konsole;Gry na konsole;Gry Xbox 360\",\"Telefony\"]}");
        assertThat(gateway.get("/users/{userId}/group", "userId", "102", Map.of("version", EARLIER.text()))
                        .body()
                        .path("version")
                        .asText())
                .isEqualTo(EARLIER.text());
    }

    @Test
    void an_unknown_user_is_in_no_group_and_that_is_no_error() {
        publishAll();

        Gateway.Answer answer = gateway.get("/users/{userId}/group", "userId", "#nobody", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("userId").asText()).isEqualTo("#nobody");
        assertThat(answer.body().path("group").isNull()).isTrue();
        assertThat(answer.body().path("interests")).isEmpty();
    }

    @Test
    void a_version_comes_with_the_report_of_its_training() throws IOException {
        publishAll();

        Gateway.Answer answer = gateway.get("/models/{version}", "version", LIVE.text(), Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("report")).isEqualTo(new ObjectMapper().readTree(REPORT));
        assertThat(answer.headers())
                .containsEntry("Cache-Control", "max-age=30")
                .containsKey("ETag");
        JsonNode without = gateway.get("/models/{version}", "version", EARLIER.text(), Map.of())
                .body();
        assertThat(without.has("report")).isTrue();
        assertThat(without.path("report").isNull()).isTrue();
        assertThat(gateway.get("/models", Map.of()).body().at("/versions/0").has("report"))
                .isFalse();
    }

    @Test
    void a_report_that_the_client_has_is_not_read_again() {
        publishAll();
        String etag = gateway.get("/models/{version}", "version", LIVE.text(), Map.of())
                .headers()
                .get("ETag");
        table.takeRoundTrips();

        Gateway.Answer again =
                gateway.get("/models/{version}", "version", LIVE.text(), Map.of(), Map.of("if-none-match", etag));

        assertThat(again.status()).isEqualTo(304);
        assertThat(table.takeRoundTrips()).isZero();
    }

    // ------------------------------------------------------------------------------------------------ consent

    @ParameterizedTest
    @ValueSource(strings = {"popular", "groups", "next", ""})
    void without_consent_the_answer_follows_from_the_page_alone(String model) {
        publishAll();
        runExperiment();
        Map<String, String> about = model.isEmpty() ? Map.of() : Map.of("model", model);
        Map<String, String> refused = with(with(about, "consent", "false"), "viewed", "x1");

        Set<String> answers = new HashSet<>();
        for (Map<String, String> person : List.of(
                Map.<String, String>of(),
                Map.of("userId", "102"),
                Map.of("userId", "103", "visitorId", "v-1"),
                Map.of("visitorId", "v-2", "viewed", "x3,p1,x2,x1"))) {
            Map<String, String> query = new HashMap<>(refused);
            query.putAll(person);
            JsonNode answer = recommend(query);
            assertThat(answer.path("userId").isNull()).isTrue();
            assertThat(answer.path("experiment").isNull()).isTrue();
            assertThat(answer.path("items").findValuesAsText("reason")).doesNotContain("POPULAR_IN_YOUR_GROUP");
            answers.add(answer.path("items").toString());
        }
        assertThat(answers).hasSize(1);
        assertThat(exposures)
                .hasSize(4)
                // The list's own id is random, and may well have one of these numbers in it.
                .allSatisfy(line -> assertThat(line.replaceFirst("\"recommendationId\":\"[^\"]+\"", ""))
                        .contains("\"visitor\":null", "\"experiment\":null")
                        .doesNotContain("102", "103", "v-1", "v-2"));
    }

    @Test
    void without_consent_nobody_s_membership_is_read() {
        publishAll();
        Map<String, String> query = Map.of("userId", "102", "model", "groups", "consent", "false");
        recommend(query);
        gateway.get("/users/{userId}/group", "userId", "102", Map.of("consent", "false"));
        table.takeRoundTrips();

        recommend(query);
        JsonNode group = gateway.get("/users/{userId}/group", "userId", "102", Map.of("consent", "false"))
                .body();

        assertThat(table.takeRoundTrips()).isZero();
        assertThat(group.path("userId").isNull()).isTrue();
        assertThat(group.path("group").isNull()).isTrue();
        assertThat(group.path("interests")).isEmpty();
    }

    @Test
    void without_consent_nobody_is_assigned_to_a_variant() {
        publishAll();
        runExperiment();
        String route = "/experiments/{name}/assignment";
        Map<String, String> visitor = Map.of("visitorId", "v-1");

        assertThat(gateway.get(route, "name", "test", visitor)
                        .body()
                        .path("variant")
                        .asText())
                .isIn("control", "new");
        JsonNode refused = gateway.get(route, "name", "test", with(visitor, "consent", "false"))
                .body();
        assertThat(refused.path("variant").isNull()).isTrue();
    }

    @Test
    void consent_that_is_given_changes_nothing() {
        publishAll();

        assertThat(recommend(Map.of("userId", "102", "consent", "true")).path("items"))
                .isEqualTo(recommend(Map.of("userId", "102")).path("items"));
    }

    // ------------------------------------------------------------------------------------------------ round trips

    @Test
    void a_warm_request_takes_one_round_trip_at_the_most() {
        publishAll();
        runExperiment();
        now = now.plus(Duration.ofMinutes(2)); // lists that are not there are known not to be
        Map<String, String> known = Map.of("userId", "102", "viewed", "x2,x1", "limit", "50");
        Map<Map<String, String>, Integer> expected = new HashMap<>();
        expected.put(known, 1);
        expected.put(with(known, "expand", "product"), 1);
        expected.put(with(known, "explain", "true"), 1);
        expected.put(with(known, "diversity", "0.5"), 1);
        expected.put(with(known, "model", "groups"), 1);
        expected.put(with(known, "category", "Gry komputerowe"), 1);
        expected.put(with(known, "version", EARLIER.text()), 1);
        // What was viewed before is remembered; only the membership is not.
        expected.put(with(known, "consent", "false"), 0);
        expected.put(Map.of("viewed", "x3"), 0);
        expected.put(Map.of("userId", "102", "model", "groups"), 1);
        expected.put(Map.of("visitorId", "v-1", "model", "groups"), 0);
        expected.put(Map.of("userId", "102", "model", "popular"), 0);
        expected.put(Map.of("expand", "product", "explain", "true", "diversity", "1"), 0);

        expected.keySet().forEach(this::recommend);
        table.takeRoundTrips();
        expected.forEach((query, roundTrips) -> {
            recommend(query);
            assertThat(table.takeRoundTrips()).as(query.toString()).isEqualTo(roundTrips);
        });

        page("x1", Map.of("userId", "102", "expand", "product", "explain", "true"));
        assertThat(table.takeRoundTrips()).isEqualTo(1);
        gateway.get("/users/{userId}/group", "userId", "102", Map.of());
        assertThat(table.takeRoundTrips()).isEqualTo(1);
        gateway.get("/products", Map.of());
        gateway.get("/categories", Map.of());
        assertThat(table.takeRoundTrips()).isZero();
    }

    // ------------------------------------------------------------------------------------------------ what is
    // published

    private void publishAll() {
        begin(EARLIER).goLive(draft());
        Publication live = begin(LIVE);
        live.putReport(REPORT);
        live.goLive(draft());
        begin(HELD_BACK).holdBack(draft(), "Too few events.");
    }

    private static ManifestDraft draft() {
        List<List<CategoryPath>> interests = List.of(List.of(), List.of(XBOX, PHONES));
        return new ManifestDraft(MODELS, SessionPolicy.DEFAULT, Map.of("seed", "1"), 2, 7, interests);
    }

    /** A version in which one product is its own, so that it is seen who answers. */
    private Publication begin(VersionId version) {
        String own = "only-" + version.run();
        Publication publication = versions.begin(version, Duration.ofDays(30), Deadline.never());
        publication.putCategories(List.of(XBOX, PC, PHONES));
        publication.putCatalogue(Stream.of(
                        entry("x1", XBOX),
                        entry("x2", XBOX),
                        entry("x3", XBOX),
                        entry("c1", PC),
                        entry("p1", PHONES),
                        // All are sold by every version: what the newest catalogue lacks is served by none.
                        entry("only-aaaa", XBOX),
                        entry("only-bbbb", XBOX),
                        entry("only-cccc", XBOX))
                .toList());
        for (String model : List.of("popular", "groups")) {
            publication.put(list(ListKey.forEverybody(model, CategoryPath.STORE), "x1", "x2", "x3", own, "c1", "p1"));
            publication.put(list(ListKey.forEverybody(model, XBOX), "x1", "x2", "x3", own));
            publication.put(list(ListKey.forEverybody(model, PC), "c1"));
            publication.put(list(
                    ListKey.forEverybody(model, CategoryPath.parse("Gry i konsole")), "x1", "x2", "x3", own, "c1"));
        }
        publication.put(list(ListKey.forGroup("groups", 1, CategoryPath.STORE), own, "p1"));
        publication.putMembers(List.of(new Member("102", 1), new Member("103", 0)));
        for (String id : List.of("x1", "x2", "x3")) {
            publication.put(
                    new ProductFacts(id, "Gra " + id, XBOX, OptionalDouble.of(5.5), true, List.of(0.1, 0.9), next(id)));
        }
        return publication;
    }

    private static List<ScoredProduct> next(String id) {
        return switch (id) {
            case "x1" -> List.of(new ScoredProduct("c1", 0.6), new ScoredProduct("x2", 0.4));
            case "x2" -> List.of(new ScoredProduct("p1", 0.5));
            default -> List.of();
        };
    }

    private static CatalogueEntry entry(String id, CategoryPath category) {
        return new CatalogueEntry(id, "Gra " + id, category, OptionalDouble.of(5.5), true);
    }

    private static RankedList list(ListKey key, String... ids) {
        List<ScoredProduct> products = new ArrayList<>();
        for (String id : ids) {
            products.add(new ScoredProduct(id, 1.0 / (products.size() + 1)));
        }
        return new RankedList(key, products);
    }

    private void runExperiment() {
        Experiment experiment = Experiment.draft(
                        "test",
                        "salt",
                        List.of(
                                new Variant("control", "popular", Optional.empty(), 1),
                                new Variant("new", "groups", Optional.empty(), 1)),
                        1,
                        now,
                        now.plus(Duration.ofDays(7)),
                        0.1,
                        now)
                .started(now);
        new ControlDocuments(table, ControlCopies.none())
                .change(Experiments.DOCUMENT, known -> ExperimentJson.text(Experiments.NONE.with(experiment)));
    }

    // ------------------------------------------------------------------------------------------------ requests

    private JsonNode recommend(Map<String, String> query) {
        return ok(gateway.get("/recommendations", query));
    }

    private JsonNode page(String productId, Map<String, String> query) {
        return ok(gateway.get(PRODUCT_PAGE, "productId", productId, query));
    }

    private Gateway.Answer explained(Map<String, String> query, Map<String, String> headers) {
        return gateway.call("GET", "/recommendations", "GET /recommendations", with(query, "explain", "true"), headers);
    }

    private static JsonNode ok(Gateway.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private static Map<String, String> with(Map<String, String> query, String name, String value) {
        Map<String, String> more = new HashMap<>(query);
        more.put(name, value);
        return more;
    }

    private static List<String> ids(JsonNode answer) {
        return answer.path("items").findValuesAsText("productId");
    }
}
