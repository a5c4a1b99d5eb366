package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The objects that a training reads.
 *
 * @param catalogue the products' files
 * @param sessions the logs' files
 */
record Inputs(List<StoredObject> catalogue, List<StoredObject> sessions) {
    static Inputs find(Bucket bucket, TrainingRequest request) throws IOException {
        return new Inputs(needed(bucket, request.cataloguePrefix()), needed(bucket, request.sessionsPrefix()));
    }

    /** The files of lines below a prefix. */
    static List<StoredObject> logs(Bucket bucket, String prefix) throws IOException {
        return bucket.list(prefix).stream()
                .filter(object ->
                        object.key().endsWith(".jsonl") || object.key().endsWith(".jsonl.gz"))
                .toList();
    }

    private static List<StoredObject> needed(Bucket bucket, String prefix) throws IOException {
        List<StoredObject> logs = logs(bucket, prefix);
        if (logs.isEmpty()) {
            throw new TrainingFailedException(
                    "There is no file " + prefix + "….jsonl or .jsonl.gz in " + bucket.location() + ".");
        }
        return logs;
    }

    long bytes() {
        return files().mapToLong(StoredObject::bytes).sum();
    }

    /** Differs when a file came, went or changed. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files().forEach(file -> digest.update((file.key() + "\n" + file.bytes() + "\n" + file.fingerprint() + "\n")
                    .getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private Stream<StoredObject> files() {
        return Stream.concat(catalogue.stream(), sessions.stream());
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("files", catalogue.size() + sessions.size());
        fields.put("bytes", bytes());
        fields.put("hash", hash());
        return fields;
    }
}
