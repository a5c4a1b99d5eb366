package com.eszoppping.recommendations.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deployed: the zips that Maven's package phase makes before this module's tests run. */
final class ZipsTest {
    private static final String LICENCES = "META-INF/LICENSES-AND-NOTICES";

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
        return Stream.of(
                        "org/junit",
                        "assertj",
                        "dynamodbv2/local",
                        "org/sqlite",
                        "s3mock",
                        "recommendations/(bucket|store)/\\w*(Contract|Test)")
                .anyMatch(part -> Pattern.compile(part).matcher(entry).find());
    }

    @Test
    void the_api_carries_neither_the_recommender_nor_s3_nor_a_second_http_client() throws IOException {
        assertThat(entries("api"))
                .contains("software/amazon/awssdk/services/dynamodb/DynamoDbClient.class")
                .noneMatch(entry -> Stream.of(
                                "com/eszoppping/recommendations/model",
                                "com/eszoppping/recommendations/bucket",
                                "software/amazon/awssdk/services/s3",
                                "org/ejml",
                                "org/apache/http",
                                "io/netty",
                                "com/fasterxml/jackson/databind")
                        .anyMatch(entry::startsWith));
    }

    @Test
    void the_api_has_plain_classes_in_the_place_of_lambdas_its_own_and_those_of_libraries() throws IOException {
        assertThat(entries("api"))
                .contains(
                        "com/eszoppping/recommendations/api/Recommendations$$Lambdas0.class",
                        "com/eszoppping/recommendations/store/VersionReader$$Lambdas0.class",
                        "software/amazon/awssdk/core/client/builder/SdkDefaultClientBuilder$$Lambdas0.class");
    }

    /** A start reads classes, so they are not compressed a second time; two of one name would hide each other. */
    @ParameterizedTest
    @ValueSource(strings = {"training", "api", "feedback", "admin"})
    void the_libraries_are_one_jar_that_is_not_compressed_and_has_no_name_twice(String module) throws IOException {
        List<ZipEntry> libraries = new ArrayList<>();
        read(module, (file, entry) -> {
            if (!file.isEmpty()) {
                assertThat(file).isEqualTo("lib/libraries.jar");
                libraries.add(entry);
            }
        });
        assertThat(libraries).extracting(ZipEntry::getMethod).containsOnly(ZipEntry.STORED);
        assertThat(libraries)
                .extracting(ZipEntry::getName)
                .doesNotHaveDuplicates()
                .contains(LICENCES);
    }

    /** A cold start reads the zip: as measured, with some room. */
    @ParameterizedTest
    @CsvSource({"training, 12_500_000", "api, 6_500_000", "feedback, 6_500_000", "admin, 10_000_000"})
    void a_zip_stays_small(String module, String maxBytes) throws IOException {
        assertThat(Files.size(zip(module))).isLessThan(Long.parseLong(maxBytes.replace("_", "")));
    }

    private static List<String> entries(String module) throws IOException {
        List<String> names = new ArrayList<>();
        read(module, (file, entry) -> names.add(entry.getName()));
        return names;
    }

    /** Hears of each entry of the zip, with an empty name of a file, and of each of the jars in it. */
    private static void read(String module, BiConsumer<String, ZipEntry> hears) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(zip(module)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                hears.accept("", entry);
                if (entry.getName().endsWith(".jar")) {
                    ZipInputStream jar = new ZipInputStream(zip);
                    for (ZipEntry inner = jar.getNextEntry(); inner != null; inner = jar.getNextEntry()) {
                        hears.accept(entry.getName(), inner);
                    }
                }
            }
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
