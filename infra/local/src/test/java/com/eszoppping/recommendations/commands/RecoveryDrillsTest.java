package com.eszoppping.recommendations.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.architecture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts of {@code infra/drills}, each of which loses something and fails unless it comes back as it was. */
final class RecoveryDrillsTest {
    /** For processes that live for seconds. */
    private static final String STARTS_FAST = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    @TempDir
    private Path folder;

    static List<String> drills() throws IOException {
        try (Stream<Path> files = Files.list(Repository.file("infra/drills"))) {
            return files.filter(Files::isExecutable)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("drills")
    void what_was_lost_comes_back_as_it_was(String drill) throws Exception {
        LaidOutProject.in(folder);
        ProcessBuilder command =
                new ProcessBuilder(folder.resolve("infra/drills").resolve(drill).toString());
        command.environment().put("JAVA_TOOL_OPTIONS", STARTS_FAST);
        Path said = folder.resolve("said");

        int exit = command.redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();

        assertThat(exit).as(Files.readString(said)).isZero();
    }
}
