package com.eszoppping.recommendations.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The storefront as people use it: in a real Chromium, before the real front and a store that it trained on. */
final class StorefrontTest {
    private static final int DESK = 1280;
    private static final int PHONE = 360;
    private static final int HEIGHT = 800;
    private static final int MOST_TABS = 60;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final String ATTACK = "<img src=x onerror=\"document.title='attacked'\">";
    /** What the API refuses; a file that is missing is another matter. */
    private static final Pattern REFUSED =
            Pattern.compile("Failed to load resource.*/(products|recommendations|categories|users)\\b.*");

    private static final Pattern WORD = Pattern.compile("(?m)^    '?([\\w.]+)'?: ");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ServedStore store;
    private static Chromium chromium;
    /** For pages whose requests fail, of which Chromium complains by itself. */
    private static Chromium whereRequestsFail;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        store = ServedStore.trained(folder);
        chromium = Chromium.start();
        whereRequestsFail = Chromium.start();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
            whereRequestsFail.close();
        }
        store.close();
    }

    @AfterEach
    void no_page_complains() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(whereRequestsFail.complaints())
                .allMatch(complaint -> REFUSED.matcher(complaint).matches());
    }

    // ------------------------------------------------------------------------------------------------ the way of a
    // shopper

    @Test
    void what_is_looked_at_and_bought_changes_what_is_recommended() throws Exception {
        Page page = visit(chromium, DESK, "/");
        List<String> atFirst = recommended(page);
        Chromium.screenshot(page, "shop-home");

        page.locator("#departments .row a").first().click();
        await(page);
        String list = factOf(page, 4);
        Chromium.screenshot(page, "shop-category");
        Locator chosen = page.locator(".list .card a").first();
        String bought = chosen.textContent();
        chosen.click();
        assertThat(page.locator("h1")).hasText(bought);
        await(page);
        String product = page.url().replaceFirst(".*product=", "");
        assertThat(page.url()).doesNotContain("from=");

        page.locator(".buy").click();
        assertThat(page.locator(".thanks")).containsText("Kupione. Numer zamówienia: web-");
        assertThat(page.locator("#bought")).hasText("1");
        page.locator(".why summary").click();
        Chromium.screenshot(page, "shop-product-bought-why-open");

        page.locator(".brand").click();
        await(page);
        List<String> afterwards = recommended(page);
        Chromium.screenshot(page, "shop-home-after-the-purchase");
        assertThat(afterwards).isNotEqualTo(atFirst).doesNotContain(bought);
        assertThat(factOf(page, 6)).contains("viewed=" + product, "exclude=" + product);
        assertThat(page.locator(".basis")).hasText("Z tego, co oglądasz w tej wizycie");

        List<JsonNode> events = awaitEventsOf(visitorOf(page), 2);
        assertThat(events)
                .extracting(event -> event.path("event_type").asText())
                .containsExactly("VIEW_PRODUCT", "BUY_PRODUCT");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.path("product_id").asText()).isEqualTo(product);
            assertThat(event.path("recommendation_id").asText()).isEqualTo(list);
        });
        assertThat(events.get(1).path("purchase_id").asText()).startsWith("web-");
    }

    @Test
    void a_product_that_was_found_without_help_is_a_view_that_names_no_list_and_counts_once() throws Exception {
        Page page = visit(chromium, DESK, "/");
        page.locator("#departments .row a").first().click();
        page.locator(".listing .card a").first().click();
        await(page);

        page.reload();
        await(page);
        page.locator(".buy").click();

        List<JsonNode> events = awaitEventsOf(visitorOf(page), 2);
        assertThat(events)
                .extracting(event -> event.path("event_type").asText())
                .containsExactly("VIEW_PRODUCT", "BUY_PRODUCT");
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.hasNonNull("recommendation_id")).isFalse());
    }

    @Test
    void back_and_forward_lead_through_the_pages_and_to_where_one_was_on_them() throws Exception {
        Page page = visit(chromium, DESK, "/");
        page.locator("#departments .row a").first().click();
        assertThat(page).hasTitle(Pattern.compile("^(?!Strona).* – eSzoppping$"));
        await(page);
        page.evaluate("scrollTo(0, 500)");
        awaitScroll(page, 500);
        // By script: Playwright's own click would scroll.
        page.locator(".listing .card a").nth(6).evaluate("link => link.click()");
        await(page);
        awaitScroll(page, 0);
        String product = page.title();

        page.goBack();
        awaitScroll(page, 500);
        assertThat(page.url()).contains("category=");
        page.goForward();
        assertThat(page).hasTitle(product);
    }

    @Test
    void a_customer_whom_the_model_knows_gets_what_their_group_likes() throws Exception {
        Page page = visit(chromium, DESK, "/");
        List<String> ofAGuest = recommended(page);
        assertThat(factOf(page, 3)).contains("STORE");

        page.locator("#visitor").click();
        page.locator(".suggestion").first().waitFor();
        Chromium.assertAccessible(page);
        Chromium.screenshot(page, "shop-who-shops");
        page.locator(".suggestion").first().click();
        await(page);
        page.locator(".strip .chip").first().waitFor();
        Chromium.screenshot(page, "shop-known-customer");

        assertThat(recommended(page)).isNotEqualTo(ofAGuest);
        assertThat(factOf(page, 0)).contains("groups");
        assertThat(factOf(page, 6)).contains("userId=102").doesNotContain("visitorId");
        assertThat(page.locator("#visitor")).containsText("Klient 102");
        assertThat(page.locator("#said")).hasText("Teraz kupuje: Klient 102.");

        page.navigate(store.url() + "/?user=nobody-knows-me");
        await(page);
        assertThat(page.locator(".strip")).containsText("model nie zna");
        assertThat(page.url()).endsWith("/");
    }

    @Test
    void who_does_not_agree_is_named_in_no_request_any_more() throws Exception {
        Page page = visit(chromium, DESK, "/?user=102");
        List<Request> requests = new CopyOnWriteArrayList<>();
        page.locator("#visitor").click();
        page.locator(".suggestion").first().waitFor();
        page.onRequest(requests::add);

        page.locator("#refuse").click();
        await(page);
        assertThat(page.locator("#visitor")).containsText("Incognito");
        assertThat(page.locator(".strip")).hasCount(0);
        page.locator(".list .card a").first().click();
        await(page);
        page.waitForResponse("**/events", page.locator(".buy")::click);
        String product = page.url().replaceFirst(".*product=", "");

        assertThat(page.evaluate("Object.keys(localStorage).join()")).isEqualTo("consent");
        assertThat(requests)
                .extracting(Request::url)
                .filteredOn(url -> url.contains("/recommendations?"))
                .hasSize(2)
                .allMatch(url -> url.contains("consent=false"))
                .noneMatch(url -> Pattern.matches(".*(userId|visitorId|exclude)=.*", url));
        assertThat(requests).extracting(Request::url).noneMatch(url -> url.contains("/users/"));
        assertThat(requests)
                .filteredOn(request -> request.url().endsWith("/events"))
                .extracting(Request::postData)
                .satisfiesExactly(
                        event -> assertThat(event).matches(ofNobody("view", product)),
                        event -> assertThat(event).matches(ofNobody("purchase", product)));

        page.navigate(store.url() + "/?user=102");
        await(page);
        assertThat(page.locator("#visitor")).containsText("Incognito");
    }

    /** An event with an id that is drawn for it alone, and nothing else that could tie it to another. */
    private static String ofNobody(String type, String product) {
        return Pattern.quote("{\"events\":[{\"type\":\"" + type + "\",\"productId\":\"" + product + "\",\"eventId\":\"")
                + "[0-9a-f]{32}"
                + Pattern.quote("\",\"consent\":false}]}");
    }

    @Test
    void a_list_of_a_category_does_not_say_that_it_is_of_the_whole_store() throws Exception {
        Page page = chromium.page(new Browser.NewContextOptions());
        page.route(
                "**/recommendations?*",
                route -> route.resume(
                        new Route.ResumeOptions().setUrl(route.request().url() + "&model=popular")));

        page.navigate(store.url() + category());
        await(page);

        assertThat(page.locator(".basis")).hasText("Z tego, co popularne w kategorii");
    }

    @Test
    void the_other_language_is_that_of_all_words() {
        Page page = visit(chromium, DESK, "/");

        page.locator("#language").click();
        assertThat(page.locator(".list h2")).hasText("Recommended for you");
        await(page);

        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator(".card .reason").first()).hasText("Popular in the whole store");
        assertThat(page.locator(".card .price").first()).hasText(Pattern.compile("^zł.[0-9,]+\\.[0-9]{2}$"));
        page.reload();
        assertThat(page.locator(".list h2")).hasText("Recommended for you");
        assertThat(page.locator("form.search button")).hasText("Search");
    }

    @Test
    void both_languages_have_words_for_the_same_things() throws Exception {
        String[] languages = store.get("/shop/words.js").body().split("\n  en: \\{", 2);

        assertThat(wordsOf(languages[0])).hasSizeGreaterThan(50).isEqualTo(wordsOf(languages[1]));
    }

    private static List<String> wordsOf(String language) {
        return WORD.matcher(language).results().map(word -> word.group(1)).toList();
    }

    @Test
    void the_shop_leads_to_the_console_and_the_console_to_the_shop() {
        Page page = visit(chromium, DESK, "/");

        page.locator(".bottom a").click();
        assertThat(page.locator("h1")).hasText("Versions");
        page.getByText("Shop", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".list h2")).hasText("Polecane dla Ciebie");
    }

    // ------------------------------------------------------------------------------------------------ for everybody

    @Test
    void one_can_shop_with_the_keyboard_alone() {
        Page page = visit(chromium, DESK, "/");

        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator(".list .card a").first()).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
        await(page);
        tabTo(page, ".buy");
        page.keyboard().press("Enter");
        assertThat(page.locator(".thanks")).isVisible();
        tabTo(page, ".why summary");
        page.keyboard().press("Enter");
        assertThat(page.locator(".why dl")).isVisible();
    }

    @Test
    void the_menu_and_the_question_who_shops_close_with_escape() {
        Page page = visit(chromium, PHONE, "/");

        page.locator(".menu summary").click();
        assertThat(page.locator(".menu .panel")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator(".menu .panel")).isHidden();
        assertThat(page.locator(".menu summary")).isFocused();
        page.locator("#visitor").click();
        assertThat(page.locator("#customer")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator("#visitor")).isFocused();
    }

    @ParameterizedTest
    @CsvSource({"pl, LIGHT, 360", "pl, DARK, 1280", "en, LIGHT, 1280", "en, DARK, 360"})
    void nothing_hinders_anybody_and_nothing_is_wider_than_the_screen(String language, ColorScheme scheme, int width)
            throws Exception {
        Page page = whereRequestsFail.page(
                new Browser.NewContextOptions().setViewportSize(width, HEIGHT).setColorScheme(scheme));
        page.addInitScript("localStorage.setItem('language', '" + language + "')");
        Map<String, String> addresses = Map.of(
                "home", "/",
                "category", category(),
                "product", "/?product=" + product(),
                "no-such-product", "/?product=none",
                "search", "/?q=gry");
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            page.navigate(store.url() + address.getValue());
            await(page);
            page.locator(".why summary").all().forEach(Locator::click);

            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(address.getKey())
                    .isEqualTo(width);
            Chromium.assertAccessible(page);
            Chromium.screenshot(page, "shop-" + address.getKey() + "-" + language + "-" + scheme + "-" + width);
        }
    }

    // ------------------------------------------------------------------------------------------------ what goes wrong

    @Test
    void a_shop_without_a_version_says_so_and_shows_its_page() throws Exception {
        try (ServedStore empty = ServedStore.empty(folder)) {
            Page page = whereRequestsFail.page(new Browser.NewContextOptions());
            page.navigate(empty.url());

            assertThat(page.locator(".notice")).containsText("Poleceń teraz nie ma");
            assertThat(page.locator("form.search")).isVisible();
            Chromium.assertAccessible(page);
            Chromium.screenshot(page, "shop-without-a-version");
            page.navigate(empty.url() + "/?category=Gry");
            assertThat(page.locator(".notice")).hasCount(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "category", "product", "user", "from"})
    void what_stands_in_an_address_is_text(String parameter) {
        Page page = visit(
                whereRequestsFail, DESK, "/?" + parameter + "=" + URLEncoder.encode(ATTACK, StandardCharsets.UTF_8));

        assertThat(page.locator("main img")).hasCount(0);
        assertThat(page.title()).endsWith("– eSzoppping").doesNotStartWith("attacked");
    }

    @Test
    void the_name_of_a_product_is_text() {
        Page page = chromium.page(new Browser.NewContextOptions());
        page.route(
                "**/products/evil",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(JSON.createObjectNode()
                                .put("productId", "evil")
                                .put("name", ATTACK)
                                .put("category", ATTACK)
                                .putNull("price")
                                .put("available", false)
                                .toString())));
        page.navigate(store.url() + "/?product=evil");
        await(page);

        assertThat(page.locator("h1")).hasText(ATTACK);
        assertThat(page.locator("main img")).hasCount(0);
        assertThat(page.locator(".product .price")).hasText("Cena nieznana");
        assertThat(page.locator(".buy")).isDisabled();
    }

    // ------------------------------------------------------------------------------------------------

    private static Page visit(Chromium browser, int width, String address) {
        Page page = browser.page(new Browser.NewContextOptions().setViewportSize(width, HEIGHT));
        page.navigate(store.url() + address);
        await(page);
        return page;
    }

    /** Waits until all of the page is there. Playwright's own waiting for a condition is what the page's policy forbids. */
    private static void await(Page page) {
        page.locator("main h1, main h2")
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        assertThat(page.locator("[aria-busy], .waiting")).hasCount(0);
    }

    private static void awaitScroll(Page page, int pixels) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (scroll(page) != pixels) {
            assertThat(System.nanoTime()).as("scrolled to " + scroll(page)).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static int scroll(Page page) {
        return ((Number) page.evaluate("scrollY")).intValue();
    }

    private static List<String> recommended(Page page) {
        return page.locator(".list .card h3").allTextContents();
    }

    /** What the panel says: 0 model, 1 version, 2 experiment, 3 fallback, 4 number of the answer, 5 time, 6 query. */
    private static String factOf(Page page, int place) {
        return page.locator(".why dd").nth(place).textContent();
    }

    private static void tabTo(Page page, String selector) {
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            if ((Boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Not reached with the keyboard: " + selector);
    }

    private static String category() throws IOException, InterruptedException {
        JsonNode categories = JSON.readTree(store.get("/categories").body());
        return "/?category="
                + URLEncoder.encode(categories.at("/categories/0/path").asText(), StandardCharsets.UTF_8);
    }

    private static String product() throws IOException, InterruptedException {
        return JSON.readTree(store.get("/products?limit=1").body())
                .at("/products/0/productId")
                .asText();
    }

    private static String visitorOf(Page page) {
        return (String) page.evaluate("localStorage.getItem('visitorId')");
    }

    /** A visitor's events in the order of their arrival, when there are so many. */
    private static List<JsonNode> awaitEventsOf(String visitor, int count) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        List<JsonNode> events = eventsOf(visitor);
        while (events.size() < count) {
            assertThat(System.nanoTime())
                    .as("only " + events + " within " + LONGEST_WAIT)
                    .isLessThan(end);
            Thread.sleep(20);
            events = eventsOf(visitor);
        }
        return events;
    }

    private static List<JsonNode> eventsOf(String visitor) throws IOException {
        Path feedback = folder.resolve("store/sessions/feedback");
        List<JsonNode> events = new ArrayList<>();
        if (Files.exists(feedback)) {
            try (Stream<Path> files = Files.list(feedback).sorted()) {
                for (Path file : files.toList()) {
                    for (String line : Files.readAllLines(file)) {
                        JsonNode event = JSON.readTree(line);
                        if (event.path("visitor_id").asText().equals(visitor)) {
                            events.add(event);
                        }
                    }
                }
            }
        }
        return events;
    }
}
