package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.store.Item;
import com.eszoppping.recommendations.store.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A table over HTTP in DynamoDB's words that counts what is written to it, answers as from far away, and takes no more write units
 * a second than it is told to; what is too much it puts off, as DynamoDB does. It keeps only what is written on its own
 * ({@code PutItem}), without looking at conditions.
 */
final class WriteEndpoint implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS_PER_SECOND = 1e9;

    /** What a table saves up of what it was not asked for. */
    private static final double BURST_SECONDS = 0.1;

    private final Duration latency;
    private final double unitsPerSecond;
    private final LoopbackServer server;
    private final Map<String, JsonNode> single = new ConcurrentHashMap<>();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final AtomicLong units = new AtomicLong();
    private final AtomicLong putOff = new AtomicLong();
    private double saved;
    private long filledAt = System.nanoTime();

    private WriteEndpoint(Duration latency, double unitsPerSecond) throws IOException {
        this.latency = latency;
        this.unitsPerSecond = unitsPerSecond;
        this.server = new LoopbackServer("/", this::answer);
    }

    /**
     * Starts to answer on a free port.
     *
     * @param latency of each answer
     * @param unitsPerSecond its capacity; infinite for as much as there is time for
     */
    static WriteEndpoint start(Duration latency, double unitsPerSecond) throws IOException {
        return new WriteEndpoint(latency, unitsPerSecond);
    }

    URI uri() {
        return server.uri();
    }

    /** How many different items were written in batches. */
    int items() {
        return written.size();
    }

    /** How many write units were taken in batches. */
    long units() {
        return units.get();
    }

    /** How many items were put off; one that was put off twice counts twice. */
    long putOff() {
        return putOff.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            LockSupport.parkNanos(latency.toNanos());
            String operation = LoopbackServer.operation(exchange);
            byte[] answer = JSON.writeValueAsBytes(
                    switch (operation) {
                        case "DynamoDB_20120810.BatchWriteItem" -> writeBatch(request.path("RequestItems"));
                        case "DynamoDB_20120810.PutItem" -> put(request.path("Item"));
                        case "DynamoDB_20120810.GetItem" -> get(request.path("Key"));
                        default ->
                            throw new IOException("This endpoint only publishes, but this is " + operation + ".");
                    });
            LoopbackServer.answer(exchange, answer);
        }
    }

    private ObjectNode put(JsonNode item) {
        single.put(key(item), item);
        return JSON.createObjectNode();
    }

    private ObjectNode get(JsonNode key) {
        ObjectNode answer = JSON.createObjectNode();
        JsonNode item = single.get(key(key));
        return item == null ? answer : answer.set("Item", item);
    }

    private ObjectNode writeBatch(JsonNode tables) {
        Map.Entry<String, JsonNode> table = tables.properties().iterator().next();
        ArrayNode unprocessed = JSON.createArrayNode();
        for (JsonNode request : table.getValue()) {
            JsonNode item = request.path("PutRequest").path("Item");
            if (take(item(item).writeUnits())) {
                written.add(key(item));
            } else {
                putOff.incrementAndGet();
                unprocessed.add(request);
            }
        }
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode rest = answer.putObject("UnprocessedItems");
        if (!unprocessed.isEmpty()) {
            rest.set(table.getKey(), unprocessed);
        }
        return answer;
    }

    private synchronized boolean take(int itemUnits) {
        long now = System.nanoTime();
        if (Double.isFinite(unitsPerSecond)) {
            double since = (now - filledAt) / NANOS_PER_SECOND;
            saved = Math.min(unitsPerSecond * BURST_SECONDS, saved + since * unitsPerSecond);
            filledAt = now;
            if (saved <= 0) {
                return false;
            }
            // A large item may be more than what is saved; the next ones wait for it.
            saved -= itemUnits;
        }
        units.addAndGet(itemUnits);
        return true;
    }

    private static String key(JsonNode item) {
        return item.path("id").path("S").asText();
    }

    private static Item item(JsonNode attributes) {
        Map<String, Value> fields = fields(attributes);
        fields.remove("id");
        Value expiresAt = fields.remove("expiresAt");
        fields.remove("revision");
        return new Item(
                key(attributes),
                fields,
                Optional.ofNullable(expiresAt).map(time -> Instant.ofEpochSecond(((Value.Whole) time).value())),
                0);
    }

    private static Map<String, Value> fields(JsonNode attributes) {
        Map<String, Value> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            fields.put(attribute.getKey(), value(attribute.getValue()));
        }
        return fields;
    }

    private static Value value(JsonNode attribute) {
        Map.Entry<String, JsonNode> typed = attribute.properties().iterator().next();
        JsonNode value = typed.getValue();
        return switch (typed.getKey()) {
            case "S" -> new Value.Text(value.textValue());
            case "N" -> number(value.textValue());
            case "BOOL" -> new Value.Flag(value.booleanValue());
            case "M" -> new Value.Fields(fields(value));
            case "L" -> {
                List<Value> values = new ArrayList<>(value.size());
                value.forEach(element -> values.add(value(element)));
                yield new Value.Sequence(values);
            }
            default -> throw new IllegalArgumentException("No field here is of the type " + typed.getKey() + ".");
        };
    }

    private static Value number(String digits) {
        return digits.indexOf('.') < 0 && digits.indexOf('E') < 0
                ? new Value.Whole(Long.parseLong(digits))
                : new Value.Real(Double.parseDouble(digits));
    }
}
