package com.eszoppping.recommendations.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eszoppping.recommendations.bucket.Bucket;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The whole local stack, {@code ./recs serve} in a process of its own, under as many requests as some clients can send: how many
 * and how fast, beside a server that does nothing, and whether what the process holds stays the same.
 *
 * @param store the folder with the version that is served; what the frontend reports is written there
 * @param clients how many send at once, each waiting for its answer
 */
public record SoakBench(Path store, int clients) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of so many requests of a soak one is of each other kind. */
    private static final int OTHERS = 20;

    /**
     * What was measured in some seconds.
     *
     * @param nanos how long requests took
     * @param failed how many were answered otherwise than they should be
     */
    public record Part(Histogram nanos, long failed, Duration length) {
        /** Answers in a second. */
        public double perSecond() {
            return nanos.getTotalCount() / (length.toNanos() / 1e9);
        }
    }

    /** What a process holds. */
    public record Held(long residentBytes, long descriptors, long threads) {}

    /** A part of the soak, and what the process held at its end. */
    public record Sample(Part part, Held held) {}

    /**
     * All that was measured.
     *
     * @param bare a server that does nothing
     * @param lists the same clients asking the local stack for lists
     * @param soak the same with product pages, searches and reported events between, in equal parts of time
     */
    public record Result(Part bare, Part lists, List<Sample> soak) {}

    /** Whether the system says what a process holds. */
    public static boolean isPossible() {
        return Files.exists(Path.of("/proc/self/fd"));
    }

    /**
     * Measures.
     *
     * @param logs where the requests are taken from
     * @param each how long the bare server and the lists are measured, after the same time of warming up
     * @param parts how many parts the soak has
     * @param part how long each of them is
     */
    public Result run(Bucket logs, Duration each, int parts, Duration part) throws IOException, InterruptedException {
        List<String> lists = targets(logs);
        Part bare;
        try (Served server = Served.bare(store)) {
            measure(server, lists(lists), each);
            bare = measure(server, lists(lists), each);
        }
        try (Served server = Served.stack(store)) {
            measure(server, lists(lists), each);
            Part ofLists = measure(server, lists(lists), each);
            List<Sample> soak = new ArrayList<>();
            for (int i = 0; i < parts; i++) {
                soak.add(new Sample(measure(server, mixed(lists), part), server.held()));
            }
            return new Result(bare, ofLists, soak);
        }
    }

    private static List<String> targets(Bucket logs) throws IOException {
        List<String> targets = new ArrayList<>();
        for (byte[] event : RequestMix.of(logs)) {
            JsonNode query = JSON.readTree(event).path("queryStringParameters");
            targets.add(query.properties().stream()
                    .map(parameter -> parameter.getKey() + "="
                            + URLEncoder.encode(parameter.getValue().asText(), UTF_8))
                    .collect(Collectors.joining("&", "/recommendations?", "")));
        }
        return targets;
    }

    private static IntFunction<Sent> lists(List<String> targets) {
        return number -> Sent.get(targets.get(number % targets.size()));
    }

    private static IntFunction<Sent> mixed(List<String> targets) {
        return number -> switch (number % OTHERS) {
            case 0 -> Sent.get("/products/1004/recommendations?limit=5&expand=product&explain=true");
            case 1 -> Sent.get("/products?q=gra&limit=20");
            case 2 -> Sent.get("/categories");
            case 3 ->
                new Sent(
                        "/events",
                        "{\"events\":[{\"type\":\"view\",\"productId\":\"1004\",\"sessionId\":\"soak-" + number
                                + "\"}]}");
            default -> Sent.get(targets.get(number % targets.size()));
        };
    }

    /** A request: with a body it is a POST, of what a visitor did. */
    private record Sent(String target, String body) {
        static Sent get(String target) {
            return new Sent(target, "");
        }

        HttpRequest to(URI server) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(server + target)).timeout(PATIENCE);
            return body.isEmpty()
                    ? request.build()
                    : request.header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build();
        }
    }

    private Part measure(Served server, IntFunction<Sent> requests, Duration length) throws InterruptedException {
        Histogram nanos = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
        AtomicLong failed = new AtomicLong();
        AtomicLong number = new AtomicLong();
        long begin = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                threads.execute(() -> {
                    while (System.nanoTime() - begin < length.toNanos()) {
                        Sent sent = requests.apply((int) (number.getAndIncrement() % Integer.MAX_VALUE));
                        long start = System.nanoTime();
                        if (!isAnswered(client, sent.to(server.uri()))) {
                            failed.incrementAndGet();
                        }
                        nanos.recordValue(System.nanoTime() - start);
                    }
                });
            }
        }
        return new Part(nanos, failed.get(), Duration.ofNanos(System.nanoTime() - begin));
    }

    private static boolean isAnswered(HttpClient client, HttpRequest request) {
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == OK || status == ACCEPTED;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A server in a process of its own. */
    private record Served(Process process, URI uri) implements AutoCloseable {
        static Served bare(Path store) throws IOException {
            return started(store, BareServer.class.getName());
        }

        /** It prints its address when it answers. */
        static Served stack(Path store) throws IOException {
            return started(
                    store,
                    "com.eszoppping.recommendations.commands.Recs",
                    "serve",
                    "--store",
                    store.toString(),
                    "--port",
                    "0");
        }

        /** The first address that it prints is where it listens. */
        private static Served started(Path store, String... main) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path")));
            command.addAll(List.of(main));
            Process process = new ProcessBuilder(command)
                    .redirectError(log(store).toFile())
                    .start();
            BufferedReader said = process.inputReader(UTF_8);
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                int address = line.indexOf("http://");
                if (address >= 0) {
                    return new Served(
                            process, URI.create(line.substring(address).split("[ ,]", 2)[0]));
                }
            }
            throw new IllegalStateException(main[0] + " said no address; it wrote to " + log(store) + ".");
        }

        private static Path log(Path store) {
            return store.resolve("soak.log");
        }

        Held held() {
            Path about = Path.of("/proc", Long.toString(process.pid()));
            try (Stream<Path> descriptors = Files.list(about.resolve("fd"))) {
                Map<String, String> status = Files.readAllLines(about.resolve("status")).stream()
                        .map(line -> line.split(":\\s*", 2))
                        .collect(Collectors.toMap(line -> line[0], line -> line[1]));
                return new Held(
                        1024 * Long.parseLong(status.get("VmRSS").replaceAll("\\D", "")),
                        descriptors.count(),
                        Long.parseLong(status.get("Threads")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
