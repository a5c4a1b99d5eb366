package com.eszoppping.recommendations.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which products people took off sale, whatever the catalogue says. Kept in the {@link ControlDocuments document}
 * {@value #DOCUMENT} as {@code {"withdrawn":{"1004":"2026-11-24T03:00:00Z"}}}.
 *
 * @param withdrawn since when, by the product's id
 */
public record AvailabilityDecisions(SortedMap<String, Instant> withdrawn) {
    /** The document's name. */
    public static final String DOCUMENT = "availability";

    private static final JsonFactory JSON = new JsonFactory();
    private static final String FIELD = "withdrawn";

    public AvailabilityDecisions {
        withdrawn = Collections.unmodifiableSortedMap(new TreeMap<>(withdrawn));
    }

    /**
     * Reads the document.
     *
     * @param document its text; nothing has been decided if it was never written
     * @throws IllegalStateException if something else wrote it
     */
    public static AvailabilityDecisions read(Optional<String> document) {
        SortedMap<String, Instant> withdrawn = new TreeMap<>();
        try (JsonParser json = JSON.createParser(document.orElse("{}"))) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    withdrawn.put(json.currentName(), Instant.parse(json.getText()));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The document '" + DOCUMENT + "' is not JSON.", e);
        }
        return new AvailabilityDecisions(withdrawn);
    }

    /** The decisions with this one more. A product that is withdrawn already stays so since it was first. */
    public AvailabilityDecisions withdrawing(String productId, Instant now) {
        SortedMap<String, Instant> more = new TreeMap<>(withdrawn);
        more.putIfAbsent(productId, now);
        return new AvailabilityDecisions(more);
    }

    /** The decisions without that about a product, if there is one. */
    public AvailabilityDecisions takingBack(String productId) {
        SortedMap<String, Instant> fewer = new TreeMap<>(withdrawn);
        fewer.remove(productId);
        return new AvailabilityDecisions(fewer);
    }

    /** The document's text. */
    public String text() {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart(FIELD);
            for (Map.Entry<String, Instant> product : withdrawn.entrySet()) {
                json.writeStringField(product.getKey(), product.getValue().toString());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
