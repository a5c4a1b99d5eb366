package com.eszoppping.recommendations.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A proxy between the real adapters and a real server of S3 or DynamoDB, on which faults happen by a schedule. The
 * adapters' own time-outs, retries and checksums have to deal with them.
 */
final class FaultyWire implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "X-Amz-Target";
    private static final int LONGEST_LATENCY_MILLIS = 150;
    private static final int NO_BODY = -1;
    private static final List<String> REQUEST_ID = List.of("a-fault");

    /** Set by the connection itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "date", "expect", "host", "server", "transfer-encoding", "upgrade");

    private final URI behind;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, AtomicLong> requests = new ConcurrentHashMap<>();
    private final Map<Fault, AtomicLong> happened = new ConcurrentHashMap<>();
    private final Phaser underWay = new Phaser(1);
    private volatile FaultSchedule schedule = FaultSchedule.none();
    private volatile Consumer<String> before = operation -> {};

    private FaultyWire(URI behind) throws IOException {
        this.behind = behind;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts, on a free port and without faults. */
    static FaultyWire to(URI server) throws IOException {
        return new FaultyWire(server);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on these faults happen; requests are counted anew. */
    void follow(FaultSchedule next) {
        requests.clear();
        schedule = next;
    }

    /** Something that happens before each request is answered, which hears the operation, such as {@code GET sessions}. */
    void before(Consumer<String> something) {
        before = something;
    }

    /** Waits until each request that came is answered, also those whose client is gone. */
    void awaitQuiet() {
        underWay.arriveAndAwaitAdvance();
    }

    /** How many faults happened since this was asked last, by their kinds. */
    Map<Fault, Long> takeHappened() {
        Map<Fault, Long> taken = new EnumMap<>(Fault.class);
        happened.forEach((fault, times) -> taken.put(fault, times.getAndSet(0)));
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        underWay.register();
        try (exchange) {
            String operation = operation(exchange);
            byte[] body = exchange.getRequestBody().readAllBytes();
            before.accept(operation);
            long number = requests.computeIfAbsent(operation, unseen -> new AtomicLong())
                    .getAndIncrement();
            Optional<FaultSchedule.Drawn> drawn =
                    schedule.of(operation, number).filter(fault -> canHappen(fault.fault(), operation));
            drawn.ifPresent(fault -> happened.computeIfAbsent(fault.fault(), unseen -> new AtomicLong())
                    .incrementAndGet());
            if (drawn.isEmpty()) {
                send(exchange, forward(exchange, body));
            } else {
                misfortune(exchange, body, operation, drawn.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    /** Such as {@code BatchWriteItem}, or {@code GET sessions} of a bucket. */
    private static String operation(HttpExchange exchange) {
        String target = exchange.getRequestHeaders().getFirst(TARGET);
        if (target != null) {
            return target.substring(target.indexOf('.') + 1);
        }
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        return exchange.getRequestMethod() + " " + (path.length > 2 ? path[2] : "");
    }

    /** Lists have no checksum, and only batches have parts. */
    private static boolean canHappen(Fault fault, String operation) {
        return switch (fault) {
            case PARTIAL -> operation.contains("Batch");
            case DAMAGED -> operation.endsWith("Item") || (operation.startsWith("GET ") && operation.length() > 4);
            case LATENCY, RESET, LOST_ANSWER, TRUNCATED, ERROR_500, ERROR_503, THROTTLED -> true;
        };
    }

    private void misfortune(HttpExchange exchange, byte[] body, String operation, FaultSchedule.Drawn drawn)
            throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(drawn.random());
        switch (drawn.fault()) {
            case LATENCY -> {
                Thread.sleep(random.nextLong(LONGEST_LATENCY_MILLIS));
                send(exchange, forward(exchange, body));
            }
            case RESET -> {}
            case LOST_ANSWER -> forward(exchange, body);
            case TRUNCATED -> {
                Reply reply = forward(exchange, body);
                sendPart(exchange, reply, reply.body().length / 2);
            }
            case ERROR_500 -> send(exchange, refusal(operation, 500, "InternalServerError", "InternalError"));
            case ERROR_503 -> send(exchange, refusal(operation, 503, "ServiceUnavailableException", "SlowDown"));
            case THROTTLED ->
                send(
                        exchange,
                        isJson(operation)
                                ? refusal(operation, 400, "ThrottlingException", "")
                                : refusal(operation, 503, "", "SlowDown"));
            case PARTIAL ->
                send(
                        exchange,
                        operation.equals("PutRecordBatch")
                                ? someRecords(exchange, body, random)
                                : partOf(exchange, body, operation, random));
            case DAMAGED -> {
                Reply reply = forward(exchange, body);
                if (reply.body().length > 0) {
                    reply.body()[random.nextInt(reply.body().length)] ^= 1;
                }
                send(exchange, reply);
            }
        }
    }

    private static boolean isJson(String operation) {
        return !operation.contains(" ");
    }

    private static Reply refusal(String operation, int status, String ofJson, String ofXml) {
        return isJson(operation)
                ? new Reply(
                        status,
                        Map.of("content-type", List.of("application/x-amz-json-1.0"), "x-amzn-requestid", REQUEST_ID),
                        ("{\"__type\":\"com.amazonaws#" + ofJson + "\",\"message\":\"a fault of the test\"}")
                                .getBytes(UTF_8))
                : new Reply(
                        status,
                        Map.of("content-type", List.of("application/xml"), "x-amz-request-id", REQUEST_ID),
                        ("<Error><Code>" + ofXml + "</Code><Message>a fault of the test</Message></Error>")
                                .getBytes(UTF_8));
    }

    private record Reply(int status, Map<String, List<String>> headers, byte[] body) {}

    private Reply forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        behind.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!isOwn(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Map<String, List<String>> headers = response.headers().map().entrySet().stream()
                .filter(header -> !isOwn(header.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
        return new Reply(response.statusCode(), headers, response.body());
    }

    private static boolean isOwn(String header) {
        return header.startsWith(":") || OWN_HEADERS.stream().anyMatch(header::equalsIgnoreCase);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        sendPart(exchange, reply, reply.body().length);
    }

    private static void sendPart(HttpExchange exchange, Reply reply, int bytes) throws IOException {
        reply.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        boolean isEmpty =
                reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), isEmpty ? NO_BODY : reply.body().length);
        if (!isEmpty) {
            exchange.getResponseBody().write(reply.body(), 0, bytes);
            exchange.getResponseBody().flush();
        }
    }

    /** Forwards some entries of a batch, perhaps none, and answers as the server does that put off the others. */
    private Reply partOf(HttpExchange exchange, byte[] body, String operation, SplittableRandom random)
            throws IOException, InterruptedException {
        ObjectNode request = (ObjectNode) JSON.readTree(body);
        boolean writes = operation.equals("BatchWriteItem");
        ObjectNode putOff = JSON.createObjectNode();
        ObjectNode tables = (ObjectNode) request.path("RequestItems");
        for (Map.Entry<String, JsonNode> table : List.copyOf(tables.properties())) {
            ArrayNode entries =
                    (ArrayNode) (writes ? table.getValue() : table.getValue().path("Keys"));
            ArrayNode later = JSON.createArrayNode();
            for (int place = entries.size() - 1; place >= 0; place--) {
                if (random.nextBoolean()) {
                    later.add(entries.remove(place));
                }
            }
            if (!later.isEmpty()) {
                JsonNode rest = writes ? later : ((ObjectNode) table.getValue().deepCopy()).set("Keys", later);
                putOff.set(table.getKey(), rest);
            }
            if (entries.isEmpty()) {
                tables.remove(table.getKey());
            }
        }
        ObjectNode done = JSON.createObjectNode();
        if (tables.isEmpty()) {
            done.putObject("Responses");
        } else {
            Reply reply = forward(exchange, JSON.writeValueAsBytes(request));
            if (reply.status() != 200) {
                return reply;
            }
            done = (ObjectNode) JSON.readTree(reply.body());
        }
        done.set(writes ? "UnprocessedItems" : "UnprocessedKeys", putOff);
        return json(done);
    }

    /** Forwards some records, perhaps none, and answers as a delivery stream does that did not take the others. */
    private Reply someRecords(HttpExchange exchange, byte[] body, SplittableRandom random)
            throws IOException, InterruptedException {
        ObjectNode request = (ObjectNode) JSON.readTree(body);
        ArrayNode taken = JSON.createArrayNode();
        ArrayNode answers = JSON.createArrayNode();
        for (JsonNode one : request.path("Records")) {
            if (random.nextBoolean()) {
                taken.add(one);
                answers.addObject().put("RecordId", "r-" + taken.size());
            } else {
                answers.addObject().put("ErrorCode", "ServiceUnavailableException");
            }
        }
        request.set("Records", taken);
        if (!taken.isEmpty()) {
            Reply reply = forward(exchange, JSON.writeValueAsBytes(request));
            if (reply.status() != 200) {
                return reply;
            }
        }
        ObjectNode answer = JSON.createObjectNode().put("FailedPutCount", answers.size() - taken.size());
        answer.set("RequestResponses", answers);
        return json(answer);
    }

    private static Reply json(JsonNode body) {
        try {
            return new Reply(
                    200, Map.of("content-type", List.of("application/x-amz-json-1.0")), JSON.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
