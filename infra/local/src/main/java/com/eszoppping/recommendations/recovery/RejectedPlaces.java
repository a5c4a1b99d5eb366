package com.eszoppping.recommendations.recovery;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.lines.JsonLinesReader;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.training.Training;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the lines stand that a training could not use.
 *
 * @param ofTheLog the reasons by file and line, of the store's own session log
 * @param replayed how many are of lines that were mended before, whose originals stand there too
 * @param others how many are of no log: the catalogue's
 */
record RejectedPlaces(NavigableMap<String, NavigableMap<Long, RejectReason>> ofTheLog, long replayed, long others) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads what a training wrote.
     *
     * @throws IOException if it wrote nothing, or that can't be read
     */
    static RejectedPlaces of(Bucket bucket, VersionId version) throws IOException {
        String key = Training.rejectedLinesOf(version);
        Reading reading = new Reading();
        JsonLinesReader reader = new JsonLinesReader(line -> {
            throw new UncheckedIOException(
                    new IOException("Line " + line.line() + " of " + key + " is damaged: " + line.reason() + "."));
        });
        try (InputStream in = bucket.open(key)) {
            reader.read(key, in, reading::take);
        } catch (FileNotFoundException e) {
            throw new IOException(
                    "There is no " + key
                            + ": that training rejected no line, or is so old that it was deleted, or there was none.",
                    e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new RejectedPlaces(reading.ofTheLog, reading.replayed, reading.others);
    }

    /** All lines of the store's own session log. */
    long lines() {
        return ofTheLog.values().stream().mapToLong(NavigableMap::size).sum();
    }

    private static final class Reading {
        private final NavigableMap<String, NavigableMap<Long, RejectReason>> ofTheLog = new TreeMap<>();
        private long replayed;
        private long others;

        Optional<RejectReason> take(byte[] bytes, int from, int to) {
            try {
                JsonNode line = JSON.readTree(bytes, from, to - from);
                take(
                        line.path("file").asText(),
                        line.path("line").asLong(),
                        line.path("reason").asText());
                return Optional.empty();
            } catch (IOException | IllegalArgumentException e) {
                return Optional.of(RejectReason.BROKEN_JSON);
            }
        }

        private void take(String file, long line, String reason) {
            if (MendedFile.mayStandFor(file)) {
                ofTheLog.computeIfAbsent(file, unseen -> new TreeMap<>()).put(line, RejectReason.valueOf(reason));
            } else if (MendedFile.isMended(file)) {
                replayed++;
            } else {
                others++;
            }
        }
    }
}
