package com.eszoppping.recommendations.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eszoppping.recommendations.faults.Frontends.Answer;
import com.eszoppping.recommendations.local.FreePort;
import com.eszoppping.recommendations.local.RecsCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;

/** {@code ./recs serve} in a process of its own, which can be killed and comes back on the same port. */
final class ServingProcess implements AutoCloseable {
    private final Path store;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger kills = new AtomicInteger();
    private final ReadWriteLock underWay = new ReentrantReadWriteLock();
    private volatile CompletableFuture<Void> killing = CompletableFuture.completedFuture(null);
    private volatile Process process;

    /** Starts it and waits until it answers. */
    ServingProcess(Path store, UnaryOperator<List<String>> how) throws IOException {
        this.store = store;
        this.port = FreePort.find();
        start(how);
    }

    /**
     * Posts events.
     *
     * @throws IOException if no answer is heard
     * @throws java.util.concurrent.CompletionException if none will be heard any more, because it did not come back
     */
    Answer post(String body) throws IOException, InterruptedException {
        if (killing.isCompletedExceptionally()) {
            killing.join();
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/events"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        underWay.readLock().lock();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } finally {
            underWay.readLock().unlock();
        }
    }

    /** How often it was killed. */
    int kills() {
        return kills.get();
    }

    /** Kills it some time after it runs, and starts it again; another thread does, one kill after the other. */
    synchronized void killSoon(long micros) {
        kills.incrementAndGet();
        killing = killing.thenRunAsync(
                () -> restart(UnaryOperator.identity()),
                CompletableFuture.delayedExecutor(micros, TimeUnit.MICROSECONDS));
    }

    /** Waits until it runs again, and throws if it does not. */
    synchronized void awaitRunning() {
        killing.join();
    }

    /** Kills it when no post is under way, whose answer would be lost, and starts it again in some way. */
    void restartWhenQuiet(UnaryOperator<List<String>> how) {
        underWay.writeLock().lock();
        try {
            restart(how);
        } finally {
            underWay.writeLock().unlock();
        }
    }

    private void restart(UnaryOperator<List<String>> how) {
        try {
            process.destroyForcibly().waitFor();
            start(how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(UnaryOperator<List<String>> how) throws IOException {
        process = new ProcessBuilder(
                        how.apply(RecsCommand.of("serve", "--store", store.toString(), "--port", String.valueOf(port))))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.inputReader(UTF_8);
        String line = said.readLine();
        if (line == null || !line.startsWith("Serving")) {
            throw new IOException("./recs serve did not start; it said: " + line);
        }
    }

    @Override
    public void close() {
        killing.join();
        process.destroyForcibly();
        client.close();
    }
}
