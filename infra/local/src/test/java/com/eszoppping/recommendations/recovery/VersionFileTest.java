package com.eszoppping.recommendations.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.local.SqliteTable;
import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.ManifestDraft;
import com.eszoppping.recommendations.store.Publication;
import com.eszoppping.recommendations.store.VersionCopy;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionFileTest {
    static final VersionId VERSION = VersionId.parse("20261124T020000Z-bbbb");
    private static final CategoryPath GAMES = CategoryPath.parse("Gry;Gry na konsole");

    @TempDir
    private Path folder;

    private byte[] whole;

    @BeforeEach
    void export() throws IOException {
        try (SqliteTable table = new SqliteTable(folder.resolve("versions.db"))) {
            publish(new Versions(table, InstantSource.system(), ControlCopies.none()));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            VersionFile.write(VersionCopy.of(table, VERSION), table, file);
            whole = file.toByteArray();
        }
    }

    @Test
    void a_whole_file_is_the_version_that_was_written() throws IOException {
        VersionFile file = VersionFile.check(source(whole));

        assertThat(file.copy().version()).isEqualTo(VERSION);
        try (VersionFile.Reading parts = file.parts()) {
            assertThat(parts)
                    .toIterable()
                    .extracting(VersionCopy.Part::name)
                    .containsExactly("#categories#0", "#catalogue#0", "#list#popular#-#Gry;Gry na konsole");
        }
    }

    @Test
    void wherever_a_file_breaks_off_it_is_refused() {
        for (int length = 0; length < whole.length; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> VersionFile.check(source(torn)))
                    .as("after " + length + " bytes")
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith("The file 'v.jsonl.gz' has no whole version, and nothing of it was used: ");
        }
    }

    @Test
    void whatever_character_was_changed_the_file_is_refused() throws IOException {
        String text = new String(new GZIPInputStream(new ByteArrayInputStream(whole)).readAllBytes(), UTF_8);
        Random random = new Random(1);
        for (int attempt = 0; attempt < 300; attempt++) {
            int place = random.nextInt(text.length() - 1);
            String changed =
                    text.substring(0, place) + (text.charAt(place) == '7' ? '8' : '7') + text.substring(place + 1);
            assertThatThrownBy(() -> VersionFile.check(source(gzip(changed))))
                    .as(changed)
                    .isInstanceOf(DamagedFileException.class);
        }
    }

    @Test
    void a_line_less_is_missed_and_other_files_are_told_apart() throws IOException {
        String text = new String(new GZIPInputStream(new ByteArrayInputStream(whole)).readAllBytes(), UTF_8);
        List<String> lines = text.lines().toList();
        String less = lines.get(0) + "\n" + lines.get(2) + "\n" + lines.get(3) + "\n" + lines.get(4) + "\n";

        assertThatThrownBy(() -> VersionFile.check(source(gzip(less))))
                .hasMessageEndingWith("it has 2 items, and its version 3.");
        assertThatThrownBy(() -> VersionFile.check(source(gzip("{\"product_id\":1}\n"))))
                .hasMessageContaining("it does not begin with \"format\"");
        assertThatThrownBy(() -> VersionFile.check(source("plain".getBytes(UTF_8))))
                .hasMessageEndingWith("it is not gzip.");
    }

    @Test
    void a_place_that_fails_is_not_taken_for_a_damaged_file() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        for (int length = 0; length < whole.length; length++) {
            InputStream start = new ByteArrayInputStream(whole, 0, length);
            assertThatThrownBy(() -> VersionFile.check(source(() -> new SequenceInputStream(start, closed))))
                    .as("after " + length + " bytes")
                    .isNotInstanceOf(DamagedFileException.class)
                    .hasMessageContaining("Stream closed");
        }
    }

    /** A small version, which goes live. */
    static void publish(Versions versions) {
        Publication publication = versions.begin(VERSION, Duration.ofDays(30), Deadline.never());
        publication.putCategories(List.of(GAMES));
        publication.putCatalogue(List.of(new CatalogueEntry("żółw#1", "Gra", GAMES, OptionalDouble.of(19.99), true)));
        publication.put(new RankedList(ListKey.forEverybody("popular", GAMES), List.of(new ScoredProduct("p1", 4.5))));
        publication.goLive(new ManifestDraft(
                List.of(new ServedModel("popular", 0)), SessionPolicy.DEFAULT, Map.of("seed", "1"), 0, 1));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static VersionFile.Source source(byte[] file) {
        return source(() -> new ByteArrayInputStream(file));
    }

    private static VersionFile.Source source(Supplier<InputStream> file) {
        return new VersionFile.Source() {
            @Override
            public String name() {
                return "v.jsonl.gz";
            }

            @Override
            public InputStream open() {
                return file.get();
            }
        };
    }
}
