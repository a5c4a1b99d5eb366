package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eszoppping.recommendations.architecture.Repository;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Chromium, which the script {@code infra/build/chromium} finds or installs; what its pages complain of is kept. */
final class Chromium implements AutoCloseable {
    private static final int NO_CHROMIUM = 3;
    private static final Path SCREENSHOTS = Repository.file("infra/local/target/screenshots");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it; the test is skipped, loudly, where there is none and this is not CI. */
    static Chromium start() throws IOException, InterruptedException {
        Path executable = executable();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setArgs(List.of("--no-sandbox"))));
    }

    private static Path executable() throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        Repository.file("infra/build/chromium").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String found = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int exit = script.waitFor();
        if (exit == NO_CHROMIUM && System.getenv("CI") == null) {
            System.err.println("SKIPPED: there is no Chromium, so nobody has looked at the pages.");
            assumeTrue(false, "there is no Chromium");
        }
        assertThat(exit).isZero();
        return Path.of(found);
    }

    /** A page of a visitor of its own: without cookies and storage of others. */
    Page page(Browser.NewContextOptions options) {
        Page page = browser.newContext(options).newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        return page;
    }

    /**
     * Errors and warnings that pages wrote to the browser's console, each with the address it is about, and exceptions that nobody
     * caught.
     */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Fails if axe finds anything that hinders people, by the rules of WCAG 2.2 A and AA and its best practices. */
    static void assertAccessible(Page page) throws IOException {
        try (InputStream axe = Chromium.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        JsonNode found =
                JSON.readTree((String) page.evaluate("axe.run().then(found => JSON.stringify(found.violations))"));
        List<String> violations = new ArrayList<>();
        for (JsonNode violation : found) {
            for (JsonNode node : violation.path("nodes")) {
                violations.add(violation.path("id").asText() + ": "
                        + violation.path("help").asText() + ": "
                        + node.path("html").asText() + " "
                        + node.path("failureSummary").asText());
            }
        }
        assertThat(violations).isEmpty();
    }

    /** Keeps a picture of the whole page among what the build leaves, {@code infra/local/target/screenshots/NAME.png}. */
    static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
