package com.eszoppping.recommendations.recovery;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.ControlDocuments;
import com.eszoppping.recommendations.store.Pointer;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.Versions;
import com.eszoppping.recommendations.training.Training;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Makes a lost table again from the bucket alone: what people decided from {@code control/}, versions from {@code exports/}, and
 * then the pointer. What the table has is left as it is, so it may be done again.
 *
 * @param bucket has the copies and the exported versions
 * @param table empty, or what an attempt before left
 */
public record LostTable(Bucket bucket, Table table, InstantSource clock) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPORTS = "exports/";
    private static final String POINTER = ControlCopies.FOLDER + "pointer.json";

    /** Held-back versions are candidates again when they are put back. */
    private static final Set<String> NO_DOCUMENTS = Set.of("pointer", "candidates");

    /**
     * What was put back.
     *
     * @param documents their names
     * @param versions from the newest to the oldest
     * @param damaged of exported files that have no whole version, which and why, in sentences
     * @param current the version that is served now; null if the one that was served is not among the exported ones
     */
    public record Restored(List<String> documents, List<String> versions, List<String> damaged, String current) {}

    /** Where a version is kept in the bucket once it was exported. */
    public static String keyOf(VersionId version) {
        return EXPORTS + version.text() + ".jsonl.gz";
    }

    /** A file in the bucket. */
    public static VersionFile.Source inBucket(Bucket bucket, String key) {
        return new VersionFile.Source() {
            @Override
            public String name() {
                return key;
            }

            @Override
            public InputStream open() throws IOException {
                return bucket.open(key);
            }
        };
    }

    /**
     * Puts back all there is. A damaged file costs its own version and no other.
     *
     * @throws IllegalStateException if somebody was erased in the table before; nothing is put back then
     */
    public Restored restore() throws IOException {
        // First, so that versions leave out who was erased.
        List<String> documents = documents();
        List<String> versions = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (StoredObject export : bucket.list(EXPORTS).reversed()) {
            try {
                version(export.key()).ifPresent(versions::add);
            } catch (DamagedFileException e) {
                damaged.add(e.getMessage());
            }
        }
        return new Restored(documents, versions, damaged, pointer().orElse(null));
    }

    private List<String> documents() throws IOException {
        List<String> names = bucket.list(ControlCopies.FOLDER).stream()
                .map(copy -> copy.key().substring(ControlCopies.FOLDER.length()).replaceFirst("\\.json$", ""))
                .filter(name -> !NO_DOCUMENTS.contains(name))
                .toList();
        control().checkErasedCanBeRestored(names);
        ControlDocuments documents = new ControlDocuments(table, ControlCopies.none());
        List<String> restored = new ArrayList<>();
        for (String name : names) {
            if (documents.restore(name, read(ControlCopies.FOLDER + name + ".json"))) {
                restored.add(name);
            }
        }
        return restored;
    }

    /** The name of the version in a file, if the table did not have it. */
    private Optional<String> version(String key) throws IOException {
        VersionFile file = VersionFile.check(inBucket(bucket, key));
        VersionId version = file.copy().version();
        if (control().manifest(version).isPresent()) {
            return Optional.empty();
        }
        put(file);
        return Optional.of(version.text());
    }

    /**
     * Writes a version of a file; nobody sees it before somebody activates it.
     *
     * @param file that was checked
     */
    public void put(VersionFile file) throws IOException {
        try (VersionFile.Reading parts = file.parts()) {
            file.copy().write(table, control(), parts, Training.HORIZON);
        }
    }

    private Optional<String> pointer() throws IOException {
        if (control().pointer().isEmpty() && bucket.list(POINTER).size() == 1) {
            control().restore(pointerOf(JSON.readTree(read(POINTER))));
        }
        return control().pointer().map(pointer -> pointer.current().text());
    }

    private static Pointer pointerOf(JsonNode copy) {
        Stream<String> published = StreamSupport.stream(copy.path("published").spliterator(), false)
                .map(JsonNode::asText);
        return new Pointer(
                VersionId.parse(copy.path("current").asText()),
                Optional.ofNullable(copy.path("previous").textValue()).map(VersionId::parse),
                Instant.parse(copy.path("highestLogicalTime").asText()),
                copy.path("revision").asLong(),
                published.map(VersionId::parse).toList());
    }

    private Versions control() {
        return new Versions(table, clock, ControlCopies.in(bucket::write));
    }

    private String read(String key) throws IOException {
        try (InputStream copy = bucket.open(key)) {
            return new String(copy.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
