package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.store.Item;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.Value;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A table over HTTP in DynamoDB's words {@code GetItem} and {@code BatchGetItem}, so that the AWS client can be measured on a
 * machine that has no DynamoDB. What was read once is kept as the bytes that are sent: the server's own time shall be as small
 * as can be, because it stands on both sides of a comparison.
 */
final class ReadEndpoint implements AutoCloseable {
    private static final String BATCH_GET_ITEM = "DynamoDB_20120810.BatchGetItem";
    private static final String GET_ITEM = "DynamoDB_20120810.GetItem";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory WRITING = new JsonFactory();

    private final Table table;
    private final LoopbackServer server;
    private final Map<String, Optional<byte[]>> items = new ConcurrentHashMap<>();

    private ReadEndpoint(Table table) throws IOException {
        this.table = table;
        this.server = new LoopbackServer("/", this::answer);
    }

    /** Starts to answer on a free port. */
    static ReadEndpoint start(Table table) throws IOException {
        return new ReadEndpoint(table);
    }

    URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            String operation = LoopbackServer.operation(exchange);
            byte[] answer = switch (operation) {
                case GET_ITEM -> one(request);
                case BATCH_GET_ITEM -> several(request);
                default -> throw new IOException("This endpoint only reads, but this is " + operation + ".");
            };
            LoopbackServer.answer(exchange, answer);
        }
    }

    private byte[] one(JsonNode request) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        write(answer, "{");
        item(request.path("Key")).ifPresent(item -> {
            write(answer, "\"Item\":");
            answer.writeBytes(item);
        });
        write(answer, "}");
        return answer.toByteArray();
    }

    private byte[] several(JsonNode request) {
        Map.Entry<String, JsonNode> asked =
                request.path("RequestItems").properties().iterator().next();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        write(answer, "{\"Responses\":{\"" + asked.getKey() + "\":[");
        String separator = "";
        for (Iterator<JsonNode> keys = asked.getValue().path("Keys").elements(); keys.hasNext(); ) {
            Optional<byte[]> item = item(keys.next());
            if (item.isPresent()) {
                write(answer, separator);
                answer.writeBytes(item.get());
                separator = ",";
            }
        }
        write(answer, "]},\"UnprocessedKeys\":{}}");
        return answer.toByteArray();
    }

    private static void write(ByteArrayOutputStream answer, String ascii) {
        answer.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private Optional<byte[]> item(JsonNode key) {
        return items.computeIfAbsent(
                key.path("id").path("S").asText(), id -> table.readLatest(id).map(ReadEndpoint::encoded));
    }

    private static byte[] encoded(Item item) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = WRITING.createGenerator(bytes)) {
            json.writeStartObject();
            writeField(json, "id", new Value.Text(item.key()));
            if (item.expiresAt().isPresent()) {
                writeField(
                        json,
                        "expiresAt",
                        new Value.Whole(item.expiresAt().get().getEpochSecond()));
            }
            if (item.revision() > 0) {
                writeField(json, "revision", new Value.Whole(item.revision()));
            }
            writeFields(json, item.fields());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Nothing can fail in memory.", e);
        }
        return bytes.toByteArray();
    }

    private static void writeFields(JsonGenerator json, Map<String, Value> fields) throws IOException {
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            writeField(json, field.getKey(), field.getValue());
        }
    }

    private static void writeField(JsonGenerator json, String name, Value value) throws IOException {
        json.writeFieldName(name);
        write(json, value);
    }

    private static void write(JsonGenerator json, Value value) throws IOException {
        json.writeStartObject();
        switch (value) {
            case Value.Text text -> json.writeStringField("S", text.value());
            case Value.Whole number -> json.writeStringField("N", Long.toString(number.value()));
            case Value.Real number -> json.writeStringField("N", Double.toString(number.value()));
            case Value.Flag flag -> json.writeBooleanField("BOOL", flag.value());
            case Value.Fields fields -> {
                json.writeObjectFieldStart("M");
                writeFields(json, fields.values());
                json.writeEndObject();
            }
            case Value.Sequence sequence -> {
                json.writeArrayFieldStart("L");
                for (Value inner : sequence.values()) {
                    write(json, inner);
                }
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }
}
