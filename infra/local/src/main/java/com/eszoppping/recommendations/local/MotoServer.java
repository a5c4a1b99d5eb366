package com.eszoppping.recommendations.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of <a href="https://github.com/getmoto/moto">moto</a>'s server, which answers S3 and DynamoDB requests at
 * one port and forgets everything when it stops. {@code infra/build/moto-server} installs it on first use.
 */
final class MotoServer implements AutoCloseable {
    /** On first use a start is an installation as well. */
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private static final String LISTENING = "Running on http";
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Process process;
    private final Path log;

    private MotoServer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Returns when the server listens.
     *
     * @param home the project's folder
     * @param bindAddress where to listen
     * @throws IOException with a sentence for the user if the server does not start
     */
    static MotoServer start(Path home, String bindAddress, int port) throws IOException, InterruptedException {
        Path cache = Files.createDirectories(home.resolve(".cache/local-cloud"));
        Path log = Files.createTempFile(cache, "moto-", ".log");
        String script = home.resolve("infra/build/moto-server").toAbsolutePath().toString();
        Process process = new ProcessBuilder(script, "-H", bindAddress, "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        MotoServer server = new MotoServer(process, log);
        try {
            server.awaitListening();
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Waits until the server's process has ended. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(log);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The log stays in the cache, where it harms nobody.
        }
    }

    /** Only its own word counts: somebody else's server may answer at the same port. */
    private void awaitListening() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.readString(log).contains(LISTENING)) {
            if (!process.isAlive()) {
                throw new IOException("The local cloud did not start: " + lastLine());
            }
            if (System.nanoTime() > end) {
                throw new IOException("The local cloud takes too long to start: " + lastLine());
            }
            Thread.sleep(PAUSE);
        }
    }

    private String lastLine() throws IOException {
        List<String> lines =
                Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "it said nothing." : lines.getLast().strip();
    }
}
