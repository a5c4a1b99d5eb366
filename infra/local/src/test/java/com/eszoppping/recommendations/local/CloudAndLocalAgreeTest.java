package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.architecture.Repository;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The same store trained into SQLite from a folder, and through the real AWS adapters into a local cloud: one answer. */
class CloudAndLocalAgreeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIME = "2026-11-24T02:00:00Z";

    @TempDir
    private Path folder;

    @Test
    void every_answer_is_the_same() throws Exception {
        Path data = Stores.generate(folder.resolve("data"), 2_000, true);
        Path store = folder.resolve("store");
        recs(Map.of(), "train", "--data", data.toString(), "--store", store.toString(), "--time", TIME);
        try (LocalCloud cloud = LocalCloud.start(Repository.file(""), "127.0.0.1", 0)) {
            cloud.upload(data);
            recs(cloud.environment(), "train", "--cloud", "--time", TIME);
            try (Table local = new SqliteTable(store.resolve("versions.db"));
                    Table dynamo = new DynamoTable(client(cloud), LocalCloud.TABLE)) {
                ApiFunction one = function(local);
                ApiFunction other = function(dynamo);
                for (Map<String, String> query : queries()) {
                    JsonNode answer = answer(one, query);
                    assertThat(answer.path("items")).as("%s", query).isNotEmpty();
                    assertThat(answer(other, query)).as("%s", query).isEqualTo(answer);
                }
            }
        }
    }

    /** Known and unknown visitors, in categories of every depth and in none, with and without a session. */
    private static List<Map<String, String>> queries() {
        List<Map<String, String>> queries = new ArrayList<>();
        for (String model : List.of("popular", "groups")) {
            for (String user : List.of("102", "150", "233", "nobody")) {
                for (String category : List.of("", "Gry i konsole", "Gry i konsole;Gry komputerowe", "Rowery")) {
                    for (String viewed : List.of("", "1001,1033,1002")) {
                        Map<String, String> query = new LinkedHashMap<>();
                        query.put("model", model);
                        query.put("userId", user);
                        query.put("limit", "30");
                        if (!category.isEmpty()) {
                            query.put("category", category);
                        }
                        if (!viewed.isEmpty()) {
                            query.put("viewed", viewed);
                        }
                        queries.add(query);
                    }
                }
            }
        }
        return queries;
    }

    private static ApiFunction function(Table table) {
        return new ApiFunction(table, Duration.ofSeconds(30), exposure -> {}, "salt", InstantSource.system());
    }

    /** The body without what differs from call to call and from run to run. */
    private static JsonNode answer(ApiFunction function, Map<String, String> query) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.put("routeKey", "GET /recommendations").put("rawPath", "/recommendations");
        event.set("queryStringParameters", JSON.valueToTree(query));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Context context = LocalContext.of("ApiFunction", Duration.ofSeconds(30), InstantSource.system(), System.err);
        function.handleRequest(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), output, context);
        JsonNode response = JSON.readTree(output.toByteArray());
        assertThat(response.path("statusCode").asInt()).as(response.toString()).isEqualTo(200);
        ObjectNode body = (ObjectNode) JSON.readTree(response.path("body").asText());
        body.remove(List.of("recommendationId", "version"));
        return body;
    }

    private static DynamoDbClient client(LocalCloud cloud) {
        return DynamoDbClient.builder()
                .endpointOverride(cloud.endpoint())
                .region(Region.of(cloud.environment().get("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Runs the command line as a user does, in a process of its own. */
    private void recs(Map<String, String> environment, String... arguments) throws Exception {
        Path log = Files.createTempFile(folder, "recs", ".log");
        ProcessBuilder builder = new ProcessBuilder(RecsCommand.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        assertThat(builder.start().waitFor()).as(() -> read(log)).isZero();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "its output could not be read: " + e;
        }
    }
}
