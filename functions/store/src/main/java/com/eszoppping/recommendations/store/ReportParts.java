package com.eszoppping.recommendations.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The report of a version's training, compressed by gzip and cut into as few items as DynamoDB's limit of 400 KB allows. The
 * field {@code base64} holds a part of the compressed text's Base64 (RFC 4648): a table keeps texts and no bytes, and a third
 * more of what is written once a day does no harm.
 */
final class ReportParts {
    /** Of the text; the key and the field's name come on top. */
    private static final int PART_CHARACTERS = 370 * 1_024;

    private static final String FIELD = "base64";

    private ReportParts() {}

    /** The fields of each part. */
    static List<Map<String, Value>> of(String json) {
        String text = Base64.getEncoder().encodeToString(compressed(json));
        List<Map<String, Value>> parts = new ArrayList<>();
        for (int start = 0; start < text.length(); start += PART_CHARACTERS) {
            int end = Math.min(text.length(), start + PART_CHARACTERS);
            parts.add(Map.of(FIELD, new Value.Text(text.substring(start, end))));
        }
        return parts;
    }

    /** The report of all parts, given in their order. */
    static String jsonOf(List<Item> parts) {
        String text = parts.stream().map(part -> Row.of(part).text(FIELD)).collect(Collectors.joining());
        try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The report in " + parts.get(0).key() + " is not compressed by gzip.", e);
        }
    }

    private static byte[] compressed(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
