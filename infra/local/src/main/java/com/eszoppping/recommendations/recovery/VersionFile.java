package com.eszoppping.recommendations.recovery;

import com.eszoppping.recommendations.local.JsonFields;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionCopy;
import com.eszoppping.recommendations.store.VersionCopy.Part;
import com.eszoppping.recommendations.store.VersionId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * A version in a file, as gzipped lines of JSON: a head with the manifest, a line for each other item, and an end with their number
 * and the SHA-256 of all lines before it. It holds the ids of users, as the table does.
 *
 * @param source where the file is
 * @param copy the version
 */
public record VersionFile(Source source, VersionCopy copy) {
    private static final String FORMAT = "eszoppping-version-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A file that can be read more than once. */
    public interface Source {
        /** What it is called, for messages. */
        String name();

        /** Opens it at its beginning; the caller closes it. */
        InputStream open() throws IOException;
    }

    /**
     * Writes a version.
     *
     * @param table that it is taken from
     * @param file is closed
     */
    public static void write(VersionCopy copy, Table table, OutputStream file) throws IOException {
        try (Lines lines = new Lines(new GZIPOutputStream(file))) {
            lines.write(head(copy));
            copy.read(table, part -> lines.write(line(part)));
            lines.end(copy.items());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Reads a file to its end, so that nothing of it is used before all of it is known to be whole.
     *
     * @throws DamagedFileException if it is none of ours, breaks off or was changed
     * @throws IOException if it cannot be read
     * @throws UncheckedIOException if it cannot be read any more, as also when its items are
     */
    public static VersionFile check(Source source) throws IOException {
        try (Reading reading = new Reading(source)) {
            VersionCopy copy = reading.head();
            reading.forEachRemaining(part -> {});
            reading.checkEnd(copy.items());
            return new VersionFile(source, copy);
        }
    }

    /** Its items but the manifest; whoever asks closes them. */
    public Reading parts() throws IOException {
        Reading reading = new Reading(source);
        reading.head();
        return reading;
    }

    private static ObjectNode head(VersionCopy copy) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("version", copy.version().text())
                .put("catalogueCounts", copy.catalogueCounts())
                .set("manifest", JsonFields.node(copy.manifest()));
    }

    private static ObjectNode line(Part part) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", part.name())
                .set("fields", JsonFields.node(part.fields()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one does not.", e);
        }
    }

    /** Lines on their way into a file. */
    private record Lines(OutputStream file, MessageDigest digest) implements AutoCloseable {
        Lines(OutputStream file) {
            this(file, sha256());
        }

        void write(JsonNode line) {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            digest.update(bytes);
            try {
                file.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void end(long parts) {
            String hash = HexFormat.of().formatHex(digest.digest());
            write(JsonNodeFactory.instance.objectNode().put("parts", parts).put("sha256", hash));
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** A file that is being read. */
    public static final class Reading implements Iterator<Part>, AutoCloseable {
        private final Source source;
        private final BufferedReader file;
        private final MessageDigest digest = sha256();
        private JsonNode next;
        private String hashBeforeTheEnd = "";
        private long parts;

        private Reading(Source source) throws IOException {
            this.source = source;
            InputStream bytes = source.open();
            try {
                this.file =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(bytes), StandardCharsets.UTF_8));
            } catch (EOFException | ZipException e) {
                bytes.close();
                throw new DamagedFileException(source.name(), "it is not gzip", e);
            } catch (IOException e) {
                bytes.close();
                throw e;
            }
        }

        private VersionCopy head() {
            JsonNode head = line();
            if (!FORMAT.equals(head.path("format").asText())) {
                throw new DamagedFileException(
                        source.name(), "it does not begin with \"format\":\"" + FORMAT + "\"", null);
            }
            VersionCopy copy = copyOf(head);
            next = line();
            return copy;
        }

        private VersionCopy copyOf(JsonNode head) {
            try {
                return new VersionCopy(
                        VersionId.parse(head.path("version").asText()),
                        JsonFields.fields(head.path("manifest")),
                        head.path("catalogueCounts").asBoolean());
            } catch (RuntimeException e) {
                throw new DamagedFileException(source.name(), "its head names no version: " + e.getMessage(), e);
            }
        }

        @Override
        public boolean hasNext() {
            return next.has("name");
        }

        @Override
        public Part next() {
            if (!hasNext()) {
                throw new NoSuchElementException("There are no more items in " + source.name() + ".");
            }
            try {
                Part part = new Part(next.path("name").asText(), JsonFields.fields(next.path("fields")));
                parts++;
                next = line();
                return part;
            } catch (IllegalArgumentException | IllegalStateException e) {
                throw new DamagedFileException(source.name(), e.getMessage(), e);
            }
        }

        private void checkEnd(long expected) throws IOException {
            if (!next.has("sha256") || next.path("parts").asLong() != parts || parts != expected) {
                throw new DamagedFileException(
                        source.name(), "it has " + parts + " items, and its version " + expected, null);
            }
            if (!next.path("sha256").asText().equals(hashBeforeTheEnd)) {
                throw new DamagedFileException(source.name(), "its checksum is wrong", null);
            }
            checkNothingFollows();
        }

        /** Reads what gzip itself has behind the last line. */
        private void checkNothingFollows() throws IOException {
            try {
                if (file.readLine() != null) {
                    throw new DamagedFileException(source.name(), "something follows its end", null);
                }
            } catch (EOFException | ZipException e) {
                throw new DamagedFileException(source.name(), "it breaks off", e);
            }
        }

        private JsonNode line() {
            try {
                String line = file.readLine();
                if (line == null) {
                    throw new DamagedFileException(source.name(), "it breaks off", null);
                }
                JsonNode json = JSON.readTree(line);
                if (json.has("sha256")) {
                    hashBeforeTheEnd = HexFormat.of().formatHex(digest.digest());
                }
                digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
                return json;
            } catch (JsonProcessingException e) {
                throw new DamagedFileException(source.name(), "a line is not JSON", e);
            } catch (EOFException | ZipException e) {
                throw new DamagedFileException(source.name(), "it breaks off", e);
            } catch (IOException e) {
                throw new UncheckedIOException(source.name() + " could not be read: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
