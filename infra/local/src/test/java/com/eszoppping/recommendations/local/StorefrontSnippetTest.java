package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.architecture.MarkdownPage;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JavaScript of docs/api.md in a page of another origin, in a real Chromium. */
class StorefrontSnippetTest {
    private static final String API_OF_THE_SNIPPET = "http://localhost:8080";
    private static final int MAX_LINES = 20;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path data;

    private final List<String> exposures = new ArrayList<>();
    private SqliteTable table;
    private HttpServer shop;
    private LocalApi api;

    @BeforeEach
    void serve() throws IOException {
        Stores.generate(data, 1_500, false);
        InstantSource clock = InstantSource.system();
        FolderBucket bucket = new FolderBucket(data, data);
        table = new SqliteTable(data.resolve("versions.db"));
        new Training(bucket, table, clock, Progress.none()).run(TrainingRequest.of(Optional.empty()), Deadline.never());
        shop = HttpServer.create(loopback(), 0);
        api = LocalApi.start(
                LocalApi.template(),
                Map.of(
                        "ApiFunction", new ApiFunction(table, Duration.ofSeconds(30), exposures::add, "salt", clock),
                        "FeedbackFunction", new FeedbackFunction(new FileEventSink(data, clock), clock),
                        "AdminFunction", new AdminFunction(table, bucket, clock)),
                loopback(),
                List.of(shopUrl()),
                clock,
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                Optional.empty(),
                false);
        byte[] page = page(snippet().replace(API_OF_THE_SNIPPET, "http://localhost:" + api.port()));
        shop.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        shop.start();
    }

    @AfterEach
    void close() {
        api.close();
        shop.stop(0);
        table.close();
    }

    @Test
    void it_shows_products_with_prices_and_reports_the_click_on_one() throws Exception {
        assertThat(snippet().lines().count()).isLessThanOrEqualTo(MAX_LINES);
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.page(new Browser.NewContextOptions());
            page.navigate(shopUrl());
            Locator links = page.locator("ul > li > a");
            links.first().waitFor();

            assertThat(links.allTextContents()).hasSize(5).allMatch(text -> text.matches(".+ – \\d+\\.\\d{2} zł"));
            links.first().click();
            page.waitForURL(url -> url.contains("?product="));
            // The page is left; the report must arrive all the same.
            awaitEvent();
            assertThat(chromium.complaints()).isEmpty();
        }

        JsonNode exposure = JSON.readTree(exposures.get(0));
        JsonNode click = JSON.readTree(onlyEvent());
        assertThat(click.path("recommendation_id").asText())
                .isEqualTo(exposure.path("recommendationId").asText());
        assertThat(click.path("product_id").asText())
                .isEqualTo(exposure.at("/products/0").asText());
        assertThat(click.path("visitor_id").asText()).isNotEmpty();
    }

    private void awaitEvent() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (Files.notExists(feedback())) {
            assertThat(System.nanoTime()).as("no event within " + LONGEST_WAIT).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private Path feedback() {
        return data.resolve("sessions/feedback");
    }

    private String onlyEvent() throws IOException {
        try (Stream<Path> files = Files.list(feedback())) {
            List<String> lines = Files.readAllLines(files.findFirst().orElseThrow());
            assertThat(lines).hasSize(1);
            return lines.get(0);
        }
    }

    private static String snippet() throws IOException {
        List<String> snippets = MarkdownPage.read("docs/api.md").blocks("js");
        assertThat(snippets).as("blocks of JavaScript in docs/api.md").hasSize(1);
        return snippets.get(0);
    }

    private static byte[] page(String script) {
        return ("<!doctype html><html lang=\"pl\"><meta charset=\"utf-8\"><title>Sklep</title><body><h1>Polecane</h1>"
                        + "<script type=\"module\">" + script + "</script></body></html>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String shopUrl() {
        return "http://localhost:" + shop.getAddress().getPort();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
