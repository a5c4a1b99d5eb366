package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * A user of a store and a product that this user looked at: an example for the demonstration.
 *
 * @param userId as in the log
 * @param productId as in the catalogue
 * @param category the product's full path
 */
record Shopper(String userId, String productId, String category) {
    private static final int EVENTS_TO_LOOK_AT = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One from the beginning of the log; absent if all are anonymous there, or no product has a category. */
    static Optional<Shopper> firstIn(Bucket bucket) throws IOException {
        Map<String, String> userByProduct = usersByProduct(bucket);
        return first(bucket, "catalogue/products", product -> {
            String id = product.path("product_id").asText();
            String user = userByProduct.get(id);
            String category = product.path("category_path").asText("");
            return user == null || category.isEmpty() ? Optional.empty() : Optional.of(new Shopper(user, id, category));
        });
    }

    private static Map<String, String> usersByProduct(Bucket bucket) throws IOException {
        Map<String, String> users = new HashMap<>();
        int[] seen = {0};
        first(bucket, "sessions/", event -> {
            if (event.hasNonNull("user_id") && event.hasNonNull("product_id")) {
                users.put(event.get("product_id").asText(), event.get("user_id").asText());
            }
            seen[0]++;
            return seen[0] < EVENTS_TO_LOOK_AT ? Optional.empty() : Optional.of(seen[0]);
        });
        return users;
    }

    /** The first result that a line gives. */
    private static <T> Optional<T> first(Bucket bucket, String prefix, Function<JsonNode, Optional<T>> ofLine)
            throws IOException {
        for (StoredObject object : bucket.list(prefix)) {
            try (BufferedReader lines = lines(bucket, object.key())) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Optional<T> result = parsed(line).flatMap(ofLine);
                    if (result.isPresent()) {
                        return result;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static BufferedReader lines(Bucket bucket, String key) throws IOException {
        InputStream stored = bucket.open(key);
        InputStream plain = key.endsWith(".gz") ? new GZIPInputStream(stored) : stored;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }

    private static Optional<JsonNode> parsed(String line) {
        try {
            return Optional.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
