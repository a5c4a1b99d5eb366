package com.eszoppping.recommendations.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The scripts of {@code infra/build} that read the template with AWS's own tools, which they install on first use. */
final class TemplateTool {
    private static final int CANNOT_BE_INSTALLED = 3;

    private TemplateTool() {}

    /** Runs one of them and answers what it prints; skips the test, loudly, where it can't be installed and this is not CI. */
    static String run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Repository.file("infra/build/" + script).toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(script, ".out");
        Path errors = Files.createTempFile(script, ".err");
        try {
            int exit = new ProcessBuilder(command)
                    .directory(Repository.file(".").toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start()
                    .waitFor();
            if (exit == CANNOT_BE_INSTALLED && !"true".equals(System.getenv("CI"))) {
                System.err.println("SKIPPED: " + script + " can't be installed, so nobody checks the template: "
                        + Files.readString(errors));
                assumeTrue(false, script + " can't be installed");
            }
            assertThat(exit)
                    .as(Files.readString(output) + Files.readString(errors))
                    .isZero();
            return Files.readString(output);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
