package com.eszoppping.recommendations.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.BucketContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link FolderBucket} passes the contract, and keeps to its two folders. */
final class FolderBucketTest extends BucketContract {
    @TempDir
    private Path temporary;

    private Path logs;
    private Path reports;
    private FolderBucket bucket;

    @BeforeEach
    void name_two_folders() {
        logs = temporary.resolve("logs");
        reports = temporary.resolve("store");
        bucket = new FolderBucket(logs, reports);
    }

    @Override
    protected Bucket bucket() {
        return bucket;
    }

    @Test
    void both_folders_are_read_and_what_was_written_counts() throws IOException {
        save(logs.resolve("sessions/a.jsonl"), "log");
        save(logs.resolve("control/pointer.json"), "old");
        bucket.write("control/pointer.json", "new".getBytes(UTF_8));

        assertThat(keys("")).containsExactly("control/pointer.json", "sessions/a.jsonl");
        assertThat(content("sessions/a.jsonl")).isEqualTo("log");
        assertThat(content("control/pointer.json")).isEqualTo("new");
        assertThat(bucket.list("control/").getFirst().bytes()).isEqualTo(3);
    }

    @Test
    void the_logs_are_never_written_to() throws IOException {
        save(logs.resolve("catalogue/products.jsonl"), "{}");

        bucket.write("reports/v1/report.json", "{}".getBytes(UTF_8));
        bucket.write("catalogue/products.jsonl", "[]".getBytes(UTF_8));

        assertThat(files(logs)).containsExactly(logs.resolve("catalogue/products.jsonl"));
        assertThat(logs.resolve("catalogue/products.jsonl")).hasContent("{}");
    }

    @Test
    void one_folder_may_be_both() throws IOException {
        Bucket both = new FolderBucket(logs, logs);
        save(logs.resolve("sessions/a.jsonl"), "log");
        both.write("reports/v1/report.json", "{}".getBytes(UTF_8));

        assertThat(both.list("")).hasSize(2);
        assertThat(both.location()).isEqualTo(logs.toString());
    }

    @Test
    void a_file_left_by_a_run_that_was_killed_is_never_seen() throws IOException {
        bucket.write("reports/v1/report.json", "{}".getBytes(UTF_8));
        assertThat(files(reports)).containsExactly(reports.resolve("reports/v1/report.json"));
        save(reports.resolve(".unfinished/3f2a"), "{\"ver");

        assertThat(keys("")).containsExactly("reports/v1/report.json");
        assertThat(keys(".")).isEmpty();
        assertThatThrownBy(() -> bucket.open(".unfinished/3f2a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_write_that_fails_leaves_nothing_behind() throws IOException {
        save(reports.resolve("reports/v1"), "a file where a folder is needed");

        assertThatThrownBy(() -> bucket.write("reports/v1/report.json", "{}".getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Could not write reports/v1/report.json to " + reports);
        assertThat(files(reports)).containsExactly(reports.resolve("reports/v1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/hostname",
                "..",
                "../logs/secret",
                "sessions/../../secret",
                "a/../b",
                "a/..",
                "./a",
                "a/.",
                "a//b",
                "a/",
                "//a",
                "a\0b",
                "sessions/\0",
                ".unfinished",
                ".unfinished/a"
            })
    void a_key_that_is_no_plain_path_below_the_folder_is_refused(String key) throws IOException {
        save(temporary.resolve("secret"), "secret");

        assertThatThrownBy(() -> bucket.open(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + key + "'");
        assertThatThrownBy(() -> bucket.write(key, new byte[1])).isInstanceOf(IllegalArgumentException.class);
        assertThat(files(temporary)).containsExactly(temporary.resolve("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../", "../logs/", "/etc/", "sessions/../../", "sessions/../", "a//", "\0/"})
    void a_prefix_cannot_leave_the_folder_either(String prefix) {
        assertThatThrownBy(() -> bucket.list(prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_folders_own_path_is_no_way_to_name_its_files() throws IOException {
        save(reports.resolve("a"), "content");

        assertThatThrownBy(() -> bucket.open(reports.resolve("a").toString()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void links_are_followed_and_loops_are_not_followed_twice() throws IOException {
        Path elsewhere = temporary.resolve("elsewhere");
        save(elsewhere.resolve("november/b.jsonl"), "far");
        save(logs.resolve("sessions/a.jsonl"), "near");
        Files.createSymbolicLink(logs.resolve("sessions/linked"), elsewhere.resolve("november"));
        Files.createSymbolicLink(logs.resolve("sessions/loop"), logs);

        assertThat(keys("sessions/")).containsExactly("sessions/a.jsonl", "sessions/linked/b.jsonl");
        assertThat(content("sessions/linked/b.jsonl")).isEqualTo("far");
    }

    @Test
    void a_link_to_nothing_is_an_error_not_a_smaller_log() throws IOException {
        Files.createDirectories(logs.resolve("sessions"));
        Files.createSymbolicLink(logs.resolve("sessions/a.jsonl"), temporary.resolve("gone.jsonl"));

        assertThatThrownBy(() -> bucket.list("sessions/"))
                .isInstanceOf(IOException.class)
                .hasMessage("The link " + logs.resolve("sessions/a.jsonl") + " leads to nothing.");
        assertThat(keys("catalogue/")).isEmpty();
    }

    @Test
    void writing_over_a_link_replaces_the_link_and_not_its_target() throws IOException {
        save(temporary.resolve("precious"), "precious");
        Files.createDirectories(reports.resolve("control"));
        Files.createSymbolicLink(reports.resolve("control/pointer.json"), temporary.resolve("precious"));

        bucket.write("control/pointer.json", "new".getBytes(UTF_8));

        assertThat(content("control/pointer.json")).isEqualTo("new");
        assertThat(temporary.resolve("precious")).hasContent("precious");
    }

    private static void save(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList().stream();
        }
    }
}
