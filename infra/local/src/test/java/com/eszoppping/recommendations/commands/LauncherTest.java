package com.eszoppping.recommendations.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./recs} does itself. */
final class LauncherTest {
    private static final int WRONG_USE = 2;

    @TempDir
    private Path folder;

    @Test
    void a_deployment_to_a_stage_that_there_is_not_is_refused_before_anything_is_built() throws Exception {
        LaidOutProject.in(folder);
        Path said = folder.resolve("said");

        Process deploy = new ProcessBuilder("./recs", "deploy", "--stage", "staging")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(deploy.waitFor()).isEqualTo(WRONG_USE);
        assertThat(said).content().startsWith("--stage is dev or prod, but this is 'staging'.");
        // A deployment that goes on builds anew, and takes away what says that a build is there.
        assertThat(Files.exists(folder.resolve("infra/local/target/recs.stamp")))
                .isTrue();
    }
}
