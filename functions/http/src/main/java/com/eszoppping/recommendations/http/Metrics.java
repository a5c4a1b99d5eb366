package com.eszoppping.recommendations.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Counts what a function does, and prints the counts as a line of CloudWatch's embedded metric format, once a minute at most: a
 * line for each request would cost more than the request. A function that is frozen between requests has no timer, so the first
 * request prints at once, and each one that finds the minute over; what an instance counts after its last line is lost. Safe
 * for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     the format</a>
 */
public final class Metrics {
    private static final Duration PACE = Duration.ofMinutes(1);
    private static final String NAMESPACE = "Recommendations";
    private static final String DIMENSION = "FunctionName";
    private static final JsonFactory JSON = new JsonFactory();

    private final Consumer<String> lines;
    private final InstantSource clock;
    private final Map<String, AtomicLong> counts = new LinkedHashMap<>();
    private final AtomicReference<Instant> lastLine = new AtomicReference<>(Instant.EPOCH);

    /**
     * @param lines takes a line of JSON; the runtime's own logger would wrap it, and CloudWatch would not know it
     * @param names of what is counted, all of which stand in each line
     */
    public Metrics(Consumer<String> lines, InstantSource clock, Collection<String> names) {
        this.lines = lines;
        this.clock = clock;
        names.forEach(name -> counts.put(name, new AtomicLong()));
    }

    /** Adds to one of the counts. */
    public void count(String name, long more) {
        counts.get(name).addAndGet(more);
    }

    /**
     * Prints what was counted since the last line, if that was a minute ago.
     *
     * @param function the Lambda function's name, so that two installations in an account stay apart
     * @param more further figures, asked for only then
     */
    public void print(String function, Supplier<Map<String, Long>> more) {
        Instant last = lastLine.get();
        Instant now = clock.instant();
        if (!now.isBefore(last.plus(PACE)) && lastLine.compareAndSet(last, now)) {
            Map<String, Long> figures = new LinkedHashMap<>();
            counts.forEach((name, count) -> figures.put(name, count.getAndSet(0)));
            figures.putAll(more.get());
            lines.accept(line(function, now, figures));
        }
    }

    private static String line(String function, Instant time, Map<String, Long> figures) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("_aws");
            json.writeNumberField("Timestamp", time.toEpochMilli());
            json.writeArrayFieldStart("CloudWatchMetrics");
            writeDirective(json, figures);
            json.writeEndArray();
            json.writeEndObject();
            json.writeStringField(DIMENSION, function);
            for (Map.Entry<String, Long> figure : figures.entrySet()) {
                json.writeNumberField(figure.getKey(), figure.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeDirective(JsonGenerator json, Map<String, Long> figures) throws IOException {
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        json.writeString(DIMENSION);
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (String name : figures.keySet()) {
            json.writeStartObject();
            json.writeStringField("Name", name);
            json.writeStringField("Unit", name.endsWith("Seconds") ? "Seconds" : "Count");
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
