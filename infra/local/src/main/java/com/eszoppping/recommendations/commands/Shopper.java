package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.local.LogLines;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A user of a store and a product that this user looked at: an example for the demonstration.
 *
 * @param userId as in the log
 * @param productId as in the catalogue
 * @param category the product's full path
 */
record Shopper(String userId, String productId, String category) {
    private static final int EVENTS_TO_LOOK_AT = 1_000;

    /** One from the beginning of the log; absent if all are anonymous there, or no product has a category. */
    static Optional<Shopper> firstIn(Bucket bucket) throws IOException {
        Map<String, String> userByProduct = usersByProduct(bucket);
        return LogLines.first(bucket, "catalogue/products", product -> {
            String id = product.path("product_id").asText();
            String user = userByProduct.get(id);
            String category = product.path("category_path").asText("");
            return user == null || category.isEmpty() ? Optional.empty() : Optional.of(new Shopper(user, id, category));
        });
    }

    private static Map<String, String> usersByProduct(Bucket bucket) throws IOException {
        Map<String, String> users = new HashMap<>();
        int[] seen = {0};
        LogLines.first(bucket, "sessions/", event -> {
            if (event.hasNonNull("user_id") && event.hasNonNull("product_id")) {
                users.put(event.get("product_id").asText(), event.get("user_id").asText());
            }
            seen[0]++;
            return seen[0] < EVENTS_TO_LOOK_AT ? Optional.empty() : Optional.of(seen[0]);
        });
        return users;
    }
}
