package com.eszoppping.recommendations.cost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.local.FolderBucket;
import com.eszoppping.recommendations.local.LocalContext;
import com.eszoppping.recommendations.local.SqliteTable;
import com.eszoppping.recommendations.local.Stores;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes that the bill counts for a request are those that the handler makes, with some room. */
class MeasuredBytesTest {
    /** The headers that API Gateway and HTTP add. */
    private static final int HEADER_BYTES = 350;

    /** The names of an experiment and of its variant, in place of two nulls: none runs here. */
    private static final int EXPERIMENT_BYTES = 40;

    private static final double ROOM = 1.3;
    private static final String REQUEST = """
            {"version":"2.0","routeKey":"GET /recommendations","rawPath":"/recommendations","headers":{},
             "queryStringParameters":{"userId":"1","limit":"10"},
             "requestContext":{"http":{"method":"GET","path":"/recommendations"}},"isBase64Encoded":false}""";

    @TempDir
    private Path folder;

    @Test
    void an_answer_and_an_exposure_are_about_as_long_as_the_bill_counts() throws IOException {
        Path data = Stores.generate(folder.resolve("data"), 1_500, false);
        Path store = Files.createDirectories(folder.resolve("store"));
        List<String> exposures = new ArrayList<>();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            InstantSource clock = InstantSource.system();
            new Training(new FolderBucket(data, store), table, clock, Progress.none())
                    .run(TrainingRequest.of(Optional.empty()), Deadline.never());
            new ApiFunction(table, Duration.ZERO, exposures::add, "salt", clock)
                    .handleRequest(
                            new ByteArrayInputStream(REQUEST.getBytes(UTF_8)),
                            answer,
                            LocalContext.of("ApiFunction", Duration.ofSeconds(15), clock, System.err));
        }
        JsonNode response = new ObjectMapper().readTree(answer.toByteArray());
        int answerBytes = response.path("body").asText().getBytes(UTF_8).length + HEADER_BYTES;
        double exposureBytes =
                exposures.getFirst().getBytes(UTF_8).length + EXPERIMENT_BYTES + RequestProfile.LOG_EVENT_BYTES;

        assertThat(response.path("statusCode").asInt()).isEqualTo(200);
        assertThat(RequestProfile.ANSWER_BYTES).isBetween((double) answerBytes, ROOM * answerBytes);
        assertThat(RequestProfile.EXPOSURE_BYTES).isBetween(exposureBytes, ROOM * exposureBytes);
    }
}
