package com.eszoppping.recommendations.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.lines.JsonLinesReader;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.log.SessionLines;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * The lines that stand for those of one file of the log, below {@code sessions/}, where trainings read them. Each says by
 * {@value SessionLines#REPLAYED_FROM} for which line it stands, so that none is there twice. Not thread-safe.
 */
final class MendedFile {
    private static final String LOG = "sessions/";
    private static final String MENDED = LOG + "replayed/";
    private static final String ENDING = ".jsonl.gz";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String original;
    private final NavigableMap<Long, byte[]> before;
    private final NavigableMap<Long, byte[]> lines;

    private MendedFile(String original, NavigableMap<Long, byte[]> before) {
        this.original = original;
        this.before = before;
        this.lines = new TreeMap<>(before);
    }

    /** Whether lines of a file can be replayed: the catalogue's cannot, and lines that were mended are no originals. */
    static boolean mayStandFor(String file) {
        return file.startsWith(LOG) && !isMended(file);
    }

    /** Whether it is a file of lines that were mended. */
    static boolean isMended(String file) {
        return file.startsWith(MENDED);
    }

    /** The files of the log for which there are lines already. */
    static Set<String> originals(Bucket bucket) throws IOException {
        return bucket.list(MENDED).stream()
                .map(StoredObject::key)
                .filter(key -> key.endsWith(ENDING))
                .map(key -> LOG + key.substring(MENDED.length(), key.length() - ENDING.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** For a file of which no line was replayed before. */
    static MendedFile empty(String original) {
        return new MendedFile(original, new TreeMap<>());
    }

    /**
     * Reads the lines that stand for a file's.
     *
     * @throws IOException if one of them doesn't say for which line it stands
     */
    static MendedFile read(Bucket bucket, String original) throws IOException {
        String key = keyOf(original);
        NavigableMap<Long, byte[]> lines = new TreeMap<>();
        List<Long> damaged = new ArrayList<>();
        JsonLinesReader reader = new JsonLinesReader(line -> damaged.add(line.line()));
        try (InputStream in = bucket.open(key)) {
            reader.read(key, in, (bytes, from, to) -> {
                byte[] line = Arrays.copyOfRange(bytes, from, to);
                Optional<Long> number = numberOf(line, original);
                number.ifPresent(known -> lines.put(known, line));
                return number.isPresent() ? Optional.empty() : Optional.of(RejectReason.BROKEN_JSON);
            });
        }
        if (!damaged.isEmpty()) {
            throw new IOException("Line " + damaged.get(0) + " of " + key + " does not say by "
                    + SessionLines.REPLAYED_FROM + " for which line of " + original
                    + " it stands: nothing is written. If it is a replay that wrote it, delete it, and replay again.");
        }
        return new MendedFile(original, lines);
    }

    private static Optional<Long> numberOf(byte[] line, String original) {
        try {
            JsonNode from = JSON.readTree(line).path(SessionLines.REPLAYED_FROM);
            return from.asText().startsWith(original + ":")
                    ? Optional.of(Long.parseLong(from.asText().substring(original.length() + 1)))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String keyOf(String original) {
        return MENDED + original.substring(LOG.length()) + ENDING;
    }

    String original() {
        return original;
    }

    /** The lines for which some stand now. */
    List<Long> numbers() {
        return List.copyOf(lines.keySet());
    }

    /**
     * A line with the field that says for which it stands.
     *
     * @param line a JSON object with at least one field
     */
    byte[] marked(long number, byte[] line) {
        String text = new String(line, UTF_8).stripTrailing();
        String from = original + ":" + number;
        return (text.substring(0, text.length() - 1) + ",\"" + SessionLines.REPLAYED_FROM + "\":"
                        + JSON.valueToTree(from) + "}")
                .getBytes(UTF_8);
    }

    /** Puts a marked line in the place of the one before. */
    void put(long number, byte[] marked) {
        lines.put(number, marked);
    }

    /** Takes out the line for one that needs none. */
    void remove(long number) {
        lines.remove(number);
    }

    /** How many lines there are for which none stood before. */
    long added() {
        return lines.keySet().stream()
                .filter(number -> !before.containsKey(number))
                .count();
    }

    /** How many lines there were for which none stands now. */
    long removed() {
        return before.keySet().stream()
                .filter(number -> !lines.containsKey(number))
                .count();
    }

    /** Whether what is in the bucket differs. */
    boolean isChanged() {
        return !before.keySet().equals(lines.keySet())
                || lines.keySet().stream().anyMatch(number -> !Arrays.equals(before.get(number), lines.get(number)));
    }

    /** Writes all lines at once. */
    void write(Bucket bucket) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(content)) {
            for (byte[] line : lines.values()) {
                out.write(line);
                out.write('\n');
            }
        }
        bucket.write(keyOf(original), content.toByteArray());
    }
}
