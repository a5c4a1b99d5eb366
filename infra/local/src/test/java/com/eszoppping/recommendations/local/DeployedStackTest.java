package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eszoppping.recommendations.architecture.Repository;
import com.eszoppping.recommendations.bucket.S3Bucket;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The template, made into a stack by {@code sam deploy} in an emulator of AWS: what it carries is created, and the functions work
 * against the stack's own bucket and table with the stack's own variables. What the emulator passes over, TranslatedTemplateTest
 * reads instead. Where the tool that starts it is not there, this says so and is skipped.
 */
class DeployedStackTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STACK = "smoke";
    private static final Region REGION = Region.US_EAST_1;

    @TempDir
    private static Path folder;

    private static SamCli sam;
    private static String tool;
    private static URI endpoint;

    /** What was made: the physical names of resources, by their logical names. */
    private static Map<String, String> resources;

    @BeforeAll
    static void deploy() throws Exception {
        Optional<SamCli> found = SamCli.find(folder);
        Optional<String> deployer = found.flatMap(any -> deployToMoto());
        if (deployer.isEmpty()) {
            System.err.println(
                    "SKIPPED: there is no deploy-to-moto beside the project, so the template is not deployed.");
        }
        assumeTrue(deployer.isPresent(), "there is no deploy-to-moto");
        sam = found.orElseThrow();
        tool = deployer.orElseThrow();
        int port = FreePort.find();
        endpoint = URI.create("http://localhost:" + port);
        Files.writeString(
                folder.resolve("moto.json"),
                said(port, Repository.file("infra/build/template-for-moto").toString()));
        resources = resources(said(port, tool, folder.resolve("moto.json").toString(), STACK, "Architecture=x86_64"));
        System.out.println("Created in the emulator: " + String.join(", ", resources.keySet()));
        try (S3Client s3 = LocalCloud.s3(endpoint, REGION)) {
            LocalCloud.upload(
                    Stores.generate(folder.resolve("data"), 1_500, false),
                    new S3Bucket(s3, resources.get("LogsBucket")));
        }
    }

    /** It stands beside what brings up the container engine. */
    private static Optional<String> deployToMoto() {
        String runtime = Optional.ofNullable(System.getenv("RECS_LAMBDA_RUNTIME"))
                .orElse(Repository.file("../shared/tools/lambda/local-lambda-runtime")
                        .toString());
        Path deployer = Path.of(runtime).resolveSibling("deploy-to-moto");
        return Optional.of(deployer.toString()).filter(any -> Files.isExecutable(deployer));
    }

    @AfterAll
    static void stop() throws Exception {
        if (endpoint != null) {
            said(endpoint.getPort(), tool, "--stop");
        }
    }

    @Test
    void the_stack_trains_into_its_table_and_answers_from_it() throws Exception {
        JsonNode trained = invoke("TrainingFunction", "schedule.json");
        assertThat(trained.path("live").asBoolean()).as(trained.toString()).isTrue();

        JsonNode answer = invoke("ApiFunction", "recommendations-popular.json");
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        JsonNode list = JSON.readTree(answer.path("body").asText());
        assertThat(list.path("version")).isEqualTo(trained.path("version"));
        assertThat(list.path("items")).isNotEmpty();

        JsonNode experiment = invoke("AdminFunction", "put-experiment.json");
        assertThat(experiment.path("statusCode").asInt())
                .as(experiment.toString())
                .isEqualTo(200);
    }

    @Test
    void the_emulator_makes_functions_roles_logs_table_and_bucket() {
        assertThat(resources)
                .containsKeys(
                        "LogsBucket",
                        "RecommendationsTable",
                        "TrainingFailures",
                        "TrainingFunction",
                        "TrainingRole",
                        "ApiFunction",
                        "ApiRole",
                        "FeedbackFunction",
                        "FeedbackRole",
                        "AdminFunction",
                        "AdminRole",
                        "ApiLogs",
                        "AlarmTopic");
    }

    /** Moto tells services apart by the scope of a signature, which it doesn't check. */
    private static JsonNode invoke(String function, String event) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        endpoint.resolve("/2015-03-31/functions/" + resources.get(function) + "/invocations"))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20261124/" + REGION + "/lambda/aws4_request")
                .POST(BodyPublishers.ofFile(Repository.file("events/" + event)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return JSON.readTree(response.body());
        }
    }

    /** Lines of logical name, type and physical name. */
    private static Map<String, String> resources(String printed) {
        Map<String, String> resources = new HashMap<>();
        printed.lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 3 && words[1].startsWith("AWS::"))
                .forEach(words -> resources.put(words[0], words[2]));
        return resources;
    }

    /** What a command printed. */
    private static String said(int port, String... command) throws Exception {
        Path errors = Files.createTempFile(folder, "deploy-", ".log");
        ProcessBuilder builder = sam.command(command).redirectError(errors.toFile());
        builder.environment().put("MOTO_PORT", String.valueOf(port));
        Path output = Files.createTempFile(folder, "deploy-", ".out");
        // To a file: the emulator that it leaves running holds the pipe of its output open.
        int exit = builder.redirectOutput(output.toFile()).start().waitFor();
        assertThat(exit)
                .as(List.of(command) + ": " + Files.readString(output) + Files.readString(errors))
                .isZero();
        return Files.readString(output);
    }
}
