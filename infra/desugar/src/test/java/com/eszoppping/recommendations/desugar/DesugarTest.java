package com.eszoppping.recommendations.desugar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DesugarTest {
    private static final String OLD = "com/eszoppping/recommendations/desugar/OldExpressions.class";
    private static final String OF_OLD = "com/eszoppping/recommendations/desugar/OldExpressions$$Lambdas0.class";
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 24, 0, 0);

    @TempDir
    private Path folder;

    @Test
    void the_jar_keeps_its_order_and_time_and_is_the_same_when_it_is_desugared_again() throws IOException {
        Path jar = folder.resolve("libraries.jar");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n".getBytes(UTF_8));
        files.put(OLD, old());
        files.put("a.txt", "a".getBytes(UTF_8));
        new Libraries(files, TIME).write(jar);

        desugar(jar);
        byte[] once = Files.readAllBytes(jar);
        desugar(jar);

        assertThat(Libraries.read(jar).files().keySet()).containsExactly("META-INF/MANIFEST.MF", OLD, "a.txt", OF_OLD);
        assertThat(Libraries.read(jar).time()).isEqualTo(TIME);
        assertThat(Files.readAllBytes(jar)).isEqualTo(once);
    }

    @Test
    void classes_go_to_another_folder_and_stay_as_they_were() throws IOException {
        Path jar = folder.resolve("libraries.jar");
        new Libraries(Map.of(), TIME).write(jar);
        Files.createDirectories(folder.resolve("classes").resolve(OLD).getParent());
        Files.write(folder.resolve("classes").resolve(OLD), old());

        desugar(jar);

        assertThat(folder.resolve("classes").resolve(OLD)).hasBinaryContent(old());
        assertThat(folder.resolve("plain").resolve(OLD)).exists();
        assertThat(folder.resolve("plain").resolve(OF_OLD)).exists();
    }

    @Test
    void what_an_earlier_build_left_is_gone() throws IOException {
        Path jar = folder.resolve("libraries.jar");
        new Libraries(Map.of(), TIME).write(jar);
        Path left = folder.resolve("plain").resolve(OF_OLD);
        Files.createDirectories(left.getParent());
        Files.write(left, new byte[1]);

        desugar(jar);

        assertThat(left).doesNotExist();
    }

    @Test
    void says_what_it_needs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Desugar.main(new String[] {"one"}))
                .withMessage("What is needed is a folder, another folder and a jar, but this is [one].");
    }

    private void desugar(Path jar) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Desugar.main(new String[] {classes.toString(), folder.resolve("plain").toString(), jar.toString()});
    }

    private static byte[] old() throws IOException {
        try (InputStream bytes = DesugarTest.class.getResourceAsStream("/" + OLD)) {
            return bytes.readAllBytes();
        }
    }
}
