package com.eszoppping.recommendations.bench;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a function's process talks to in Lambda, the Runtime API of 2018-06-01, for one process that gets one request. With
 * SnapStart the process also asks for its restore; between that question and its answer lies the snapshot.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final String NEXT = "invocation/next";
    private static final String RESTORE = "restore/next";
    private static final Duration LAMBDA_TIMEOUT = Duration.ofSeconds(15);

    private final byte[] event;
    private final Duration snapshotAge;
    private final LoopbackServer server;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private final CompletableFuture<Long> restored = new CompletableFuture<>();
    private final CompletableFuture<Answered> answered = new CompletableFuture<>();

    private RuntimeApi(byte[] event, Duration snapshotAge) throws IOException {
        this.event = event;
        this.snapshotAge = snapshotAge;
        this.server = new LoopbackServer(PREFIX, this::handle);
    }

    /**
     * Starts to listen on a free port.
     *
     * @param event the one request
     * @param snapshotAge how long a snapshot lies before it is restored
     */
    static RuntimeApi start(byte[] event, Duration snapshotAge) throws IOException {
        return new RuntimeApi(event, snapshotAge);
    }

    /** Host and port. */
    String address() {
        return server.address();
    }

    /** When the process was told to go on after its snapshot, by {@link System#nanoTime}. */
    long restored() {
        return restored.join();
    }

    /**
     * Waits for the function's answer.
     *
     * @throws IllegalStateException if there is an error instead of it, or nothing in time
     */
    Answered answered(Duration patience) throws InterruptedException {
        try {
            return answered.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The function did not answer within " + patience.toSeconds() + " s.", e);
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            long now = System.nanoTime();
            String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
            if (path.equals(NEXT)) {
                next(exchange);
            } else if (path.equals(RESTORE)) {
                Thread.sleep(snapshotAge);
                exchange.sendResponseHeaders(200, -1);
                restored.complete(System.nanoTime());
            } else {
                said(path, new Answered(now, new String(body, StandardCharsets.UTF_8)));
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** There is one request; who asks for another one waits for ever, as when no visitor comes. */
    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        if (asked.getAndSet(true)) {
            over.await();
            return;
        }
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(System.currentTimeMillis() + LAMBDA_TIMEOUT.toMillis()));
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Invoked-Function-Arn",
                        "arn:aws:lambda:eu-central-1:123456789012:function:measured");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private void said(String path, Answered what) {
        if (path.endsWith("/response")) {
            answered.complete(what);
        } else {
            answered.completeExceptionally(
                    new IllegalStateException("The function failed (" + path + "): " + what.text()));
        }
    }

    /**
     * What the function said.
     *
     * @param nanos when, by {@link System#nanoTime}
     */
    record Answered(long nanos, String text) {}
}
