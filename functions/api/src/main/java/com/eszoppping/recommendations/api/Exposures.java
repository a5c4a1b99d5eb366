package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.experiment.VisitorHash;
import com.eszoppping.recommendations.ranking.Recommendation;
import com.eszoppping.recommendations.store.VersionId;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Notes which lists were served to whom, one line of JSON each. The platform carries the lines away, so that it costs the
 * visitor nothing; the visitor stands there as a salted hash.
 *
 * @param lines takes a line; must not take long
 * @param salt of the visitors' hashes, the same for the whole installation
 */
record Exposures(Consumer<String> lines, String salt) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Notes a list. */
    void note(
            String recommendationId,
            Instant time,
            Optional<Assigned> assigned,
            String model,
            VersionId version,
            Optional<String> visitor,
            List<Recommendation> items) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("type", "exposure");
            json.writeStringField("recommendationId", recommendationId);
            json.writeStringField("time", time.toString());
            json.writeStringField(
                    "experiment", assigned.map(Assigned::experiment).orElse(null));
            json.writeStringField("variant", assigned.map(Assigned::variant).orElse(null));
            json.writeStringField("model", model);
            json.writeStringField("version", version.text());
            json.writeStringField(
                    "visitor", visitor.map(id -> VisitorHash.of(salt, id)).orElse(null));
            json.writeArrayFieldStart("products");
            for (Recommendation item : items) {
                json.writeString(item.productId());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.accept(line.toString());
    }
}
