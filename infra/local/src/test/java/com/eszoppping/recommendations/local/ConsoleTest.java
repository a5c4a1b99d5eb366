package com.eszoppping.recommendations.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.simulation.Simulation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The analyst's console in a real Chromium, before a store that was trained twice. */
final class ConsoleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final Pattern REFUSED =
            Pattern.compile("Failed to load resource.*/(experiments|models|health)\\b.*");
    private static final List<String> VIEWS =
            List.of("versions", "models", "groups", "side-by-side", "quality", "experiments", "live");

    @TempDir
    private static Path folder;

    private static ServedStore store;
    private static Chromium chromium;

    private final int complaintsBefore = chromium.complaints().size();

    @BeforeAll
    static void serve() throws Exception {
        chromium = Chromium.start();
        Path data = Stores.generate(folder.resolve("data"), 1_500, false);
        makeNamesHostile(data.resolve("catalogue/products.jsonl.gz"));
        Files.writeString(data.resolve("sessions/broken.jsonl"), "no JSON\n{\"session_id\":1}\nno JSON either\n");
        store = ServedStore.trained(data, folder);
        store.train(Instant.now().plusSeconds(1));
    }

    private static void makeNamesHostile(Path products) throws IOException {
        String lines;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(products))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(products))) {
            out.write(lines.replace("\"product_name\":\"", "\"product_name\":\"" + HOSTILE)
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void close() {
        if (store != null) {
            store.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    /** What the API refuses is for the page to show; the browser notes it as well. A file that is missing is another matter. */
    @AfterEach
    void nothing_was_complained_of() {
        List<String> complaints = chromium.complaints();
        assertThat(complaints.subList(complaintsBefore, complaints.size()))
                .filteredOn(complaint -> !REFUSED.matcher(complaint).matches())
                .isEmpty();
    }

    @Test
    void an_experiment_that_is_made_in_the_console_runs_shows_its_results_and_can_be_stopped() throws Exception {
        Page page = pageWithToken();
        make(page, "groups-vs-next");
        assertThat(page.locator("h2 .tag")).hasText("RUNNING");
        assertThat(page.getByText("There are no results yet")).isVisible();

        new Simulation(URI.create(store.url()), 300, 0.8, 0.2, 7, 4).run(left -> {});
        store.train(Instant.now().plusSeconds(60));
        page.reload();

        JsonNode results = json("/experiments/groups-vs-next").path("results");
        assertThat(page.locator(".verdict strong"))
                .hasText(results.path("verdict").asText());
        for (JsonNode variant : results.path("variants")) {
            Locator row = table(page, "Who took part")
                    .getByRole(AriaRole.ROW)
                    .filter(new Locator.FilterOptions()
                            .setHasText(variant.path("name").asText()));
            assertThat(row.getByRole(AriaRole.CELL).first())
                    .hasText(grouped(variant.path("visitors").asInt()));
            assertThat(row.getByRole(AriaRole.CELL).last())
                    .hasText(grouped(variant.path("exposures").asInt()));
        }
        assertThat(page.getByText("Visitors are split as the weights say")).isVisible();
        assertThat(table(page, "Click-through").getByText("for one planned look"))
                .isVisible();
        Chromium.assertAccessible(page);
        Chromium.screenshot(page, "console-experiment");

        button(page, "Stop").click();
        button(page, "Stop for good").click();
        assertThat(page.locator("h2 .tag")).hasText("STOPPED");
        assertThat(json("/experiments/groups-vs-next").path("status").asText()).isEqualTo("STOPPED");

        button(page, "Delete").click();
        button(page, "Delete for good").click();
        assertThat(page.locator("h1")).hasText("Experiments");
        assertThat(page.getByText("groups-vs-next")).hasCount(0);
    }

    @Test
    void traffic_and_weights_of_a_running_experiment_can_be_changed_and_the_history_says_so() throws Exception {
        Page page = pageWithToken();
        make(page, "ramped-up");
        page.getByText("Change traffic or weights").click();
        page.getByLabel("Traffic share").fill("0");
        button(page, "Change").click();
        assertThat(page.getByRole(AriaRole.ALERT).last()).containsText("trafficShare");
        assertThat(page.getByLabel("Traffic share")).isFocused();
        Chromium.assertAccessible(page);
        Chromium.screenshot(page, "console-change-of-traffic");

        page.getByLabel("Traffic share").fill("0.5");
        page.getByLabel("Weight of new").fill("3");
        button(page, "Change").click();

        assertThat(page.locator(".history")).containsText("weights from control 1, new 1 to control 1, new 3");
        assertThat(page.locator(".history")).containsText("share of traffic from 1.0 to 0.5");
        assertThat(page.locator(".facts")).containsText("50.0 % of the visitors");
        assertThat(json("/experiments/ramped-up").at("/variants/1/weight").asInt())
                .isEqualTo(3);

        button(page, "Stop").click();
        button(page, "Stop for good").click();
        assertThat(page.locator("h2 .tag")).hasText("STOPPED");
        assertThat(page.getByText("Change traffic or weights")).hasCount(0);
        store.send("DELETE", "/experiments/ramped-up", Map.of("Authorization", ServedStore.TOKEN), "");
    }

    private static void make(Page page, String name) {
        open(page, "new-experiment");
        fieldset(page, 1).getByLabel("Model").selectOption("groups");
        fieldset(page, 2).getByLabel("Model").selectOption("next");
        fieldset(page, 2).getByLabel("Diversity").fill("0.2");
        page.locator("#name").fill(name);
        button(page, "Start now").click();
        page.waitForURL(Pattern.compile("#/experiment\\?"));
    }

    private static Locator fieldset(Page page, int number) {
        return page.locator("fieldset").nth(number - 1);
    }

    @Test
    void a_draft_is_started_by_a_button_and_what_the_api_refuses_is_said_at_the_form() throws Exception {
        Page page = pageWithToken();
        open(page, "new-experiment");
        page.locator("#name").fill("Not A Name");
        button(page, "Keep as a draft").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("name");
        Chromium.assertAccessible(page);
        Chromium.screenshot(page, "console-new-experiment");

        page.locator("#name").fill("a-draft");
        button(page, "Keep as a draft").click();
        assertThat(page.locator("h2 .tag")).hasText("DRAFT");
        button(page, "Start").click();
        assertThat(page.locator("h2 .tag")).hasText("RUNNING");

        button(page, "Stop").click();
        button(page, "Stop for good").click();
        assertThat(page.getByText("STOPPED").first()).isVisible();
        store.send("DELETE", "/experiments/a-draft", Map.of("Authorization", ServedStore.TOKEN), "");
    }

    @Test
    void the_token_leaves_the_address_and_without_it_there_are_no_controls() {
        Page known = pageWithToken();
        assertThat(known).hasURL(store.url() + "/console");
        assertThat(known.getByText("May change experiments.")).isVisible();

        Page stranger = page();
        open(stranger, "experiments");
        assertThat(stranger.getByText("This page only reads.")).isVisible();
        assertThat(stranger.getByRole(AriaRole.BUTTON)).hasCount(0);
        open(stranger, "new-experiment");
        assertThat(stranger.locator("form")).hasCount(0);
    }

    @Test
    void a_token_of_an_earlier_start_is_said_to_be_one() {
        Page page = page();
        page.navigate(store.url() + "/console#token=another");
        assertThat(page.locator("h1")).isVisible();
        open(page, "new-experiment");
        page.locator("#name").fill("never");
        button(page, "Start now").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("token of another start");
    }

    @Test
    void a_deployed_console_only_reads_and_says_where_live_figures_are() {
        Page page = page();
        page.route(
                "**/config.js",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody("export const config = {api: '', local: false};")));
        page.navigate(store.url() + "/console#token=schemathesis");
        assertThat(page.getByText("This page only reads.")).isVisible();
        open(page, "experiments");
        assertThat(page.getByText("A deployed console only reads")).isVisible();
        open(page, "live");
        assertThat(page.getByText("DashboardUrl")).isVisible();
    }

    @Test
    void versions_are_listed_with_the_accuracy_of_their_reports_and_what_the_gate_said() throws Exception {
        Page page = page();
        open(page, "versions");
        JsonNode versions = json("/models");
        String current = versions.path("current").asText();
        JsonNode report = report(current);

        Locator row = table(page, "Newest first")
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(current));
        assertThat(row).containsText("live");
        JsonNode accuracy = contender(report, "next").at("/metrics/hitRate10");
        assertThat(row).containsText(percent(accuracy.path("value")));
        assertThat(row).containsText(number(accuracy.path("low")) + "–" + number(accuracy.path("high")));
        assertThat(table(page, "Newest first").getByRole(AriaRole.ROW))
                .hasCount(versions.path("versions").size() + 1);
        for (JsonNode check : report.at("/gate/checks")) {
            assertThat(page.locator(".verdict"))
                    .containsText(check.path("sentence").asText());
        }
        Chromium.screenshot(page, "console-versions");

        row.getByRole(AriaRole.LINK).click();
        assertThat(page.locator("h1")).hasText("Models");
        page.goBack();
        assertThat(page.locator("h1")).hasText("Versions");
    }

    @Test
    void models_stand_beside_baselines_with_the_figures_of_the_report() throws Exception {
        Page page = page();
        open(page, "models");
        JsonNode report = report(json("/models").path("current").asText());
        for (JsonNode scores : report.at("/evaluation/next/contenders")) {
            Locator row = table(page, "Inside a session")
                    .getByRole(AriaRole.ROW)
                    .filter(new Locator.FilterOptions()
                            .setHas(page.getByRole(
                                    AriaRole.ROWHEADER,
                                    new Page.GetByRoleOptions()
                                            .setName(scores.path("name").asText())
                                            .setExact(true))));
            assertThat(row.getByRole(AriaRole.CELL).nth(2))
                    .containsText(percent(scores.at("/metrics/hitRate10/value")));
        }
        Chromium.screenshot(page, "console-models");
    }

    @Test
    void groups_are_shown_with_what_they_are_recommended_and_names_never_become_markup() throws Exception {
        Page page = page();
        open(page, "groups");
        JsonNode portraits = report(json("/models").path("current").asText()).at("/groups/portraits");
        JsonNode first = portraits.at("/0/products/0");

        assertThat(first.path("name").asText()).startsWith(HOSTILE);
        assertThat(page.locator(".lists > div")).hasCount(portraits.size());
        assertThat(page.locator(".lists li").first())
                .hasText(first.path("name").asText() + " "
                        + first.path("productId").asText());
        assertThat(page.locator("main img")).hasCount(0);
        Chromium.screenshot(page, "console-groups");
    }

    @Test
    void what_a_training_rejected_is_shown_by_reason() throws Exception {
        Page page = page();
        open(page, "quality");
        JsonNode report = report(json("/models").path("current").asText());

        Locator reason = table(page, "The session log: what was found")
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions()
                        .setHasText(report.at("/reasons/BROKEN_JSON").asText()));
        assertThat(reason.getByRole(AriaRole.CELL).first()).hasText("2");
        assertThat(page.locator("main")).containsText(report.at("/inputs/hash").asText());
        assertThat(page.locator(".checks")).containsText("the limit is 20.0 %");
        Chromium.screenshot(page, "console-quality");
    }

    @Test
    void lists_of_two_models_stand_side_by_side_and_what_is_in_both_is_marked() throws Exception {
        Page page = page();
        open(page, "side-by-side");
        page.locator("#userId").fill("somebody");
        page.locator("#leftModel").selectOption("popular");
        page.locator("#rightModel").selectOption("groups");
        button(page, "Compare").click();
        assertThat(page.locator(".ranking")).hasCount(2);

        String version = json("/models").path("current").asText();
        JsonNode right = json("/recommendations?userId=somebody&limit=20&model=groups&version=" + version);
        for (int i = 0; i < right.path("items").size(); i++) {
            assertThat(page.locator(".ranking").last().locator("li").nth(i))
                    .containsText(right.at("/items/" + i + "/productId").asText());
        }
        int both = inBoth(json("/recommendations?userId=somebody&limit=20&model=popular&version=" + version), right);
        assertThat(both).isPositive();
        assertThat(page.locator(".ranking").first().locator("li.both")).hasCount(both);
        assertThat(page.locator(".ranking").last().locator("li.both")).hasCount(both);
        assertThat(page.locator("main img")).hasCount(0);
        Chromium.assertAccessible(page);
        Chromium.screenshot(page, "console-side-by-side");

        String product = right.at("/items/0/productId").asText();
        page.locator("#about").selectOption("product");
        page.locator("#productId").fill(product);
        page.locator("#rightModel").selectOption("next");
        button(page, "Compare").click();
        JsonNode ofTheProduct =
                json("/products/" + product + "/recommendations?limit=20&explain=true&model=next&version=" + version);
        assertThat(page.locator(".ranking").last().locator("li").first())
                .containsText(ofTheProduct.at("/items/0/productId").asText());
        assertThat(page.locator(".sides")).containsText("next of " + version);
    }

    private static int inBoth(JsonNode left, JsonNode right) {
        List<String> ids = left.path("items").findValuesAsText("productId");
        return (int) right.path("items").findValuesAsText("productId").stream()
                .filter(ids::contains)
                .count();
    }

    @Test
    void a_look_side_by_side_is_part_of_no_experiment() throws Exception {
        make(pageWithToken(), "watched");
        store.get("/recommendations?userId=looked-at");
        assertThat(listsOf("watched")).isEqualTo(1);

        for (String versions : List.of("", "&leftVersion=&rightVersion=")) {
            Page page = page();
            page.navigate(store.url() + "/console#/side-by-side?about=visitor&userId=looked-at" + versions);
            assertThat(page.locator(".ranking")).hasCount(2);
        }

        assertThat(listsOf("watched")).isEqualTo(1);
        store.send("PUT", "/experiments/watched", Map.of("Authorization", ServedStore.TOKEN), stopped("watched"));
        store.send("DELETE", "/experiments/watched", Map.of("Authorization", ServedStore.TOKEN), "");
    }

    private static String stopped(String name) throws Exception {
        ObjectNode experiment = (ObjectNode) json("/experiments/" + name);
        experiment.retain("salt", "trafficShare", "start", "end", "minimalEffect", "variants");
        return experiment.put("status", "STOPPED").toString();
    }

    /** How many lists were served in an experiment's name. */
    private static long listsOf(String experiment) throws IOException {
        long lists = 0;
        try (Stream<Path> files = Files.list(folder.resolve("store/exposures"))) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    lists += JSON.readTree(line).path("experiment").asText().equals(experiment) ? 1 : 0;
                }
            }
        }
        return lists;
    }

    @Test
    void live_figures_show_the_requests_that_were_made_and_follow() throws Exception {
        store.get("/recommendations?userId=nobody-knows-me");
        Page page = page();
        open(page, "live");
        Locator lists = table(page, "Time to answer by route")
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^GET /recommendations")));
        int before = Integer.parseInt(
                lists.getByRole(AriaRole.CELL).first().textContent().replace(",", ""));

        store.get("/recommendations?userId=nobody-knows-me");

        assertThat(lists.getByRole(AriaRole.CELL).first()).hasText(grouped(before + 1));
        assertThat(table(page, "Lists by the most general list")).containsText("STORE");
        Chromium.screenshot(page, "console-live");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360"})
    void everybody_can_use_it(ColorScheme colours, int width) throws Exception {
        Page page =
                chromium.page(new NewContextOptions().setColorScheme(colours).setViewportSize(width, 800));
        for (String view : VIEWS) {
            open(page, view);
            Chromium.assertAccessible(page);
            assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as(view + " fits into " + width + " pixels")
                    .isTrue();
            if (colours == ColorScheme.DARK || width < 1280) {
                Chromium.screenshot(
                        page, "console-" + view + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width);
            }
        }
    }

    @Test
    void it_says_that_nothing_was_published_yet() throws Exception {
        try (ServedStore empty = ServedStore.empty(folder)) {
            Page page = page();
            page.navigate(empty.url() + "/console");
            assertThat(page.getByText("There is nothing to see yet.")).isVisible();
            page.navigate(empty.url() + "/console#/experiments");
            assertThat(page.getByText("There is no experiment yet.")).isVisible();
            page.navigate(empty.url() + "/console#/live");
            assertThat(page.getByText("No list was served yet")).isVisible();
            page.close(); // it would go on asking for live figures when nobody answers any more
        }
    }

    @Test
    void a_version_of_older_code_has_no_report_and_is_shown_without() throws Exception {
        JsonNode current = json("/models/" + json("/models").path("current").asText());
        String older = JSON.writeValueAsString(((ObjectNode) current).putNull("report"));
        Page page = page();
        page.route(
                "**/models/*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(older)));
        for (String view : List.of("versions", "models", "groups", "quality")) {
            open(page, view);
            assertThat(page.getByText("This version has no report")).isVisible();
        }
    }

    private static Page page() {
        return chromium.page(new NewContextOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static Page pageWithToken() {
        Page page = page();
        page.navigate(store.url() + "/console#token=schemathesis");
        assertThat(page.locator("h1")).isVisible();
        return page;
    }

    private static void open(Page page, String view) {
        page.navigate(store.url() + "/console#/" + view);
        page.locator("main[aria-busy=false][data-view=" + view + "]").waitFor();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator table(Page page, String caption) {
        return page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName(Pattern.compile("^" + caption)))
                .first();
    }

    private static JsonNode json(String target) throws Exception {
        return JSON.readTree(store.get(target).body());
    }

    private static JsonNode report(String version) throws IOException {
        return JSON.readTree(
                folder.resolve("store/reports/" + version + "/report.json").toFile());
    }

    private static JsonNode contender(JsonNode report, String name) {
        for (JsonNode scores : report.at("/evaluation/next/contenders")) {
            if (scores.path("name").asText().equals(name)) {
                return scores;
            }
        }
        throw new AssertionError("The report has no " + name + ".");
    }

    private static String percent(JsonNode share) {
        return number(share) + "\u00a0%";
    }

    private static String number(JsonNode share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share.asDouble());
    }

    private static String grouped(int number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
