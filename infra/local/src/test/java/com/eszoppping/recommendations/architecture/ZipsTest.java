package com.eszoppping.recommendations.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is deployed: the zips that Maven's package phase makes before this module's tests run. */
final class ZipsTest {
    @ParameterizedTest
    @CsvSource({
        "training, com/eszoppping/recommendations/training/TrainingFunction.class",
        "api, com/eszoppping/recommendations/api/ApiFunction.class",
        "feedback, com/eszoppping/recommendations/feedback/FeedbackFunction.class",
        "admin, com/eszoppping/recommendations/admin/AdminFunction.class"
    })
    void a_zip_has_its_function_at_the_root_and_nothing_that_only_tests_need(String module, String handler)
            throws IOException {
        assertThat(entries(module)).contains(handler).noneMatch(ZipsTest::isForTests);
    }

    private static boolean isForTests(String entry) {
        return Stream.of("-tests.jar", "junit", "assertj", "DynamoDBLocal", "sqlite", "moto", "Test.class")
                .anyMatch(entry::contains);
    }

    @Test
    void the_api_carries_neither_the_recommender_nor_s3_nor_a_second_http_client() throws IOException {
        assertThat(entries("api"))
                .anyMatch(entry -> entry.startsWith("lib/dynamodb-"))
                .noneMatch(
                        entry -> Stream.of("recommender", "bucket", "s3", "ejml", "apache", "netty", "jackson-databind")
                                .anyMatch(library -> entry.startsWith("lib/" + library)));
    }

    /** A cold start reads the zip: as measured, with some room. */
    @ParameterizedTest
    @CsvSource({"training, 18_000_000", "api, 9_000_000", "feedback, 9_000_000", "admin, 15_000_000"})
    void a_zip_stays_small(String module, String maxBytes) throws IOException {
        assertThat(Files.size(zip(module))).isLessThan(Long.parseLong(maxBytes.replace("_", "")));
    }

    private static List<String> entries(String module) throws IOException {
        try (ZipFile zip = new ZipFile(zip(module).toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    private static Path zip(String module) {
        Path zip = Repository.file("functions/" + module + "/target/" + module + ".zip");
        assertThat(zip)
                .as("the zip, which `mvn verify` builds before it runs this test")
                .exists();
        return zip;
    }
}
