package com.eszoppping.recommendations.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moto server of the test's own, on a free port, in memory. */
final class MotoServer implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Running on (http://\\S+)");
    private static final int LINES_TO_QUOTE = 10;

    private final Process process;
    private final URI endpoint;

    private MotoServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts it, or skips the test where there is no Python; in CI it must start. */
    static MotoServer start() throws IOException {
        if (!onPath("python3") && System.getenv("CI") == null) {
            abort("SKIPPED: S3Bucket is tested against moto's S3 server, which needs python3, and there is none.");
        }
        Process process = new ProcessBuilder(launcher().toString(), "-H", "127.0.0.1", "-p", "0")
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(UTF_8);
        Deque<String> lastLines = new ArrayDeque<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                drain(output);
                return new MotoServer(process, URI.create(address.group(1)));
            }
            lastLines.addLast(line);
            if (lastLines.size() > LINES_TO_QUOTE) {
                lastLines.removeFirst();
            }
        }
        throw new IOException("moto's server did not start:\n" + String.join("\n", lastLines));
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /** The server writes a line for each request; unread, they would fill the pipe and stop it. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "moto-output");
        reader.setDaemon(true);
        reader.start();
    }

    private static boolean onPath(String program) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Path launcher() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("infra/build/moto-server"))) {
            folder = folder.getParent();
        }
        return folder.resolve("infra/build/moto-server");
    }
}
