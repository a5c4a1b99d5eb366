package com.eszoppping.recommendations.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts functions as Lambda does: a new process of the runtime, with the runtime interface client's jars as its class path and
 * the function's unpacked zip as its task root.
 *
 * @param runtime the folder with the runtime's jars
 * @param nativeClient the runtime interface client's native part, which else each process would unpack to the same place
 * @param core words before the command that keep the process on one core; empty where that is not possible
 * @param table where the table is
 * @param itemKey the item that functions read which read one
 */
record FunctionProcess(Path runtime, Path nativeClient, List<String> core, URI table, String itemKey) {
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.";
    private static final String ANY = "local";
    private static final int MEMORY_MB = 1_769;
    /** What the JVM takes of that memory by itself, at first and at most, so that this machine's memory doesn't matter. */
    private static final List<String> HEAP = List.of("-Xms28m", "-Xmx1326m");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SNAPSHOT_AGE = Duration.ofMillis(1_200);

    /**
     * Starts a process, has it answer one request and ends it.
     *
     * @param folder where the zip was unpacked
     * @throws IllegalStateException if it fails, with what it printed
     */
    Start start(MeasuredFunction function, Path folder, byte[] request) throws IOException, InterruptedException {
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        try (RuntimeApi api = RuntimeApi.start(request, SNAPSHOT_AGE)) {
            ProcessBuilder builder = new ProcessBuilder(command(function))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(function, folder, api.address()));
            long begin = System.nanoTime();
            Process process = builder.start();
            try {
                RuntimeApi.Answered answered = api.answered(PATIENCE);
                Duration computing = process.info().totalCpuDuration().orElse(Duration.ZERO);
                long from = function.snapStart() ? api.restored() : begin;
                return new Start(
                        Duration.ofNanos(answered.nanos() - from), computing, answered.text(), Files.readString(log));
            } catch (IllegalStateException e) {
                throw new IllegalStateException(
                        function.name() + ": " + e.getMessage() + " It printed: " + Files.readString(log), e);
            } finally {
                process.destroyForcibly();
                process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private List<String> command(MeasuredFunction function) {
        List<String> command = new ArrayList<>(core);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(HEAP);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-D" + CLIENT + "runtimeapi.NativeClient.JNI=" + nativeClient);
        command.addAll(function.options());
        command.addAll(List.of("-cp", runtime + File.separator + "*", CLIENT + "AWSLambda", function.handler()));
        return command;
    }

    private Map<String, String> environment(MeasuredFunction function, Path folder, String runtimeApi) {
        return Map.ofEntries(
                Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", function.snapStart() ? "snap-start" : "on-demand"),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", "measured"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(MEMORY_MB)),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/measured"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "measured"),
                Map.entry("AWS_LAMBDA_LOG_FORMAT", "JSON"),
                Map.entry("LAMBDA_TASK_ROOT", folder.toString()),
                Map.entry("_HANDLER", function.handler()),
                Map.entry("AWS_REGION", "eu-central-1"),
                Map.entry("AWS_ACCESS_KEY_ID", ANY),
                Map.entry("AWS_SECRET_ACCESS_KEY", ANY),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", table.toString()),
                Map.entry("TABLE_NAME", ANY),
                Map.entry("ITEM_ID", itemKey),
                Map.entry("VISITOR_SALT", ANY),
                Map.entry("LANG", "C.UTF-8"),
                Map.entry("TZ", "UTC"),
                Map.entry("PATH", System.getenv("PATH")));
    }

    /**
     * One start.
     *
     * @param time from the start of the process, or from its restore, to the answer
     * @param computing how long the process computed, from its start on; less than time on a busy machine
     * @param answer for API Gateway
     * @param printed what the process wrote to its log
     */
    record Start(Duration time, Duration computing, String answer, String printed) {}
}
