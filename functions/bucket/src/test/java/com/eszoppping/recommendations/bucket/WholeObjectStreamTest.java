package com.eszoppping.recommendations.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Downloads that a good server never shows: connections that are really cut, damage, a pause. */
final class WholeObjectStreamTest {
    private static final byte[] CONTENT = "{\"session_id\":1}\n{\"session_id\":2}\n".getBytes(UTF_8);
    private static final int HALF = CONTENT.length / 2;
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(1);

    private final CountDownLatch firstHalfIsRead = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private S3Client s3;
    private Bucket bucket;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/logs/cut", exchange -> {
            if (exchange.getRequestHeaders().containsKey("Range")) {
                sendSecondHalf(exchange);
            } else {
                sendFirstHalf(exchange);
            }
            exchange.close();
        });
        server.createContext("/logs/lost", exchange -> {
            if (exchange.getRequestHeaders().containsKey("Range")) {
                exchange.sendResponseHeaders(403, -1);
            } else {
                sendFirstHalf(exchange);
            }
            exchange.close();
        });
        server.createContext("/logs/slow", exchange -> {
            sendFirstHalf(exchange);
            awaitUninterrupted(firstHalfIsRead);
            exchange.getResponseBody().write(CONTENT, HALF, CONTENT.length - HALF);
            exchange.close();
        });
        server.createContext("/logs/damaged", exchange -> {
            exchange.getResponseHeaders().add("x-amz-checksum-crc32", "AAAAAA==");
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
            exchange.close();
        });
        server.start();
        s3 = S3BucketTest.clientBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .overrideConfiguration(options -> options.apiCallAttemptTimeout(ATTEMPT_TIMEOUT))
                .build();
        bucket = new S3Bucket(s3, "logs");
    }

    @AfterEach
    void stop() {
        firstHalfIsRead.countDown();
        s3.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_download_that_is_cut_goes_on_where_it_was() throws IOException {
        try (InputStream in = bucket.open("cut")) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void a_download_that_cannot_go_on_is_an_error_not_a_short_file() throws IOException {
        try (InputStream in = bucket.open("lost")) {
            assertThat(in.readNBytes(HALF)).startsWith('{');

            assertThatThrownBy(in::read)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("s3://logs/lost")
                    .hasMessageContaining(HALF + " of " + CONTENT.length + " bytes and 2 attempts");
        }
    }

    @Test
    void a_download_that_is_damaged_is_an_error() throws IOException {
        try (InputStream in = bucket.open("damaged")) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("s3://logs/damaged")
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void a_pause_in_the_network_is_not_taken_for_the_end() throws IOException {
        try (InputStream in = bucket.open("slow")) {
            in.readNBytes(HALF);

            assertThat(in.available()).isEqualTo(CONTENT.length - HALF);
        }
    }

    @Test
    void a_download_may_take_longer_than_an_attempt() throws Exception {
        try (InputStream in = bucket.open("slow")) {
            byte[] firstHalf = in.readNBytes(HALF);
            // The SDK's own clock has to pass its limit; there is no way to hand it another.
            TimeUnit.MILLISECONDS.sleep(ATTEMPT_TIMEOUT.toMillis() + 200);
            firstHalfIsRead.countDown();

            assertThat(new String(firstHalf, UTF_8) + new String(in.readAllBytes(), UTF_8))
                    .isEqualTo(new String(CONTENT, UTF_8));
        }
    }

    private static void sendFirstHalf(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, CONTENT.length);
        exchange.getResponseBody().write(CONTENT, 0, HALF);
        exchange.getResponseBody().flush();
    }

    private static void sendSecondHalf(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders()
                .add("Content-Range", "bytes " + HALF + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
        exchange.sendResponseHeaders(206, CONTENT.length - HALF);
        exchange.getResponseBody().write(CONTENT, HALF, CONTENT.length - HALF);
    }

    private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
