package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.store.Value;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An item's fields as JSON, so that a person can read the file with any SQLite tool. */
public final class JsonFields {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonFields() {}

    static String write(Map<String, Value> fields) {
        return node(fields).toString();
    }

    /** Fields as a JSON object. */
    public static ObjectNode node(Map<String, Value> fields) {
        ObjectNode object = NODES.objectNode();
        fields.forEach((name, value) -> object.set(name, node(value)));
        return object;
    }

    private static JsonNode node(Value value) {
        return switch (value) {
            case Value.Text text -> NODES.textNode(text.value());
            case Value.Whole number -> NODES.numberNode(number.value());
            case Value.Real number -> NODES.numberNode(number.value());
            case Value.Flag flag -> NODES.booleanNode(flag.value());
            case Value.Fields fields -> node(fields.values());
            case Value.Sequence sequence -> {
                ArrayNode array = NODES.arrayNode();
                sequence.values().forEach(inner -> array.add(node(inner)));
                yield array;
            }
        };
    }

    static Map<String, Value> read(String json) {
        try {
            return fields(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An item of the table is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Fields of a JSON object.
     *
     * @throws IllegalStateException if it has what no field can hold
     */
    public static Map<String, Value> fields(JsonNode object) {
        Map<String, Value> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
        return fields;
    }

    private static Value value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> new Value.Text(node.textValue());
            case BOOLEAN -> new Value.Flag(node.booleanValue());
            case NUMBER ->
                node.isIntegralNumber() ? new Value.Whole(node.longValue()) : new Value.Real(node.doubleValue());
            case OBJECT -> new Value.Fields(fields(node));
            case ARRAY -> {
                List<Value> values = new ArrayList<>();
                node.forEach(inner -> values.add(value(inner)));
                yield new Value.Sequence(values);
            }
            default ->
                throw new IllegalStateException("An item of the table has " + node + ", which no field can hold.");
        };
    }
}
