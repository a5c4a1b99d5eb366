package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.store.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * How long it takes from the start of a new process of Lambda's Java runtime until ApiFunction has answered its first request,
 * beside a function as one writes it first and beside the limit; and from the restore of a snapshot, with priming and without.
 * Each start is a new process of the real runtime interface client, in turn, so that noise hits all alike; the Runtime API and
 * the table are in this process.
 */
public final class ColdStartBench {
    /** The JVM's options of functions that are restored from snapshots, as the template has them. */
    public static final List<String> SNAPSHOT_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+DisableExplicitGC");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final Path home;
    private final Table table;
    private final byte[] request;
    private final String itemKey;
    private final List<String> core = OneCore.words();

    private ColdStartBench(Path home, Table table, byte[] request, String itemKey) {
        this.home = home;
        this.table = table;
        this.request = request;
        this.itemKey = itemKey;
    }

    /**
     * @param home the project's folder, built
     * @param logs where the request is taken from: a known user in the middle of a session
     * @param table the versions that are served
     * @throws IllegalArgumentException if no request of the logs reads anything
     */
    public static ColdStartBench of(Path home, Bucket logs, Table table) throws IOException {
        ObservedTable observed = new ObservedTable(table);
        ApiFunction handler = ApiBench.handler(observed);
        List<byte[]> requests = RequestMix.of(logs);
        for (byte[] request : requests) {
            ApiBench.answer(handler, request); // the lists are in memory then
            observed.begin();
            ApiBench.answer(handler, request);
            if (!observed.keys().isEmpty()) {
                return new ColdStartBench(home, table, request, observed.keys().getFirst());
            }
        }
        throw new IllegalArgumentException("No request of the log reads the table, so there is nothing to ask.");
    }

    /** Whether each process is kept on one core, as a function with 1,769 MB has. */
    public boolean onOneCore() {
        return !core.isEmpty();
    }

    /**
     * Starts each function once in each round, and once before that is not counted, so that all files are in the page cache.
     *
     * @param progress hears the number of each round, 0 for the one that is not counted
     * @throws IllegalStateException if a function does not answer as it should
     */
    public List<Starts> run(int rounds, IntConsumer progress) throws IOException, InterruptedException {
        Map<MeasuredFunction, List<FunctionProcess.Start>> all = new LinkedHashMap<>();
        try (UnpackedZips zips = UnpackedZips.of(home, MeasuredFunction.ALL);
                ReadEndpoint endpoint = ReadEndpoint.start(table)) {
            FunctionProcess process = new FunctionProcess(
                    home.resolve("infra/coldstart/target/runtime"), zips.nativeClient(), core, endpoint.uri(), itemKey);
            for (int round = 0; round <= rounds; round++) {
                progress.accept(round);
                for (MeasuredFunction function : MeasuredFunction.ALL) {
                    FunctionProcess.Start start = process.start(function, zips.folder(function), request);
                    check(function, start);
                    if (round > 0) {
                        all.computeIfAbsent(function, first -> new ArrayList<>())
                                .add(start);
                    }
                }
            }
        }
        List<Starts> starts = new ArrayList<>();
        for (Map.Entry<MeasuredFunction, List<FunctionProcess.Start>> measured : all.entrySet()) {
            starts.add(new Starts(
                    measured.getKey().name(),
                    Files.size(home.resolve(measured.getKey().zip())),
                    measured.getValue().stream()
                            .map(FunctionProcess.Start::time)
                            .toList(),
                    measured.getValue().stream()
                            .map(FunctionProcess.Start::computing)
                            .toList()));
        }
        return starts;
    }

    /** What fails fast must not win, nor what notes that it served nobody. */
    private void check(MeasuredFunction function, FunctionProcess.Start start) throws IOException {
        JsonNode answer = JSON.readTree(start.answer());
        String body = answer.path("body").asText();
        boolean right = function.zip().equals(MeasuredFunction.API_ZIP)
                ? !JSON.readTree(body).path("items").isEmpty() && exposures(start.printed()) == 1
                : body.contains(itemKey);
        if (answer.path("statusCode").asInt() != OK || !right) {
            throw new IllegalStateException(
                    function.name() + " answered " + start.answer() + " It printed: " + start.printed());
        }
    }

    private static long exposures(String log) {
        return log.lines()
                .filter(line -> line.contains("\"type\":\"exposure\""))
                .count();
    }

    /**
     * The starts of one function.
     *
     * @param function its name
     * @param zipBytes the size of what is deployed
     * @param times from the start of each process, or its restore, to its answer
     * @param computing how long each process computed, from its start on
     */
    public record Starts(String function, long zipBytes, List<Duration> times, List<Duration> computing) {
        public Starts {
            times = times.stream().sorted().toList();
            computing = computing.stream().sorted().toList();
        }

        /** A time that a share of the starts, in percent, did not exceed; the 50th percentile is the median. */
        public Duration percentile(int percent) {
            return times.get(place(percent));
        }

        /** The median of what the processes computed: on a machine with other work a better witness than time. */
        public Duration medianOfComputing() {
            return computing.get(place(50));
        }

        private int place(int percent) {
            return (int) Math.max(0, Math.ceil(times.size() * percent / 100.0) - 1);
        }
    }
}
