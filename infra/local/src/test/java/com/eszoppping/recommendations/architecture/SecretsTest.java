package com.eszoppping.recommendations.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file that git tracks has a password, key or token in it. */
final class SecretsTest {
    private static final String SCAN = "scan-secrets";

    @Test
    void the_project_has_no_secrets() throws Exception {
        TemplateTool.run(SCAN);
    }

    @Test
    void a_secret_is_found(@TempDir Path folder) throws Exception {
        // Put together here, or this file would be found itself.
        Path planted = Files.writeString(folder.resolve("settings.txt"), "key = AKIA" + "Z7QWERTYUIOPASDF\n");

        assertThatThrownBy(() -> TemplateTool.run(SCAN, planted.toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("settings.txt");
        assertThat(TemplateTool.run(SCAN, Files.writeString(planted, "key =\n").toString()))
                .doesNotContain("settings.txt");
    }
}
