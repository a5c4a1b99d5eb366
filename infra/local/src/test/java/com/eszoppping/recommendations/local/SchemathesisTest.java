package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eszoppping.recommendations.architecture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The API's document by the judgement of others: a validator of OpenAPI, and <a href="https://schemathesis.io">schemathesis</a>,
 * which makes requests up from the document and holds each answer against it. Where Python or its package index can't be
 * reached this says so and is skipped; not so in CI.
 */
class SchemathesisTest {
    private static final int CANNOT_BE_INSTALLED = 3;
    private static final String DOCUMENT =
            Repository.file("functions/api/openapi.yaml").toString();
    /** Requests made up for each operation, beside those that try each limit of the document. */
    private static final String EXAMPLES = Boolean.getBoolean("recs.full") ? "1000" : "15";

    @TempDir
    private Path folder;

    @Test
    void the_document_is_valid() throws Exception {
        run("openapi-spec-validator", DOCUMENT);
    }

    @Test
    void made_up_requests_get_documented_answers_and_never_a_5xx() throws Exception {
        try (ServedStore store = ServedStore.trained(folder)) {
            schemathesis(store, "--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES);
        }
    }

    @Test
    void where_nothing_is_published_yet_the_answers_are_documented_as_well() throws Exception {
        try (ServedStore store = ServedStore.empty(folder)) {
            schemathesis(store, "--phases", "examples,coverage", "--exclude-checks", "not_a_server_error");
        }
    }

    private void schemathesis(ServedStore store, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("schemathesis", "run", DOCUMENT, "--url", store.url()));
        command.addAll(List.of("--no-color", "--warnings", "off"));
        command.addAll(List.of(options));
        run(command.toArray(String[]::new));
    }

    private void run(String... command) throws IOException, InterruptedException {
        List<String> whole =
                new ArrayList<>(List.of(Repository.file("infra/contract/tool").toString()));
        whole.addAll(List.of(command));
        Path output = folder.resolve("output.txt");
        int exit = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (exit == CANNOT_BE_INSTALLED && !"true".equals(System.getenv("CI"))) {
            System.err.println("SKIPPED: " + command[0]
                    + " can't be installed, so nobody holds the API to its document: " + Files.readString(output));
            assumeTrue(false, command[0] + " can't be installed");
        }
        assertThat(exit).as(Files.readString(output)).isZero();
    }
}
