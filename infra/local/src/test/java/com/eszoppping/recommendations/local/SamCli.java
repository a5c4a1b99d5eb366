package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.architecture.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * AWS's own SAM CLI with a container engine, brought up if need be.
 *
 * @param environment with which it finds the engine and its images
 * @param output where the CLI's processes write what they say
 */
record SamCli(Map<String, String> environment, Path output) {
    private static final int NONE_HERE = 3;
    private static final String SCRIPT =
            Repository.file("infra/build/sam-local").toString();
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Absent if there is no engine or no CLI, and none can be brought up; this has been said then. */
    static Optional<SamCli> find(Path output) throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        "bash", "-c", "lines=$(\"$0\") || exit; eval \"$lines\"; exec env -0", SCRIPT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String variables = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = script.waitFor();
        if (exit == NONE_HERE) {
            return Optional.empty();
        }
        if (exit != 0) {
            throw new IllegalStateException(SCRIPT + " ended with exit code " + exit + ".");
        }
        return Optional.of(new SamCli(
                Arrays.stream(variables.split("\0"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])),
                output));
    }

    /** Runs a command in the project's folder; what it printed. It must end with 0, which says little: see the callers. */
    String run(String... arguments) throws IOException, InterruptedException {
        Path errors = Files.createTempFile(output, "sam-", ".log");
        Process process = process(errors, arguments).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("sam " + String.join(" ", arguments) + " failed: " + Files.readString(errors));
        }
        return printed;
    }

    /** Starts a command that serves, and returns when anything answers at the port. */
    Process serve(int port, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--port", String.valueOf(port)));
        Path log = Files.createTempFile(output, "sam-", ".log");
        Process process = process(log, all.toArray(String[]::new))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroy();
                throw new AssertionError("sam " + all + " does not start: " + Files.readString(log));
            }
            Thread.sleep(PAUSE);
        }
        return process;
    }

    private static boolean answers(int port) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                            .build(),
                    BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A command that may call the CLI, to be run in the project's folder. */
    ProcessBuilder command(String... command) {
        // Java itself would look for the CLI on the path of this process.
        List<String> withPath = new ArrayList<>(List.of("env"));
        withPath.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(withPath).directory(Repository.file("").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private ProcessBuilder process(Path errors, String... arguments) {
        String[] command = Stream.concat(Stream.of("sam"), Stream.of(arguments)).toArray(String[]::new);
        return command(command).redirectError(errors.toFile());
    }
}
