package com.eszoppping.recommendations.architecture;

import static com.eszoppping.recommendations.architecture.Translated.isAttribute;
import static com.eszoppping.recommendations.architecture.Translated.isReference;
import static com.eszoppping.recommendations.architecture.Translated.statements;
import static com.eszoppping.recommendations.architecture.Translated.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is really deployed: the template after AWS's own translator, for development and for production. */
final class TranslatedTemplateTest {
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String ROLE = "AWS::IAM::Role";
    private static final String LIVE = "live";
    /** A star stands for what lies below one folder of the bucket, or for the runs of our own job, and for nothing else. */
    private static final Pattern ONE_THING = Pattern.compile(
            "[^*]+|\\$\\{(LogsBucket\\.Arn|BucketArn)}(/\\w+)+/\\*|\\$\\{Application\\.Arn}/jobruns/\\*");

    private static Translated dev;
    private static Translated prod;
    private static Translated spark;
    private static Translated site;
    private static List<Translated> nested;

    @BeforeAll
    static void translate() throws Exception {
        dev = Translated.of("template.yaml", "Stage=dev");
        prod = Translated.of(
                "template.yaml", "Stage=prod", "CorsAllowedOrigin=https://shop.example", "RequestsPerSecond=77");
        spark = Translated.of("infra/spark.yaml", "ScheduleState=ENABLED");
        site = Translated.of("infra/site.yaml", "ApiUrl=https://api.example");
        nested = List.of(
                Translated.of("infra/exposures.yaml"),
                Translated.of("infra/feedback.yaml"),
                Translated.of("infra/monitoring.yaml"),
                spark);
    }

    @Test
    void without_spark_there_is_nothing_of_it_and_with_it_the_schedule_starts_its_state_machine() throws Exception {
        Translated withSpark = Translated.of("template.yaml", "Stage=prod", "SparkTraining=on");

        assertThat(prod.resources()).doesNotContainKey("Spark");
        assertThat(hasSpark(prod)).isEqualTo("false");
        assertThat(withSpark.resources()).containsKey("Spark");
        assertThat(hasSpark(withSpark)).isEqualTo("true");
        assertThat(withSpark
                        .properties("TrainingFunctionSchedule")
                        .path("State")
                        .asText())
                .isEqualTo("DISABLED");
        JsonNode schedule = spark.properties("TrainingSchedule");
        assertThat(schedule.path("State").asText()).isEqualTo("ENABLED");
        assertThat(schedule.at("/Target/Input"))
                .isEqualTo(prod.properties("TrainingFunctionSchedule").at("/Target/Input"));
    }

    @Test
    void only_the_site_s_own_distribution_reads_its_files_and_only_by_tls() {
        JsonNode files = site.properties("Files");
        assertThat(files.path("PublicAccessBlockConfiguration").valueStream())
                .hasSize(4)
                .allMatch(JsonNode::asBoolean);
        List<JsonNode> statements = statements(site.properties("FilesPolicy"));
        assertThat(statements).hasSize(2);
        JsonNode allow = statements.get(0);
        assertThat(allow.path("Effect").asText()).isEqualTo("Allow");
        assertThat(allow.path("Action").asText()).isEqualTo("s3:GetObject");
        assertThat(allow.at("/Principal/Service").asText()).isEqualTo("cloudfront.amazonaws.com");
        assertThat(text(allow.at("/Condition/StringEquals/AWS:SourceArn"))).endsWith(":distribution/${Distribution}");
        assertThat(statements.get(1).path("Effect").asText()).isEqualTo("Deny");
        assertThat(statements.get(1).at("/Condition/Bool/aws:SecureTransport").asText())
                .isEqualTo("false");
        JsonNode origin = site.properties("Distribution").at("/DistributionConfig/Origins/0");
        assertThat(origin.path("OriginAccessControlId").toString()).contains("AccessToFiles");
        assertThat(site.properties("Distribution")
                        .at("/DistributionConfig/DefaultCacheBehavior/ViewerProtocolPolicy")
                        .asText())
                .isEqualTo("redirect-to-https");
    }

    private static String hasSpark(Translated template) {
        return template.properties("TrainingFunction")
                .at("/Environment/Variables/HAS_SPARK")
                .asText();
    }

    @Test
    void spark_trains_only_where_the_function_hands_over_and_nothing_that_fails_is_forgotten() {
        JsonNode states = spark.properties("Training").at("/Definition/States");

        assertThat(states.at("/Function/Next").asText()).isEqualTo("IsDone");
        assertThat(states.at("/IsDone/Default").asText()).isEqualTo("Done");
        assertThat(states.at("/IsDone/Choices/0/Next").asText()).isEqualTo("Spark");
        assertThat(states.at("/IsDone/Choices/0/And/1/Variable").asText()).isEqualTo("$.function.answer.handOver");
        assertThat(text(states.at("/Spark/Resource"))).endsWith(":states:::emr-serverless:startJobRun.sync");
        for (String step : List.of("Function", "Spark", "Confirm")) {
            JsonNode last = states.path(step)
                    .path("Catch")
                    .valueStream()
                    .reduce((one, next) -> next)
                    .orElseThrow();
            assertThat(last.path("ErrorEquals").toString()).as(step).isEqualTo("[\"States.ALL\"]");
            assertThat(last.path("Next").asText()).as(step).isEqualTo("GiveUp");
        }
        assertThat(states.at("/Function/Catch/0/ErrorEquals").toString()).contains("OutOfMemoryError");
        assertThat(states.at("/Function/Catch/0/Next").asText()).isEqualTo("Spark");
        assertThat(states.at("/GiveUp/Next").asText()).isEqualTo("Failed");
    }

    @Test
    void the_spark_job_may_do_what_the_training_function_may_and_read_its_code() {
        assertThat(statements(spark.properties("JobRole")).stream()
                        .flatMap(statement -> texts(statement.path("Action")))
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrder(
                        "s3:ListBucket",
                        "s3:GetObject",
                        "s3:PutObject",
                        "dynamodb:GetItem",
                        "dynamodb:BatchWriteItem",
                        "dynamodb:PutItem");
        assertThat(spark.properties("Application").has("InitialCapacity")).isFalse();
        assertThat(spark.properties("Application")
                        .at("/AutoStopConfiguration/Enabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void each_function_has_a_role_of_its_own_that_only_lambda_takes_and_that_nothing_is_attached_to() {
        Map<String, JsonNode> functions = prod.ofType(FUNCTION);

        assertThat(functions.keySet())
                .containsExactly("AdminFunction", "ApiFunction", "FeedbackFunction", "TrainingFunction");
        functions.forEach((name, function) -> {
            String roleName = name.replace("Function", "Role");
            assertThat(isAttribute(function.path("Role"), roleName, "Arn"))
                    .as(name)
                    .isTrue();
            JsonNode role = prod.properties(roleName);
            assertThat(role.has("ManagedPolicyArns")).as(roleName).isFalse();
            assertThat(role.at("/AssumeRolePolicyDocument/Statement/0/Principal/Service")
                            .asText())
                    .isEqualTo("lambda.amazonaws.com");
        });
    }

    @Test
    void no_role_may_do_more_than_it_names_to_what_it_names() {
        List<JsonNode> roles = new ArrayList<>(prod.ofType(ROLE).values());
        nested.forEach(template -> {
            roles.addAll(template.ofType(ROLE).values());
            roles.addAll(template.ofType("AWS::IAM::RolePolicy").values());
        });

        List<JsonNode> all = roles.stream()
                .flatMap(role -> statements(role).stream())
                .filter(statement -> !statement.isMissingNode())
                .toList();

        assertThat(all).hasSizeGreaterThan(20).allSatisfy(statement -> {
            assertThat(texts(statement.path("Action")).map(JsonNode::asText))
                    .isNotEmpty()
                    .noneMatch(action -> action.isEmpty() || action.contains("*"));
            assertThat(texts(statement.path("Resource")).map(TranslatedTemplateTest::text))
                    .isNotEmpty()
                    .allMatch(resource -> ONE_THING.matcher(resource).matches());
        });
    }

    @Test
    void the_only_managed_policy_is_that_of_canary_deployments() {
        assertThat(prod.ofType(ROLE).values().stream()
                        .filter(role -> role.has("ManagedPolicyArns"))
                        .map(role -> role.path("ManagedPolicyArns").toString()))
                .containsExactly("[\"arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda\"]");
    }

    @Test
    void the_api_only_reads() {
        assertThat(actionsOf("ApiRole", "dynamodb")).containsExactly("dynamodb:BatchGetItem", "dynamodb:GetItem");
        assertThat(actionsOf("ApiRole", ""))
                .containsExactly(
                        "dynamodb:BatchGetItem", "dynamodb:GetItem", "logs:CreateLogStream", "logs:PutLogEvents");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Admin", "Api", "Feedback", "Training"})
    void a_function_logs_json_with_the_requests_id_into_a_group_of_its_own_that_forgets(String name) {
        JsonNode function = prod.properties(name + "Function");

        assertThat(function.at("/LoggingConfig/LogFormat").asText()).isEqualTo("JSON");
        assertThat(isReference(function.at("/LoggingConfig/LogGroup"), name + "Logs"))
                .isTrue();
        assertThat(statements(prod.properties(name + "Role")))
                .filteredOn(statement -> statement.path("Action").toString().contains("logs:"))
                .singleElement()
                .matches(statement -> isAttribute(statement.path("Resource"), name + "Logs", "Arn"));
        assertThat(prod.properties(name + "Logs").path("RetentionInDays").asInt())
                .isPositive();
    }

    @Test
    void every_log_forgets() {
        Stream.concat(Stream.of(dev, prod), nested.stream())
                .flatMap(template -> template.ofType("AWS::Logs::LogGroup").entrySet().stream())
                .forEach(group -> assertThat(group.getValue().has("RetentionInDays"))
                        .as(group.getKey())
                        .isTrue());
    }

    @Test
    void no_function_has_an_endpoint_by_default() {
        prod.ofType(FUNCTION)
                .forEach((name, function) -> assertThat(
                                function.at("/Environment/Variables").toString())
                        .as(name)
                        .doesNotContain("ENDPOINT", "endpoint"));
    }

    @Test
    void the_schedule_has_a_name_a_time_zone_retries_dead_letters_and_the_time_that_it_means() throws IOException {
        JsonNode schedule = prod.properties("TrainingFunctionSchedule");
        JsonNode target = schedule.path("Target");

        assertThat(text(schedule.path("Name"))).isEqualTo("${AWS::StackName}-training");
        assertThat(schedule.path("ScheduleExpression").asText()).isEqualTo("cron(0 3 * * ? *)");
        assertThat(schedule.path("ScheduleExpressionTimezone").asText()).isEqualTo("Europe/Warsaw");
        assertThat(schedule.path("State").asText()).isEqualTo("ENABLED");
        assertThat(isAttribute(target.path("Arn"), "TrainingFunction", "Arn")).isTrue();
        assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isPositive();
        assertThat(isAttribute(target.at("/DeadLetterConfig/Arn"), "TrainingFailures", "Arn"))
                .isTrue();
        assertThat(new ObjectMapper()
                        .readTree(target.path("Input").asText())
                        .path("scheduledTime")
                        .asText())
                .isEqualTo("<aws.scheduler.scheduled-time>");
        assertThat(actionsOf("TrainingFunctionScheduleRole", ""))
                .containsExactly("lambda:InvokeFunction", "sqs:SendMessage");
    }

    @Test
    void a_training_runs_alone_and_what_it_gives_up_is_kept() {
        JsonNode invocation = prod.properties("TrainingFunctionEventInvokeConfig");

        assertThat(prod.properties("TrainingFunction")
                        .path("ReservedConcurrentExecutions")
                        .asInt())
                .isOne();
        assertThat(isAttribute(invocation.at("/DestinationConfig/OnFailure/Destination"), "TrainingFailures", "Arn"))
                .isTrue();
        assertThat(invocation.path("MaximumRetryAttempts").asInt()).isOne();
        assertThat(actionsOf("TrainingRole", "sqs")).containsExactly("sqs:SendMessage");
        assertThat(prod.properties("TrainingFailures")
                        .path("SqsManagedSseEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(prod.properties("TrainingFailures")
                        .path("MessageRetentionPeriod")
                        .asInt())
                .isEqualTo(14 * 86_400);
    }

    @ParameterizedTest
    @CsvSource({"ApiFunction, 'ApiErrorRate,ApiSlow'", "FeedbackFunction, FeedbackErrorRate"})
    void what_visitors_wait_for_starts_from_a_snapshot_behind_an_alias_that_alarms_take_back(
            String function, String alarms) {
        JsonNode alias = prod.properties(function + "Aliaslive");
        JsonNode group = prod.properties(function + "DeploymentGroup");

        assertThat(prod.properties(function).at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
        assertThat(alias.path("Name").asText()).isEqualTo(LIVE);
        assertThat(prod.resources()
                        .get(function + "Aliaslive")
                        .at("/UpdatePolicy/CodeDeployLambdaAliasUpdate/DeploymentGroupName/Ref")
                        .asText())
                .isEqualTo(function + "DeploymentGroup");
        assertThat(group.at("/AlarmConfiguration/Enabled").asBoolean()).isTrue();
        assertThat(group.at("/AlarmConfiguration/Alarms").findValuesAsText("Ref"))
                .containsExactly(alarms.split(","));
        assertThat(group.at("/AutoRollbackConfiguration/Events").toString()).contains("DEPLOYMENT_STOP_ON_ALARM");
        assertThat(deployment(prod, function)).isEqualTo("Canary10Percent5Minutes");
        assertThat(deployment(dev, function)).isEqualTo("AllAtOnce");
    }

    @Test
    void the_api_is_slow_when_the_slowest_hundredth_of_its_requests_is() {
        JsonNode slow = prod.properties("ApiSlow");

        assertThat(slow.path("MetricName").asText()).isEqualTo("Duration");
        assertThat(slow.path("ExtendedStatistic").asText()).isEqualTo("p99");
        assertThat(slow.path("ComparisonOperator").asText()).isEqualTo("GreaterThanThreshold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ApiErrorRate", "ApiSlow", "FeedbackErrorRate"})
    void an_alarm_that_takes_back_watches_the_alias_and_waits_for_nothing_that_waits_for_it(String name) {
        String alarm = prod.properties(name).toString();

        assertThat(alarm).contains(":" + LIVE + "\"");
        assertThat(prod.properties(name).findValuesAsText("Ref")).containsOnly("AlarmTopic");
        assertThat(alarm).doesNotContain("Fn::GetAtt");
    }

    @Test
    void a_new_setting_makes_a_new_version_too(@TempDir Path folder) throws Exception {
        String template = Files.readString(Repository.file("template.yaml"));
        Path changed = folder.resolve("template.yaml");
        Files.writeString(changed, template.replace("SystemLogLevel: INFO", "SystemLogLevel: WARN"));

        Translated other = Translated.of(changed.toString(), "Stage=prod");

        assertThat(other.ofType("AWS::Lambda::Version").keySet())
                .hasSize(2)
                .doesNotContainAnyElementsOf(prod.ofType("AWS::Lambda::Version").keySet());
    }

    @Test
    void the_gateway_calls_the_aliases() {
        operations().forEach((route, operation) -> {
            String uri =
                    operation.at("/x-amazon-apigateway-integration/uri/Fn::Sub").asText();
            assertThat(uri).as(route).containsAnyOf("ApiFunctionAliaslive}", "FeedbackFunctionAliaslive}", "Admin");
        });
        assertThat(prod.ofType("AWS::Lambda::Permission"))
                .allSatisfy((name, permission) -> assertThat(text(permission.path("SourceArn")))
                        .startsWith("arn:${AWS::Partition}:execute-api:"));
    }

    @Test
    void only_signed_requests_change_anything_but_the_log_of_events() {
        operations().forEach((route, operation) -> {
            boolean open = route.startsWith("get ")
                    || route.equals("x-amazon-apigateway-any-method $default")
                    || route.equals("post /events");
            assertThat(operation.path("security").toString()).as(route).isEqualTo(open ? "" : "[{\"AWS_IAM\":[]}]");
        });
        assertThat(prod.properties("Api")
                        .at("/Body/components/securitySchemes/AWS_IAM/x-amazon-apigateway-authtype")
                        .asText())
                .isEqualTo("awsSigv4");
        assertThat(operations()).containsKeys("put /experiments/{name}", "delete /users/{userId}");
    }

    @Test
    void the_gateway_throttles_and_lets_pages_of_the_shop_read() {
        JsonNode stage = prod.properties("ApiApiGatewayDefaultStage");
        JsonNode cors = prod.properties("Api").at("/Body/x-amazon-apigateway-cors");

        assertThat(stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt())
                .isEqualTo(77);
        assertThat(stage.at("/DefaultRouteSettings/ThrottlingBurstLimit").asInt())
                .isEqualTo(77);
        assertThat(cors.path("allowOrigins").toString()).isEqualTo("[\"https://shop.example\"]");
    }

    @Test
    void the_access_log_is_json_and_names_nobody() throws IOException {
        JsonNode settings = prod.properties("ApiApiGatewayDefaultStage").path("AccessLogSettings");
        JsonNode line = new ObjectMapper().readTree(settings.path("Format").asText());

        assertThat(isAttribute(settings.path("DestinationArn"), "ApiAccessLogs", "Arn"))
                .isTrue();
        assertThat(line.path("requestId").asText()).isEqualTo("$context.requestId");
        // The path has ids of people and products; the route has only their names.
        assertThat(line.toString()).doesNotContain("identity", "$context.path", "query", "authorizer");
    }

    @Test
    void the_table_forgets_is_encrypted_and_is_protected_in_production() {
        JsonNode table = prod.properties("RecommendationsTable");

        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expiresAt");
        assertThat(table.at("/TimeToLiveSpecification/Enabled").asBoolean()).isTrue();
        assertThat(table.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
        assertThat(isRestorable(prod)).isTrue();
        assertThat(isRestorable(dev)).isFalse();
        assertThat(table.path("DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(dev.properties("RecommendationsTable")
                        .path("DeletionProtectionEnabled")
                        .asBoolean(true))
                .isFalse();
        assertThat(prod.resources()
                        .get("RecommendationsTable")
                        .path("UpdateReplacePolicy")
                        .asText())
                .isEqualTo("Retain");
    }

    @Test
    void the_bucket_is_private_encrypted_versioned_and_forgets() {
        JsonNode bucket = prod.properties("LogsBucket");

        assertThat(bucket.path("PublicAccessBlockConfiguration").properties())
                .hasSize(4)
                .allMatch(setting -> setting.getValue().asBoolean());
        assertThat(bucket.path("BucketEncryption").toString()).contains("AES256");
        assertThat(bucket.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
        assertThat(bucket.at("/LifecycleConfiguration/Rules").findValuesAsText("Prefix"))
                .containsExactly("rejected/", "exposures/");
        assertThat(bucket.at("/LifecycleConfiguration/Rules/0/NoncurrentVersionExpiration/NoncurrentDays")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void the_bucket_refuses_what_is_not_encrypted_on_its_way() {
        JsonNode statement = prod.properties("LogsBucketPolicy").at("/PolicyDocument/Statement/0");

        assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
        assertThat(statement.path("Principal").asText()).isEqualTo("*");
        assertThat(statement.path("Action").asText()).isEqualTo("s3:*");
        assertThat(statement.path("Condition").toString()).isEqualTo("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
        assertThat(texts(statement.path("Resource")).map(TranslatedTemplateTest::text))
                .containsExactly("LogsBucket.Arn", "${LogsBucket.Arn}/*");
    }

    @Test
    void somebody_hears_of_alarms_if_there_is_an_address() throws Exception {
        Translated withAddress = Translated.of("template.yaml", "AlarmEmail=on-call@shop.example");

        assertThat(prod.ofType("AWS::SNS::Subscription")).isEmpty();
        assertThat(withAddress.properties("AlarmByEmail").path("Endpoint").asText())
                .isEqualTo("on-call@shop.example");
    }

    private static boolean isRestorable(Translated stage) {
        return stage.properties("RecommendationsTable")
                .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                .asBoolean();
    }

    private static String deployment(Translated stage, String function) {
        return stage.properties(function + "DeploymentGroup")
                .at("/DeploymentConfigName/Fn::Sub/1/ConfigName")
                .asText();
    }

    private static Set<String> actionsOf(String role, String service) {
        Set<String> actions = new TreeSet<>();
        statements(prod.properties(role)).stream()
                .flatMap(statement -> texts(statement.path("Action")))
                .map(JsonNode::asText)
                .filter(action -> action.startsWith(service))
                .forEach(actions::add);
        return actions;
    }

    /** What the generated OpenAPI document has, by method and path. */
    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        prod.properties("Api")
                .at("/Body/paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> !method.getKey().equals("options"))
                        .forEach(method -> operations.put(method.getKey() + " " + path.getKey(), method.getValue())));
        assertThat(operations).isNotEmpty();
        return operations;
    }

    /** A text, or the inside of the function that makes one. */
    private static String text(JsonNode value) {
        JsonNode substituted = value.path("Fn::Sub");
        if (value.has("Fn::GetAtt")) {
            return value.path("Fn::GetAtt").path(0).asText() + "."
                    + value.path("Fn::GetAtt").path(1).asText();
        }
        if (substituted.isArray()) {
            return substituted.path(0).asText();
        }
        if (value.has("Ref")) {
            return value.path("Ref").asText();
        }
        return substituted.isTextual() ? substituted.asText() : value.asText();
    }
}
