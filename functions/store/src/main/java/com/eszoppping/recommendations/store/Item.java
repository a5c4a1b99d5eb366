package com.eszoppping.recommendations.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One item of the table.
 *
 * @param key its only key, not empty, at most 2,048 bytes of UTF-8
 * @param fields what it holds, by name; the names {@code id}, {@code expiresAt} and {@code revision} are the table's own
 * @param expiresAt when the table may drop it, to the second; absent for items that stay
 * @param revision 0 for items that are not written by {@link Table#replace}, else counting from 1
 */
public record Item(String key, Map<String, Value> fields, Optional<Instant> expiresAt, long revision) {
    public Item {
        fields = Map.copyOf(fields);
    }
}
