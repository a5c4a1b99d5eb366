package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.feedback.EventSink;
import com.eszoppping.recommendations.feedback.EventsNotKeptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileEventSinkTest extends EventSinkContract {
    private static final Instant NOW = Instant.parse("2026-11-24T23:59:59Z");

    @TempDir
    private Path folder;

    @Override
    protected EventSink sink() {
        return new FileEventSink(folder, InstantSource.fixed(NOW));
    }

    @Override
    protected Bucket bucket() {
        return new FolderBucket(folder, folder);
    }

    @Test
    void a_day_has_one_file() {
        sink().keep(List.of("{}"), NOW);

        assertThat(folder.resolve("sessions/feedback/2026-11-24.jsonl")).hasContent("{}\n");
    }

    @Test
    void a_line_that_broke_off_does_not_take_the_next_one_with_it() throws IOException {
        sink().keep(List.of("{}"), NOW);
        Files.writeString(folder.resolve("sessions/feedback/2026-11-24.jsonl"), "{\"session_i");

        sink().keep(List.of("{\"a\":1}"), NOW);

        assertThat(lines()).containsExactly("{\"session_i", "{\"a\":1}");
    }

    @Test
    void what_cannot_be_written_is_not_kept() throws IOException {
        Files.writeString(folder.resolve("sessions"), "a file where a folder should be");

        assertThatThrownBy(() -> sink().keep(List.of("{}", "{}"), NOW))
                .isInstanceOfSatisfying(
                        EventsNotKeptException.class, e -> assertThat(e.lines()).containsExactly(0, 1))
                .hasMessageStartingWith("The events could not be written below " + folder);
    }
}
