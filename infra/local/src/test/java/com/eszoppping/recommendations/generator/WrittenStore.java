package com.eszoppping.recommendations.generator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A store as it lies on the disk, read without any of the generator's code. */
record WrittenStore(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Product(long id, String name, String category, double price, Optional<Double> rating) {
        String department() {
            return category.substring(0, category.indexOf(';'));
        }
    }

    /** A line of the log; user, purchase and visitor are null where the line says so. */
    record Event(
            long session,
            LocalDateTime time,
            Long user,
            long product,
            String type,
            int discount,
            Long purchase,
            String visitor) {
        boolean isView() {
            return type.equals("VIEW_PRODUCT");
        }

        boolean isPurchase() {
            return type.equals("BUY_PRODUCT");
        }

        boolean isReturn() {
            return type.equals("RETURN_PRODUCT");
        }

        static Event of(JsonNode line) {
            return new Event(
                    line.get("session_id").asLong(),
                    LocalDateTime.parse(line.get("timestamp").asText()),
                    line.get("user_id").isNull() ? null : line.get("user_id").asLong(),
                    line.get("product_id").asLong(),
                    line.get("event_type").asText(),
                    line.get("offered_discount").asInt(),
                    line.get("purchase_id").isNull()
                            ? null
                            : line.get("purchase_id").asLong(),
                    line.has("visitor_id") ? line.get("visitor_id").asText() : null);
        }
    }

    /** Every file with its bytes, by its path inside the folder. */
    Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** The lines of each file of sessions, without newlines, by the file's path. */
    Map<String, List<String>> sessionLines() throws IOException {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            if (file.getKey().startsWith("sessions/")) {
                lines.put(file.getKey(), lines(text(file.getKey(), file.getValue())));
            }
        }
        return lines;
    }

    static String text(String name, byte[] bytes) throws IOException {
        if (!name.endsWith(".gz")) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    /** The line as JSON, or nothing where it is none. */
    static Optional<JsonNode> json(String line) {
        try {
            return Optional.of(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    List<Event> events() throws IOException {
        List<Event> events = new ArrayList<>();
        for (List<String> lines : sessionLines().values()) {
            for (String line : lines) {
                events.add(Event.of(json(line).orElseThrow()));
            }
        }
        return events;
    }

    Map<Long, List<Event>> eventsBySession() throws IOException {
        Map<Long, List<Event>> sessions = new LinkedHashMap<>();
        for (Event event : events()) {
            sessions.computeIfAbsent(event.session(), id -> new ArrayList<>()).add(event);
        }
        return sessions;
    }

    Map<Long, Product> products() throws IOException {
        Map<Long, Product> products = new HashMap<>();
        for (JsonNode line : catalogue("catalogue/products.jsonl.gz")) {
            products.put(
                    line.get("product_id").asLong(),
                    new Product(
                            line.get("product_id").asLong(),
                            line.get("product_name").asText(),
                            line.get("category_path").asText(),
                            line.get("price").asDouble(),
                            Optional.of(line.get("user_rating"))
                                    .filter(rating -> !rating.isNull())
                                    .map(JsonNode::asDouble)));
        }
        return products;
    }

    List<JsonNode> users() throws IOException {
        return catalogue("catalogue/users.jsonl.gz");
    }

    private List<JsonNode> catalogue(String name) throws IOException {
        return lines(text(name, Files.readAllBytes(folder.resolve(name)))).stream()
                .map(line -> json(line).orElseThrow())
                .toList();
    }
}
