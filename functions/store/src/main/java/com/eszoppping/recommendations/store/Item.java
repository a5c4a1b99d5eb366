package com.eszoppping.recommendations.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * One item of the table.
 *
 * @param key its only key: not empty, at most {@value #MAX_KEY_BYTES} bytes of UTF-8, without unpaired surrogates
 * @param fields what it holds, by name; the names {@code id}, {@code expiresAt} and {@code revision} are the table's own
 * @param expiresAt when the table may drop it, to the second; absent for items that stay
 * @param revision 0 for items that are not written by {@link Table#replace}, else counting from 1
 */
public record Item(String key, Map<String, Value> fields, Optional<Instant> expiresAt, long revision) {
    static final String KEY_FIELD = "id";
    static final String EXPIRY_FIELD = "expiresAt";
    static final String REVISION_FIELD = "revision";

    private static final int MAX_KEY_BYTES = 2_048;

    public Item {
        if (key.isEmpty() || Utf8.length(key) > MAX_KEY_BYTES || !Utf8.isWellFormed(key)) {
            throw new IllegalArgumentException("A key has 1 to " + MAX_KEY_BYTES + " bytes of UTF-8, but this has "
                    + Utf8.length(key) + ": '" + key + "'.");
        }
        if (revision < 0) {
            throw new IllegalArgumentException("A revision is not negative, but this is " + revision + ".");
        }
        fields = new Value.Fields(fields).values();
        for (String own : new String[] {KEY_FIELD, EXPIRY_FIELD, REVISION_FIELD}) {
            if (fields.containsKey(own)) {
                throw new IllegalArgumentException("The field '" + own + "' is the table's own.");
            }
        }
        expiresAt = expiresAt.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** How many write units it takes to write it; {@link WriteCount} has the formula. */
    public int writeUnits() {
        return WriteCount.unitsOf(ItemSize.of(this));
    }
}
