package com.eszoppping.recommendations.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A training's report for people: one file that needs no network. The figures are in it as they are in the report for
 * programs; scripts that are in it too draw them.
 */
final class ReportPage {
    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.4.3/dist/chart.umd.js";
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z.]+)}}");
    private static final Pattern END_OF_SCRIPT = Pattern.compile("<(?=/script|!--)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SOURCE_MAP = Pattern.compile("^//# sourceMappingURL=.*$", Pattern.MULTILINE);

    private ReportPage() {}

    /**
     * The page of a report.
     *
     * @param report the report's JSON in UTF-8
     */
    static byte[] of(byte[] report) {
        Map<String, String> parts = Map.of(
                "figures.css", resource("figures.css"),
                "report.css", resource("report.css"),
                "chart.js", script(CHARTS),
                "words.js", script("words.js"),
                "drawing.js", script("drawing.js"),
                "sections.js", script("sections.js"),
                "report.js", script("report.js"),
                "report", data(new String(report, StandardCharsets.UTF_8)));
        return filledIn(resource("report.html"), parts).getBytes(StandardCharsets.UTF_8);
    }

    /** In one go, so that a place that is named in a part is left alone. */
    private static String filledIn(String template, Map<String, String> parts) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    /** Code that can't end its element early, and doesn't name files that are not there. */
    private static String script(String name) {
        String code = SOURCE_MAP.matcher(resource(name)).replaceAll("");
        return END_OF_SCRIPT.matcher(code).replaceAll("<\\\\");
    }

    /** Names in a report come from the store's logs; without a {@code <} none of them can leave the element. */
    private static String data(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks " + name + ", a part of the report's page.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("A part of the report's page cannot be read: " + name, e);
        }
    }
}
