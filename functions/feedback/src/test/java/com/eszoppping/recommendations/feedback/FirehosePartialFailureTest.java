package com.eszoppping.recommendations.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;

/** Firehose takes records one by one and may refuse some: over HTTP, with a server that answers what each test wants. */
class FirehosePartialFailureTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LINES = List.of("a", "b", "c");

    /** What the server does with the next request: refuse records by their places, or answer an error. */
    private record Turn(int status, String error, Set<Integer> refused) {
        static Turn refusing(Integer... places) {
            return new Turn(200, "", Set.of(places));
        }
    }

    private final Deque<Turn> turns = new ArrayDeque<>();
    private final List<List<String>> received = new ArrayList<>();
    private HttpServer server;
    private FirehoseClient client;
    private EventSink sink;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = FirehoseClient.builder()
                .endpointOverride(
                        URI.create("http://localhost:" + server.getAddress().getPort()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        sink = new FirehoseEventSink(client, "feedback", InstantSource.system());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void only_the_records_that_failed_are_sent_again() {
        turns.add(Turn.refusing(0, 2));
        turns.add(Turn.refusing(1));

        sink.keep(LINES, inSeconds(10));

        assertThat(received).containsExactly(List.of("a\n", "b\n", "c\n"), List.of("a\n", "c\n"), List.of("c\n"));
    }

    @Test
    void a_stream_that_is_busy_is_asked_again() {
        turns.add(new Turn(503, "ServiceUnavailableException", Set.of()));
        turns.add(new Turn(400, "ThrottlingException", Set.of()));

        sink.keep(LINES, inSeconds(10));

        assertThat(received).hasSize(3).containsOnly(List.of("a\n", "b\n", "c\n"));
    }

    @Test
    void it_gives_up_in_time_and_names_what_was_not_taken() {
        for (int i = 0; i < 1_000; i++) {
            turns.add(i == 0 ? Turn.refusing(1) : Turn.refusing(0));
        }
        Instant until = Instant.now().plusMillis(700);

        assertThatThrownBy(() -> sink.keep(LINES, until))
                .isInstanceOfSatisfying(
                        EventsNotKeptException.class, e -> assertThat(e.lines()).containsExactly(1))
                .hasMessage("The stream feedback did not take 1 events: ServiceUnavailableException.");
        assertThat(Instant.now()).isBefore(until.plusMillis(500));
        assertThat(received).hasSizeBetween(2, 10);
    }

    @Test
    void a_stream_that_is_not_there_is_not_asked_again() {
        turns.add(new Turn(400, "ResourceNotFoundException", Set.of()));

        assertThatThrownBy(() -> sink.keep(LINES, inSeconds(10)))
                .isInstanceOfSatisfying(
                        EventsNotKeptException.class, e -> assertThat(e.lines()).containsExactly(0, 1, 2))
                .hasMessage("The stream feedback did not take 3 events: ResourceNotFoundException.");
        assertThat(received).hasSize(1);
    }

    @Test
    void nothing_is_sent_when_the_time_is_over() {
        assertThatThrownBy(() -> sink.keep(LINES, inSeconds(-1))).isInstanceOf(EventsNotKeptException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void a_stream_that_cannot_be_reached_is_no_reason_to_wait_longer() {
        server.stop(0);
        Instant until = Instant.now().plusMillis(500);

        assertThatThrownBy(() -> sink.keep(LINES, until)).isInstanceOf(EventsNotKeptException.class);
        assertThat(Instant.now()).isBefore(until.plusMillis(1_000));
    }

    private static Instant inSeconds(long seconds) {
        return Instant.now().plus(Duration.ofSeconds(seconds));
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode records = JSON.readTree(exchange.getRequestBody()).path("Records");
        received.add(texts(records));
        Turn turn = turns.isEmpty() ? Turn.refusing() : turns.remove();
        byte[] body = turn.status() == 200
                ? JSON.writeValueAsBytes(answers(records.size(), turn.refused()))
                : ("{\"__type\":\"" + turn.error() + "\",\"message\":\"no\"}").getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(turn.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static List<String> texts(JsonNode records) {
        List<String> texts = new ArrayList<>();
        records.forEach(one ->
                texts.add(new String(Base64.getDecoder().decode(one.path("Data").asText()), UTF_8)));
        return texts;
    }

    private static ObjectNode answers(int records, Set<Integer> refused) {
        ObjectNode answer = JSON.createObjectNode().put("FailedPutCount", refused.size());
        var entries = answer.putArray("RequestResponses");
        for (int place = 0; place < records; place++) {
            if (refused.contains(place)) {
                entries.addObject()
                        .put("ErrorCode", "ServiceUnavailableException")
                        .put("ErrorMessage", "Slow down.");
            } else {
                entries.addObject().put("RecordId", "r-" + place);
            }
        }
        return answer;
    }
}
