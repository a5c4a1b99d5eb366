package com.eszoppping.recommendations.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.catalogue.Product;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.EventLogBuilder;
import com.eszoppping.recommendations.log.EventType;
import com.eszoppping.recommendations.log.TimeRange;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the frontend sends is what the recommender reads, through the function and the files. */
final class FeedbackReachesTheTrainingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Catalogue CATALOGUE = Catalogue.of(List.of(
            new Product("1004", "", CategoryPath.STORE, OptionalDouble.empty(), OptionalDouble.empty(), true),
            new Product("1005", "", CategoryPath.STORE, OptionalDouble.empty(), OptionalDouble.empty(), true)));
    private static final String EVENTS = """
            {"events":[
             {"type":"view","productId":"1004","userId":"102","sessionId":"s-1","time":"2026-11-24T09:00:00.5+00:00"},
             {"type":"click","productId":"1005","sessionId":"s-1","recommendationId":"r-1","visitorId":"v-1"},
             {"eventId":"e-1","type":"purchase","productId":"1005","userId":"102","sessionId":"s-2","purchaseId":"p-1","offeredDiscount":12.5},
             {"eventId":"e-2","type":"purchase","productId":"1004","userId":"102","sessionId":"s-2","purchaseId":"p-2"},
             {"eventId":"e-3","type":"return","productId":"1004","userId":"102","sessionId":"s-2","purchaseId":"p-2"}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void a_training_reads_every_event() throws IOException {
        post(NOW);

        EventLog log = log();
        assertThat(log.quality().rejectedShare()).isZero();
        assertThat(log.quality().unknownFields()).isZero();
        assertThat(log.quality().returnsApplied()).isEqualTo(1);
        assertThat(texts(log))
                .containsExactlyInAnyOrder(
                        "s-1 1004 " + EventType.VIEW + " 2026-11-24T09:00:00.500Z",
                        "s-1 1005 " + EventType.VIEW + " 2026-11-24T09:30:00Z",
                        "s-2 1005 " + EventType.PURCHASE + " 2026-11-24T09:30:00Z");
    }

    @Test
    void a_request_that_is_sent_again_a_minute_and_a_day_later_counts_once() throws IOException {
        post(NOW);
        List<String> once = texts(log());

        post(NOW.plusSeconds(60));
        post(NOW.plus(Duration.ofDays(1)));

        assertThat(texts(log())).containsExactlyInAnyOrderElementsOf(once);
        assertThat(log().quality().duplicates()).isEqualTo(10);
    }

    private void post(Instant now) throws IOException {
        InstantSource clock = InstantSource.fixed(now);
        ObjectNode event = JSON.createObjectNode().put("body", EVENTS);
        event.putObject("headers").put("content-type", "application/json");
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new FeedbackFunction(new FileEventSink(folder, clock), clock)
                .handleRequest(
                        new ByteArrayInputStream(JSON.writeValueAsBytes(event)),
                        output,
                        LocalContext.of("FeedbackFunction", Duration.ofSeconds(10), clock, System.err));
        assertThat(JSON.readTree(output.toByteArray()).path("statusCode").asInt())
                .as(output.toString(UTF_8))
                .isEqualTo(202);
    }

    private EventLog log() throws IOException {
        Bucket bucket = new FolderBucket(folder, folder);
        EventLogBuilder builder = new EventLogBuilder(CATALOGUE, TimeRange.all(), line -> {});
        for (StoredObject file : bucket.list("sessions/")) {
            try (InputStream in = bucket.open(file.key())) {
                builder.read(file.key(), in);
            }
        }
        return builder.build();
    }

    private static List<String> texts(EventLog log) {
        List<String> texts = new ArrayList<>();
        for (int session = 0; session < log.sessions(); session++) {
            String id = log.sessionId(session);
            IntStream.range(log.firstEvent(session), log.endEvent(session))
                    .mapToObj(event -> id + " "
                            + CATALOGUE.product(log.product(event)).id() + " " + log.type(event) + " "
                            + Instant.ofEpochMilli(log.time(event)))
                    .forEach(texts::add);
        }
        return texts;
    }
}
