package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eszoppping.recommendations.architecture.OpenApi;
import com.eszoppping.recommendations.architecture.OpenApi.Answer;
import com.eszoppping.recommendations.architecture.Repository;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The functions as they are deployed, in Lambda's runtime image, started by the SAM CLI with the like of README's commands, on a
 * local cloud. Where there is no container engine, and none can be brought up, this says so and is
 * skipped.
 */
class RuntimeImageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OpenApi API = OpenApi.read();

    /** Of the events that name a version, which gets its name when it is trained. */
    private static final String SOME_VERSION = "\\d{8}T\\d{6}Z-[0-9a-f]{8}";

    /** In an order in which each finds what it needs: nothing is read before it is made, or after it is taken away. */
    private static final List<Invocation> INVOCATIONS = List.of(
            // First: the API reads experiments from its memory for half a minute.
            new Invocation("put-experiment.json", "AdminFunction", 200),
            new Invocation("health.json", "ApiFunction", 200),
            new Invocation("models.json", "ApiFunction", 200),
            new Invocation("model.json", "ApiFunction", 200),
            new Invocation("categories.json", "ApiFunction", 200),
            new Invocation("products.json", "ApiFunction", 200),
            new Invocation("product.json", "ApiFunction", 200),
            new Invocation("user-group.json", "ApiFunction", 200),
            new Invocation("recommendations-groups.json", "ApiFunction", 200),
            new Invocation("recommendations-popular.json", "ApiFunction", 200),
            new Invocation("recommendations-next.json", "ApiFunction", 200),
            new Invocation("recommendations-prices.json", "ApiFunction", 200),
            new Invocation("recommendations-explained.json", "ApiFunction", 200),
            new Invocation("product-recommendations.json", "ApiFunction", 200),
            new Invocation("not-found.json", "ApiFunction", 404),
            new Invocation("post-events.json", "FeedbackFunction", 202),
            new Invocation("experiments.json", "ApiFunction", 200),
            new Invocation("experiment.json", "ApiFunction", 200),
            new Invocation("experiment-assignment.json", "ApiFunction", 200),
            new Invocation("put-availability.json", "AdminFunction", 200),
            new Invocation("delete-user.json", "AdminFunction", 200),
            new Invocation("rollback.json", "AdminFunction", 200),
            // While it runs it can't be forgotten.
            new Invocation("delete-experiment.json", "AdminFunction", 400));

    /** @param status which the answer has */
    private record Invocation(String file, String function, int status) {}

    @TempDir
    private static Path folder;

    private static SamCli sam;
    private static LocalCloud cloud;
    private static JsonNode trained;

    @BeforeAll
    static void train() throws Exception {
        Optional<SamCli> found = SamCli.find(folder);
        if (found.isEmpty()) {
            System.err.println(
                    "SKIPPED: there is no container engine with the SAM CLI, so no function runs in Lambda's image.");
        }
        assumeTrue(found.isPresent(), "there is no container engine");
        sam = found.get();
        String gateway = ContainerGateway.address().orElseThrow();
        cloud = LocalCloud.start(Repository.file(""), gateway, 0);
        cloud.upload(Stores.generate(folder.resolve("data"), 1_500, false));
        Files.writeString(variables(), cloud.samVariables(LocalApi.template(), gateway));
        sam.run("build", "--build-dir", folder.resolve("build").toString());
        trained = JSON.readTree(sam.run(local("invoke", "TrainingFunction", "-e", "events/schedule.json")));
    }

    @AfterAll
    static void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void the_template_is_valid() throws Exception {
        assertThat(sam.run("validate", "--lint")).contains("is a valid SAM Template");
    }

    @Test
    void a_deployment_is_checked_and_built_as_far_as_it_goes_without_an_account() throws Exception {
        Process deploy = sam.command(Repository.file("infra/build/deploy").toString(), "--stage", "dev", "--dry-run")
                .start();

        assertThat(deploy.inputReader().readLine()).isEqualTo("Would run: sam deploy --config-env dev");
        assertThat(deploy.waitFor()).isZero();
    }

    @Test
    void the_schedules_event_trains_and_publishes() {
        assertThat(trained.path("live").asBoolean()).as(trained.toString()).isTrue();
        assertThat(trained.path("version").asText()).startsWith("20261124T020000Z-");
    }

    @Test
    void the_script_in_the_zip_gives_the_training_its_heap() throws IOException {
        try (Stream<Path> logs = Files.list(folder)) {
            // A JVM says what it takes from its environment.
            assertThat(logs.filter(file -> file.toString().endsWith(".log")))
                    .anySatisfy(log -> assertThat(log).content().contains("Picked up _JAVA_OPTIONS: -Xmx2408m"));
        }
    }

    @Test
    void one_event_is_answered_by_one_invocation() throws Exception {
        assertAnswers(
                event("recommendations-groups.json"),
                200,
                sam.run(local("invoke", "ApiFunction", "-e", "events/recommendations-groups.json")));
    }

    @Test
    void every_event_is_answered_as_documented() throws Exception {
        int port = FreePort.find();
        Process lambda = sam.serve(port, local("start-lambda", "--warm-containers", "LAZY"));
        try {
            for (Invocation invocation : INVOCATIONS) {
                String event = event(invocation.file())
                        .replaceAll(SOME_VERSION, trained.path("version").asText());
                HttpResponse<String> answer =
                        send(port, "POST", "/2015-03-31/functions/" + invocation.function() + "/invocations", event);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertAnswers(event, invocation.status(), answer.body());
            }
        } finally {
            stop(lambda);
        }
    }

    @Test
    void no_event_is_forgotten() throws IOException {
        try (Stream<Path> files = Files.list(Repository.file("events"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("schedule.json"),
                                    INVOCATIONS.stream().map(Invocation::file))
                            .toList());
        }
    }

    @Test
    void the_gateway_of_sam_sends_requests_where_the_template_says() throws Exception {
        int port = FreePort.find();
        Process gateway = sam.serve(port, local("start-api", "--warm-containers", "LAZY"));
        try {
            assertServes(port, "GET", "/health", "", "GET /health", 200);
            assertServes(
                    port,
                    "GET",
                    "/recommendations?userId=102&category=Gry%20i%20konsole&limit=3",
                    "",
                    "GET /recommendations",
                    200);
            assertServes(port, "GET", "/recommendations?limit=0", "", "GET /recommendations", 400);
            assertServes(
                    port,
                    "POST",
                    "/events",
                    "{\"events\":[{\"type\":\"view\",\"productId\":\"1004\",\"sessionId\":\"s-1\"}]}",
                    "POST /events",
                    202);
            assertThat(send(port, "GET", "/nonsense", "").statusCode()).isEqualTo(404);
        } finally {
            stop(gateway);
        }
    }

    private static void assertServes(int port, String method, String target, String body, String routeKey, int status)
            throws Exception {
        HttpResponse<String> response = send(port, method, target, body);
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(",", values)));
        Answer answer = new Answer(response.statusCode(), headers, response.body());

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(operation(routeKey).orElseThrow().violations(answer)).isEmpty();
    }

    /** SAM ends with 0 whatever a function says, so only the answer tells. */
    private static void assertAnswers(String event, int status, String printed) throws IOException {
        String routeKey = JSON.readTree(event).path("routeKey").asText();
        JsonNode json = JSON.readTree(printed);
        if (routeKey.isEmpty()) {
            assertThat(json.path("current").asText())
                    .as(printed)
                    .isEqualTo(trained.path("version").asText());
            return;
        }
        Answer answer = answer(json);

        assertThat(answer.status()).as(printed).isEqualTo(status);
        List<String> violations = operation(routeKey)
                .map(operation -> operation.violations(answer))
                .orElseGet(() -> API.otherAnswer("otherPath").violations(answer));
        assertThat(violations).as(printed).isEmpty();
    }

    private static Answer answer(JsonNode json) {
        Map<String, String> headers = new HashMap<>();
        json.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText()));
        return new Answer(
                json.path("statusCode").asInt(), headers, json.path("body").asText());
    }

    private static Optional<OpenApi.Operation> operation(String routeKey) {
        return API.operations().stream()
                .filter(operation -> operation.routeKey().equals(routeKey))
                .findFirst();
    }

    private static HttpResponse<String> send(int port, String method, String target, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static String[] local(String... command) {
        return Stream.of(
                        Stream.of("local"),
                        Stream.of(command),
                        Stream.of(
                                "--template",
                                folder.resolve("build/template.yaml").toString()),
                        Stream.of("--env-vars", variables().toString()),
                        Stream.of("--region", cloud.environment().get("AWS_REGION")),
                        Stream.of("--parameter-overrides", "Architecture=x86_64"))
                .flatMap(arguments -> arguments)
                .toArray(String[]::new);
    }

    private static Path variables() {
        return folder.resolve("variables.json");
    }

    private static String event(String file) throws IOException {
        return Files.readString(Repository.file("events/" + file));
    }

    /** Told to end, it removes its containers. */
    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
