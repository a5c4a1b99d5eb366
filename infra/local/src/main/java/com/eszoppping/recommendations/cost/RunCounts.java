package com.eszoppping.recommendations.cost;

import com.eszoppping.recommendations.store.WriteCount;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What a training counted.
 *
 * @param version the version that it made
 * @param users in the log
 * @param products in the catalogue
 * @param events in the log
 * @param seconds from the first to the last phase
 * @param inputFiles objects that it read
 * @param inputBytes their size, as stored
 * @param reportBytes the size of its report, which is stored with the version
 * @param inMemory what each instance of the API reads as a whole: catalogue and category tree
 * @param lists the models' lists
 * @param productItems an item for each product
 * @param members users and their groups, packed
 */
public record RunCounts(
        String version,
        long users,
        long products,
        long events,
        double seconds,
        long inputFiles,
        long inputBytes,
        long reportBytes,
        WriteCount inMemory,
        WriteCount lists,
        WriteCount productItems,
        WriteCount members) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public RunCounts {
        if (users < 1 || events < 1) {
            throw new IllegalArgumentException("A training that can be scaled had users and events, but that of "
                    + version + " had " + users + " and " + events + ".");
        }
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("A training takes time, but this is " + seconds + " s.");
        }
    }

    /**
     * Reads the report of a training.
     *
     * @param json what {@code report.json} holds
     * @throws IllegalArgumentException if it is none, or lacks a count
     */
    public static RunCounts read(byte[] json) {
        JsonNode report = parsed(json);
        JsonNode written = field(report, "written");
        return new RunCounts(
                field(report, "version").asText(),
                count(report, "users"),
                count(report, "products"),
                count(report, "events"),
                field(report, "seconds").asDouble(Double.NaN),
                count(field(report, "inputs"), "files"),
                count(field(report, "inputs"), "bytes"),
                json.length,
                part(written, "catalogue").plus(part(written, "categories")),
                part(written, "lists"),
                part(written, "products"),
                part(written, "members"));
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    /** Nothing if the version has no such part: without groups, nobody is a member of one. */
    private static WriteCount part(JsonNode written, String name) {
        return written.has(name)
                ? new WriteCount(
                        count(written.path(name), "items"),
                        count(written.path(name), "bytes"),
                        count(written.path(name), "writeUnits"))
                : WriteCount.NONE;
    }

    private static long count(JsonNode fields, String name) {
        JsonNode count = field(fields, name);
        if (!count.canConvertToLong() || !count.isIntegralNumber() || count.asLong() < 0) {
            throw new IllegalArgumentException("its '" + name + "' is no count: " + count);
        }
        return count.asLong();
    }

    private static JsonNode field(JsonNode fields, String name) {
        if (!fields.has(name)) {
            throw new IllegalArgumentException("it has no '" + name + "'");
        }
        return fields.get(name);
    }
}
