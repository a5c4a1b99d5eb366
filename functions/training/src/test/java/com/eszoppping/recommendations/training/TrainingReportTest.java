package com.eszoppping.recommendations.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingReportTest {
    private static final String VERSION = "20261124T020000Z-3f2a";
    private static final String FOLDER = "reports/" + VERSION + "/";

    private final Written bucket = new Written();

    @Test
    void a_report_is_written_for_programs_and_beside_it_for_people() throws IOException {
        TrainingReport report = new TrainingReport(Map.of("version", VERSION));

        report.writeTo(bucket);

        assertThat(bucket.objects).containsOnlyKeys(FOLDER + "report.json", FOLDER + "report.html");
        assertThat(bucket.objects.get(FOLDER + "report.json")).isEqualTo(report.json());
        assertThat(new String(bucket.objects.get(FOLDER + "report.html"), UTF_8))
                .startsWith("<!DOCTYPE html>")
                .contains("\"" + VERSION + "\"");
    }

    /** What was written. */
    private static final class Written implements Bucket {
        private final Map<String, byte[]> objects = new LinkedHashMap<>();

        @Override
        public void write(String key, byte[] content) {
            objects.put(key, content);
        }

        @Override
        public void write(String key, Path content) {
            throw new UnsupportedOperationException("Reports are not written from files.");
        }

        @Override
        public List<StoredObject> list(String prefix) {
            return List.of();
        }

        @Override
        public InputStream open(String key) {
            return InputStream.nullInputStream();
        }

        @Override
        public String location() {
            return "memory";
        }
    }
}
