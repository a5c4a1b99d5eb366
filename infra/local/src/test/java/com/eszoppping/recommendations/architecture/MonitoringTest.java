package com.eszoppping.recommendations.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alarms and dashboard watch metrics that somebody writes and that are explained. */
final class MonitoringTest {
    private static final Pattern EXPLAINED = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);
    private static final Pattern NAMED_IN_CODE = Pattern.compile("\"([A-Z][A-Za-z0-9]+)\"");
    private static final String OURS = "Recommendations";

    private final Template monitoring = Template.read("infra/monitoring.yaml");
    private final JsonNode widgets = new ObjectMapper()
            .readTree(monitoring.properties("Dashboard").get("DashboardBody").toString())
            .path("widgets");

    MonitoringTest() throws IOException {}

    @Test
    void the_dashboard_shows_every_metric_that_is_explained_but_what_alarms_say_enough_about() throws IOException {
        Set<String> shown = new TreeSet<>(explained());
        shown.removeAll(shown());

        assertThat(shown).containsExactly("ClientErrors", "ExperimentResults", "ExperimentResultsFailed");
        assertThat(explained()).containsAll(shown());
    }

    @Test
    void alarms_watch_metrics_that_are_explained() throws IOException {
        assertThat(explained()).containsAll(watched("template.yaml")).containsAll(watched("infra/monitoring.yaml"));
        assertThat(watched("infra/monitoring.yaml")).contains("VersionLive", "VersionHeldBack", "VersionAgeSeconds");
    }

    @Test
    void what_is_explained_stands_in_the_code_of_a_function() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String file : List.of(
                "functions/api/src/main/java/com/eszoppping/recommendations/api/ApiMetrics.java",
                "functions/feedback/src/main/java/com/eszoppping/recommendations/feedback/Intake.java",
                "functions/training/src/main/java/com/eszoppping/recommendations/training/TrainingMetrics.java")) {
            NAMED_IN_CODE
                    .matcher(Files.readString(Repository.file(file)))
                    .results()
                    .map(name -> name.group(1))
                    .forEach(named::add);
        }

        // Those of fallbacks are put together from the kinds: ApiMetricsTest.
        assertThat(explained().stream().filter(name -> !name.startsWith("Fallback")))
                .allMatch(named::contains);
    }

    @Test
    void every_alarm_says_what_happened_tells_somebody_and_has_a_name_that_begins_with_the_stacks() throws IOException {
        for (Template template : List.of(Template.read(), monitoring)) {
            alarms(template).forEach(alarm -> {
                assertThat(alarm.get("AlarmDescription").toString()).endsWith("See docs/operations.md.");
                assertThat(alarm.get("AlarmActions")).isEqualTo(List.of("AlarmTopic"));
                assertThat(alarm.get("AlarmName").toString()).matches("\\$\\{(AWS::StackName|Name)}-[a-z-]+");
                assertThat(alarm.get("TreatMissingData")).isNotNull();
            });
        }
    }

    @Test
    void every_alarm_has_its_line_in_what_to_do_when_one_rings() throws IOException {
        String whatToDo = Files.readString(Repository.file("docs/operations.md"));

        for (Template template : List.of(Template.read(), monitoring)) {
            assertThat(alarms(template).map(alarm -> alarm.get("AlarmName").toString()))
                    .allSatisfy(name -> assertThat(whatToDo)
                            .containsPattern("(?m)^\\| [^|]*`" + name.replaceFirst(".*}-", "") + "`[^|]* \\|"));
        }
    }

    @Test
    void trainings_that_never_start_are_an_alarm_too() {
        assertThat(monitoring.properties("VersionStale").get("TreatMissingData"))
                .isEqualTo("breaching");
    }

    @Test
    void widgets_do_not_cover_each_other() {
        Set<String> places = new TreeSet<>();
        widgets.forEach(widget -> places.add(widget.path("x") + "," + widget.path("y")));

        assertThat(places).hasSize(widgets.size());
        assertThat(widgets.findValues("title")).hasSize(widgets.size());
    }

    private static Set<String> explained() throws IOException {
        Set<String> names = new TreeSet<>();
        EXPLAINED
                .matcher(Files.readString(Repository.file("docs/monitoring.md")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .forEach(names::add);
        assertThat(names).isNotEmpty();
        return names;
    }

    private Set<String> shown() {
        Set<String> names = new TreeSet<>();
        for (JsonNode widget : widgets) {
            for (JsonNode metric : widget.at("/properties/metrics")) {
                if (metric.path(0).asText().equals(OURS)) {
                    names.add(metric.path(1).asText());
                }
            }
        }
        return names;
    }

    private static Set<String> watched(String path) throws IOException {
        Set<String> names = new TreeSet<>();
        alarms(Template.read(path)).flatMap(MonitoringTest::metrics).forEach(metric -> {
            if (OURS.equals(metric.get("Namespace"))) {
                names.add(metric.get("MetricName").toString());
            }
        });
        return names;
    }

    private static Stream<Map<?, ?>> alarms(Template template) {
        return Template.map(template.root(), "Resources").values().stream()
                .map(resource -> (Map<?, ?>) resource)
                .filter(resource -> "AWS::CloudWatch::Alarm".equals(resource.get("Type")))
                .map(resource -> Template.map(resource, "Properties"));
    }

    /** One, or those of an expression. */
    private static Stream<Map<?, ?>> metrics(Map<?, ?> alarm) {
        return alarm.get("Metrics") instanceof List<?> parts
                ? parts.stream().map(part -> Template.map(Template.map((Map<?, ?>) part, "MetricStat"), "Metric"))
                : Stream.of(alarm);
    }
}
