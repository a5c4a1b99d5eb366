package com.eszoppping.recommendations.architecture;

import static com.eszoppping.recommendations.architecture.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.architecture.Template.Statement;
import com.eszoppping.recommendations.bench.ColdStartBench;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The template fits the code, and gives nobody more than is needed. */
final class TemplateTest {
    private static final Pattern ZIP = Pattern.compile("functions/(\\w+)/target/(\\w+)\\.zip");
    /** Everything below one folder of the bucket is as much as one may ask for with a star. */
    private static final Pattern ONE_THING = Pattern.compile("[^*]+|\\$\\{LogsBucket\\.Arn}/\\w+/\\*");

    private final Template template = Template.read();

    TemplateTest() throws IOException {}

    static Stream<String> functions() throws IOException {
        return Template.read().functions().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_functions_code_is_the_zip_of_its_module(String function) throws IOException {
        Matcher zip = ZIP.matcher((String) template.functions().get(function).get("CodeUri"));

        assertThat(zip.matches()).as("CodeUri").isTrue();
        assertThat(zip.group(2)).isEqualTo(zip.group(1));
        assertThat(Repository.file("functions/" + zip.group(1) + "/pom.xml"))
                .content()
                .contains(
                        "<artifactId>" + zip.group(2) + "</artifactId>",
                        "<artifactId>maven-assembly-plugin</artifactId>");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_functions_handler_is_a_class_that_lambda_can_make(String function) throws Exception {
        // With the method's name behind it Lambda would call it by reflection, which a first request waits for.
        Class<?> type =
                Class.forName((String) template.functions().get(function).get("Handler"));

        assertThat(type).isPublic().isAssignableTo(RequestStreamHandler.class);
        assertThat(type.getConstructor()).isNotNull();
        assertThat(type.getSimpleName()).isEqualTo(function);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_statement_allows_what_it_names_and_no_more(String function) {
        assertThat(template.statements(function)).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.actions()).isNotEmpty().noneMatch(action -> action.contains("*"));
            assertThat(statement.resources())
                    .isNotEmpty()
                    .allMatch(resource -> ONE_THING.matcher(resource).matches());
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_function_can_be_pointed_at_local_servers_and_never_has_an_endpoint_by_default(String function) {
        // `sam local` overrides only variables that are declared, and the SDK fails on an endpoint that is blank.
        assertThat(template.environment(function))
                .containsKeys("JAVA_TOOL_OPTIONS", "TABLE_NAME")
                .allSatisfy((name, value) -> assertThat(name.toString()).doesNotStartWith("AWS_ENDPOINT_URL"));
    }

    @Test
    void functions_with_snapshots_have_the_options_that_cold_starts_are_measured_with() {
        assertThat(template.functions().keySet())
                .filteredOn(function -> template.functions().get(function).containsKey("SnapStart"))
                .containsExactlyInAnyOrder("ApiFunction", "FeedbackFunction")
                .allSatisfy(function -> assertThat(template.environment(function))
                        .containsEntry("JAVA_TOOL_OPTIONS", String.join(" ", ColdStartBench.SNAPSHOT_OPTIONS)));
    }

    @Test
    void the_api_can_only_read() {
        assertThat(template.statements("ApiFunction").map(Statement::actions).flatMap(List::stream))
                .containsExactlyInAnyOrder(
                        "dynamodb:GetItem", "dynamodb:BatchGetItem", "logs:CreateLogStream", "logs:PutLogEvents");
    }

    @Test
    void feedback_can_only_append_to_its_stream() {
        assertThat(template.statements("FeedbackFunction"))
                .filteredOn(statement -> !statement.actions().toString().contains("logs:"))
                .containsExactly(
                        new Statement(
                                List.of("firehose:PutRecordBatch"),
                                List.of(
                                        "arn:${AWS::Partition}:firehose:${AWS::Region}:${AWS::AccountId}:deliverystream/${AWS::StackName}-feedback")));
        // The function and its stream know each other by this name only.
        assertThat(template.environment("FeedbackFunction"))
                .containsEntry(
                        "STREAM_NAME",
                        map(template.properties("Feedback"), "Parameters").get("Name"))
                .containsEntry("STREAM_NAME", "${AWS::StackName}-feedback");
        assertThat(routes(template.events("FeedbackFunction"))).containsExactly("POST /events");
    }

    @Test
    void only_signed_requests_change_anything() {
        assertThat(routes(template.events("AdminFunction")))
                .containsExactlyInAnyOrder(
                        "PUT /experiments/{name}",
                        "DELETE /experiments/{name}",
                        "PUT /products/{productId}/availability",
                        "DELETE /users/{userId}");
        assertThat(template.events("AdminFunction").values())
                .allSatisfy(event -> assertThat(event.toString()).contains("Authorizer=AWS_IAM"));
    }

    @Test
    void the_training_knows_the_visitors_of_exposures_again() {
        assertThat(template.environment("TrainingFunction"))
                .containsEntry(
                        "VISITOR_SALT", template.environment("ApiFunction").get("VISITOR_SALT"));
        assertThat(template.statements("TrainingFunction"))
                .filteredOn(statement -> statement.actions().contains("s3:GetObject"))
                .flatExtracting(Statement::resources)
                .contains("${LogsBucket.Arn}/exposures/*");
    }

    @Test
    void exposures_go_from_the_apis_log_below_their_folder_and_nothing_else_does() throws IOException {
        Map<?, ?> given = map(template.properties("Exposures"), "Parameters");
        Template exposures = Template.read("infra/exposures.yaml");
        Map<?, ?> filter = exposures.properties("Filter");
        Map<?, ?> delivery = map(exposures.properties("Stream"), "ExtendedS3DestinationConfiguration");

        assertThat(given.get("SourceLogGroup")).isEqualTo("ApiLogs");
        assertThat(filter.get("LogGroupName")).isEqualTo("SourceLogGroup");
        assertThat(filter.get("FilterPattern")).isEqualTo("{ $.type = \"exposure\" }");
        assertThat(delivery.get("Prefix").toString()).startsWith("exposures/");
        assertThat(delivery.get("ErrorOutputPrefix").toString()).startsWith("rejected/");
        assertThat(map(delivery, "ProcessingConfiguration").toString())
                .contains("Type=Decompression", "Type=CloudWatchLogProcessing", "DataMessageExtraction");
    }

    @Test
    void what_the_frontend_sends_becomes_a_part_of_the_sessions() throws IOException {
        Map<?, ?> delivery =
                map(Template.read("infra/feedback.yaml").properties("Stream"), "ExtendedS3DestinationConfiguration");

        assertThat(delivery.get("Prefix").toString()).startsWith("sessions/feedback/");
        assertThat(delivery.get("ErrorOutputPrefix").toString()).startsWith("rejected/");
    }

    @Test
    void nobody_can_change_the_stores_logs() {
        assertThat(template.functions().keySet().stream().flatMap(template::statements))
                .filteredOn(statement -> statement.actions().contains("s3:PutObject"))
                .isNotEmpty()
                .flatExtracting(Statement::resources)
                .noneMatch(resource -> resource.toString().contains("/sessions/")
                        || resource.toString().contains("/catalogue/"));
    }

    @Test
    void the_schedule_sends_what_the_example_event_holds() throws IOException {
        JsonNode sent = new ObjectMapper().readTree((String)
                map(map(template.events("TrainingFunction"), "Schedule"), "Properties")
                        .get("Input"));
        JsonNode example = new ObjectMapper().readTree(Files.readString(Repository.file("events/schedule.json")));

        assertThat(sent.fieldNames()).toIterable().containsExactlyElementsOf(example::fieldNames);
        assertThat(sent.path("scheduledTime").asText()).isEqualTo("<aws.scheduler.scheduled-time>");
        assertThat(Instant.parse(example.path("scheduledTime").asText())).isEqualTo("2026-11-24T02:00:00Z");
    }

    @Test
    void the_api_has_its_routes_and_takes_what_no_route_takes() {
        assertThat(routes(template.events("ApiFunction")))
                .containsExactlyInAnyOrder(
                        "GET /recommendations",
                        "GET /products/{productId}/recommendations",
                        "GET /products",
                        "GET /products/{productId}",
                        "GET /categories",
                        "GET /users/{userId}/group",
                        "GET /models",
                        "GET /models/{version}",
                        "GET /experiments",
                        "GET /experiments/{name}",
                        "GET /experiments/{name}/assignment",
                        "GET /health",
                        "$default");
    }

    /** The route keys that API Gateway makes of a function's events. */
    static Stream<String> routes(Map<?, ?> events) {
        return events.values().stream()
                .map(Map.class::cast)
                .filter(event -> "HttpApi".equals(event.get("Type")))
                .map(event -> map((Map<?, ?>) event, "Properties"))
                .map(route -> route.containsKey("Path") ? route.get("Method") + " " + route.get("Path") : "$default");
    }
}
