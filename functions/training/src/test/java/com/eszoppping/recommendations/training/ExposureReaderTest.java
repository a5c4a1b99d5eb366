package com.eszoppping.recommendations.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.experiment.Exposure;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.lines.RejectedLine;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExposureReaderTest {
    /** As the API notes it. */
    private static final String LINE =
            "{\"type\":\"exposure\",\"recommendationId\":\"r-1\",\"time\":\"2026-11-24T09:30:00.123Z\","
                    + "\"experiment\":\"e\",\"variant\":\"a\",\"model\":\"popular\",\"version\":\"20261124T020000Z-1\","
                    + "\"visitor\":\"00ff\",\"products\":[\"1\",\"2\"]}";

    private static final Exposure EXPOSURE =
            new Exposure("r-1", Instant.parse("2026-11-24T09:30:00.123Z"), "a", "00ff", List.of("1", "2"));

    private final List<Exposure> taken = new ArrayList<>();
    private final List<RejectedLine> rejected = new ArrayList<>();

    @Test
    void a_bare_line_is_read_as_the_api_notes_it() throws IOException {
        read(LINE + "\n");

        assertThat(taken).containsExactly(EXPOSURE);
        assertThat(rejected).isEmpty();
    }

    /** What Lambda's JSON format makes of a line that goes through the runtime's logger. */
    @Test
    void a_line_that_a_json_logger_wrapped_is_unwrapped() throws IOException {
        ObjectNode wrapped = JsonNodeFactory.instance
                .objectNode()
                .put("timestamp", "2026-11-24T09:30:00.200Z")
                .put("message", LINE)
                .put("level", "INFO")
                .put("AWSRequestId", "79b4f56e-95b1-4643-9700-2807f4e68189");
        ObjectNode asObject = wrapped.deepCopy();
        asObject.set("message", new ObjectMapper().readTree(LINE));

        read(wrapped + "\n" + asObject + "\n");

        assertThat(taken).containsExactly(EXPOSURE, EXPOSURE);
        assertThat(rejected).isEmpty();
    }

    /** CloudWatch's messages end with their line feed or not; Firehose writes one after the other. */
    @Test
    void lines_that_are_delivered_side_by_side_and_gzipped_are_told_apart() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (String part : List.of(LINE + LINE, "\n\n" + LINE)) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
                gzip.write(part.getBytes(UTF_8));
            }
        }

        read(file.toByteArray());

        assertThat(taken).containsExactly(EXPOSURE, EXPOSURE, EXPOSURE);
        assertThat(rejected).isEmpty();
    }

    @Test
    void lists_outside_any_experiment_are_passed_over_and_unknown_fields_as_well() throws IOException {
        read(LINE.replace("\"e\"", "null").replace("\"a\"", "null") + "\n"
                + LINE.replace("\"visitor\"", "\"new\":{\"type\":\"x\"},\"visitor\""));

        assertThat(taken).containsExactly(EXPOSURE);
        assertThat(rejected).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"exposure\"         | \"metric\"      | NOT_AN_EXPOSURE",
                "\"r-1\"              | null            | MISSING_RECOMMENDATION_ID",
                "\"r-1\"              | {}              | MISSING_RECOMMENDATION_ID",
                "2026-11-24T          | 2026-11-44T     | BAD_EXPOSURE_TIME",
                "\"a\"                | null            | MISSING_VARIANT",
                "\"00ff\"             | 17              | MISSING_VISITOR",
                "[\"1\",\"2\"]        | [\"1\",2]       | BAD_PRODUCTS",
                "[\"1\",\"2\"]        | \"1\"           | BAD_PRODUCTS",
                "[\"1\",\"2\"]}       | [\"1\"          | BROKEN_JSON",
            })
    void a_broken_line_is_rejected_with_its_reason_and_the_next_one_is_read(String from, String to, RejectReason reason)
            throws IOException {
        read(LINE.replace(from, to) + "\n" + LINE);

        assertThat(rejected).extracting(RejectedLine::reason).containsExactly(reason);
        assertThat(rejected.get(0).line()).isEqualTo(1);
        assertThat(taken).containsExactly(EXPOSURE);
    }

    @Test
    void a_broken_line_inside_a_wrapped_one_is_told() throws IOException {
        read("{\"message\":\"{\"}\n{\"message\":\"hello\"}\n[]\n");

        assertThat(rejected)
                .extracting(RejectedLine::reason)
                .containsExactly(RejectReason.BROKEN_JSON, RejectReason.BROKEN_JSON, RejectReason.NOT_AN_OBJECT);
    }

    private void read(String lines) throws IOException {
        read(lines.getBytes(UTF_8));
    }

    private void read(byte[] file) throws IOException {
        ExposureReader reader = new ExposureReader(rejected::add, (experiment, exposure) -> {
            assertThat(experiment).isEqualTo("e");
            taken.add(exposure);
        });
        reader.read("exposures/x.jsonl", new ByteArrayInputStream(file));
        assertThat(reader.counts().rejectedLines()).isEqualTo(rejected.size());
    }
}
