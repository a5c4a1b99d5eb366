package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.lines.RejectedLine;
import com.eszoppping.recommendations.lines.RejectedLines;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Where the lines are that could not be used, gathered in a temporary file until the run ends, then written to the bucket as
 * {@code {"file":…,"line":…,"reason":…}}, one a line. The log has the lines themselves, which may name people; of a corrupt
 * file {@code text} says what is wrong with it.
 */
final class RejectedFile implements RejectedLines, AutoCloseable {
    /** More lines than anybody reads; all of them are counted, and the log itself still has them. */
    private static final long MAX_LINES = 200_000;

    private final Path file;
    private final JsonGenerator json;
    private long lines;

    RejectedFile() throws IOException {
        file = Files.createTempFile("rejected", ".jsonl.gz");
        json = new JsonFactory().createGenerator(new GZIPOutputStream(Files.newOutputStream(file)));
        json.setRootValueSeparator(null);
    }

    @Override
    public void reject(RejectedLine line) {
        if (lines++ >= MAX_LINES) {
            return;
        }
        try {
            json.writeStartObject();
            json.writeStringField("file", line.file());
            json.writeNumberField("line", line.line());
            json.writeStringField("reason", line.reason().name());
            if (line.reason() == RejectReason.CORRUPT_GZIP) {
                json.writeStringField("text", line.text());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("The rejected lines cannot be kept in a temporary file.", e);
        }
    }

    /** Writes the lines into the bucket, if there are any. Nothing can be added afterwards. */
    void store(Bucket bucket, String key) throws IOException {
        json.close();
        if (lines > 0) {
            bucket.write(key, file);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
        Files.deleteIfExists(file);
    }
}
