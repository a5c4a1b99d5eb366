package com.eszoppping.recommendations.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*>(.*?)</script", Pattern.DOTALL);

    /** Anything that a browser would fetch: an address in an attribute, in a style or in a call. */
    private static final Pattern LOAD = Pattern.compile(
            "\\b(src|srcset|data|action)\\s*=\\s*[\"'][^\"']|<link\\b|@import|url\\(\\s*[\"']?https?:|\\b(fetch|import)\\("
                    + "[\"'`]|XMLHttpRequest|href=[\"']https?:",
            Pattern.CASE_INSENSITIVE);

    @Test
    void the_figures_are_in_the_page_as_they_are_in_the_report() throws IOException {
        JsonNode report = report("Gry i konsole;Zażółć");

        assertThat(JSON.readTree(data(page(report), "report"))).isEqualTo(report);
    }

    @Test
    void a_hostile_category_name_cannot_leave_its_script() throws IOException {
        String harmless = page(report("Gry"));

        String page = page(report(HOSTILE));

        assertThat(JSON.readTree(data(page, "report"))).isEqualTo(report(HOSTILE));
        assertThat(page).doesNotContain("<img");
        assertThat(ends(page)).isEqualTo(ends(harmless));
    }

    @Test
    void a_name_that_opens_a_comment_cannot_swallow_the_page() throws IOException {
        String page = page(report("<!-- <script>"));

        assertThat(page).doesNotContain("<!--");
        assertThat(ends(page)).isEqualTo(ends(page(report("Gry"))));
    }

    @Test
    void a_name_that_looks_like_a_place_of_the_template_stays_a_name() throws IOException {
        JsonNode report = report("{{report.js}} $1 \\1");

        assertThat(JSON.readTree(data(page(report), "report"))).isEqualTo(report);
    }

    @Test
    void data_never_becomes_markup() throws IOException {
        List<String> scripts = ownScripts(page(report("Gry")));

        assertThat(scripts)
                .hasSize(4)
                .noneMatch(script -> Pattern.compile(
                                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function")
                        .matcher(script)
                        .find());
    }

    @Test
    void everything_is_in_the_one_file() throws IOException {
        String page = page(report("Gry"));

        assertThat(page)
                .contains("Chart.js v4.4.3", "default-src 'none'", "<html lang=\"en\">")
                .doesNotContain("sourceMappingURL")
                .doesNotContainPattern("\\{\\{[a-zA-Z.]+}}");
        assertThat(LOAD.matcher(page).results().map(MatchResult::group)).isEmpty();
    }

    private static JsonNode report(String category) {
        Map<String, Object> segment = Map.of("kind", "category", "name", category);
        return JSON.valueToTree(Map.of("version", "20261124T020000Z-0b954d6a", "segments", List.of(segment)));
    }

    private static String page(JsonNode report) throws IOException {
        return new String(ReportPage.of(JSON.writeValueAsBytes(report)), UTF_8);
    }

    /** What a browser takes for the content of an element with data. */
    private static String data(String page, String id) {
        String start = "<script type=\"application/json\" id=\"" + id + "\">";
        int from = page.indexOf(start) + start.length();
        return page.substring(from, page.indexOf("</script", from));
    }

    private static long ends(String page) {
        return Pattern.compile("</script", Pattern.CASE_INSENSITIVE)
                .matcher(page)
                .results()
                .count();
    }

    /** All but data and the charts. */
    private static List<String> ownScripts(String page) {
        return SCRIPT.matcher(page)
                .results()
                .filter(script -> script.group().startsWith("<script>"))
                .map(script -> script.group(1))
                .filter(code -> !code.contains("Chart.js v"))
                .toList();
    }
}
