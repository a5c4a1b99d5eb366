package com.eszoppping.recommendations.local;

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
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** A look into a store's logs, for examples of what is in them. What is no JSON is passed over. */
public final class LogLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LogLines() {}

    /** The first result that a line gives, of the objects whose keys begin with a prefix. */
    public static <T> Optional<T> first(Bucket bucket, String prefix, Function<JsonNode, Optional<T>> ofLine)
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
