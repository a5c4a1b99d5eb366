package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a server gets to see of the client that answers requests. */
class BufferedRequestsTest {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.UTF_8);

    private record Received(String signature, List<String> lengths, int bytes, int port) {}

    private final List<Received> received = new ArrayList<>();
    private HttpServer server;
    private Table table;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.start();
        URI endpoint = URI.create("http://localhost:" + server.getAddress().getPort());
        DynamoDbClient client = LocalDynamo.clientForRequests(endpoint).build();
        table = DynamoTable.forRequests(client, "any");
    }

    @AfterEach
    void stop() {
        table.close();
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().get("Content-Length"),
                    exchange.getRequestBody().readAllBytes().length,
                    exchange.getRemoteAddress().getPort()));
            exchange.sendResponseHeaders(200, NOTHING.length);
            exchange.getResponseBody().write(NOTHING);
        }
    }

    @Test
    void a_request_says_the_length_of_what_it_sends_as_it_was_signed() {
        table.readLatest("somewhere");
        table.readLatest("a longer key");

        assertThat(received).hasSize(2).allSatisfy(request -> {
            assertThat(request.bytes()).isPositive();
            assertThat(request.lengths()).containsExactly(Integer.toString(request.bytes()));
            assertThat(request.signature()).containsPattern("SignedHeaders=[a-z;-]*content-length");
        });
    }

    @Test
    void a_connection_is_used_again() {
        for (int read = 0; read < 10; read++) {
            table.read(Set.of("one", "other"));
        }

        assertThat(received)
                .extracting(Received::port)
                .containsOnly(received.get(0).port());
    }

    @Test
    void a_connection_that_breaks_fresh_or_used_is_replaced_without_an_attempt_of_the_clients() throws Exception {
        try (ServerSocket closing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread serves = new Thread(() -> answerOncePerConnection(closing));
            serves.start();
            DynamoDbClient client = LocalDynamo.clientForRequests(
                            URI.create("http://localhost:" + closing.getLocalPort()))
                    .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
                    .build();
            try (Table once = DynamoTable.forRequests(client, "any")) {
                for (int read = 0; read < 3; read++) {
                    assertThat(once.readLatest("key")).isEmpty();
                }
            }
        }
    }

    /** The first connection breaks before an answer. The others say nothing of closing, so the client keeps them. */
    private static void answerOncePerConnection(ServerSocket closing) {
        for (int number = 0; !closing.isClosed(); number++) {
            try (Socket connection = closing.accept()) {
                readRequest(connection.getInputStream());
                if (number > 0) {
                    connection.getOutputStream().write(ANSWER);
                }
            } catch (IOException e) {
                return; // the socket was closed, so the test is over
            }
        }
    }

    private static void readRequest(InputStream input) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = input.read(); next >= 0; next = input.read()) {
            head.append((char) next);
            if (head.indexOf("\r\n\r\n") >= 0) {
                Matcher length = LENGTH.matcher(head);
                input.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                return;
            }
        }
    }
}
