package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.architecture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./recs deploy} refuses before anything is sent anywhere. RuntimeImageTest has it go as far as it can without an account. */
class DeployTest {
    private static final int REFUSED = 1;
    private static final int WRONG_USE = 2;

    @TempDir
    private Path folder;

    @Test
    void a_stage_must_be_named() throws Exception {
        assertEnds(WRONG_USE, "Which stage? --stage is dev or prod.", Map.of());
        assertEnds(WRONG_USE, "but this is 'staging'", Map.of(), "--stage", "staging");
        assertEnds(WRONG_USE, "--stage needs a value.", Map.of(), "--stage");
        assertEnds(WRONG_USE, "'--force' is unknown.", Map.of(), "--stage", "dev", "--force");
    }

    @Test
    void without_the_sam_cli_nothing_is_deployed() throws Exception {
        assertEnds(REFUSED, "there is no SAM CLI", Map.of("PATH", toolsWithout("sam")), "--stage", "dev");
    }

    @Test
    void a_local_cloud_left_in_the_environment_is_no_account() throws Exception {
        assertEnds(
                REFUSED,
                "AWS_ENDPOINT_URL is http://127.0.0.1:5566",
                Map.of("PATH", toolsWithout(""), "AWS_ENDPOINT_URL", "http://127.0.0.1:5566"),
                "--stage",
                "dev");
    }

    @Test
    void production_takes_committed_code_only() throws Exception {
        script("git", "echo ' M template.yaml'");

        assertEnds(
                REFUSED,
                "prod takes committed code only, and there are changes",
                Map.of("PATH", withScripts()),
                "--stage",
                "prod");
    }

    @Test
    void without_an_account_nothing_is_deployed() throws Exception {
        script("aws", "exit 255");

        assertEnds(REFUSED, "AWS does not know who you are", Map.of("PATH", withScripts()), "--stage", "dev");
    }

    @Test
    void an_account_without_room_for_the_training_is_told_so_before_cloudformation_fails() throws Exception {
        script("aws", """
                case "$*" in
                  *UnreservedConcurrentExecutions*) echo 10 ;;
                  *) echo 123456789012 ;;
                esac
                """);

        assertEnds(
                REFUSED,
                "only 10 are unreserved, and the training reserves 1",
                Map.of("PATH", withScripts()),
                "--stage",
                "dev");
    }

    /** The AWS CLI is one that answers from here and says what it was asked, since nobody here has an account. */
    @Test
    void the_pages_go_up_with_the_api_of_their_stage_and_say_whom_it_must_let_read() throws Exception {
        Path config = folder.resolve("config.js");
        script("sam", "true");
        script("aws", """
                echo "aws $*" >&2
                case "$*" in
                  *ApiUrl*--output*) echo https://abc.execute-api.eu-central-1.amazonaws.com ;;
                  *FilesBucket*) echo files-of-the-site ;;
                  *DistributionId*) echo E123 ;;
                  *SiteUrl*) echo https://d1.cloudfront.net ;;
                  *CorsAllowedOrigin*) echo http://localhost:8080 ;;
                  's3 sync '*--delete*) cp "$3/config.js" "$RECEIVED" ;;
                  *UnreservedConcurrentExecutions*) echo 1000 ;;
                esac
                """);

        assertEnds(
                0,
                "The storefront is at https://d1.cloudfront.net, the console at https://d1.cloudfront.net/console.",
                Map.of("PATH", folder.resolve("scripts") + ":/usr/bin:/bin", "RECEIVED", config.toString()),
                "--stage",
                "dev",
                "--site");

        assertThat(config)
                .content()
                .contains("api: 'https://abc.execute-api.eu-central-1.amazonaws.com',")
                .contains("local: false,");
        assertThat(folder.resolve("deploy.log"))
                .content()
                .contains("--stack-name eszoppping-recommendations-dev-site --template-file infra/site.yaml")
                .contains("s3://files-of-the-site --delete --cache-control max-age=0, s-maxage=300")
                .contains("create-invalidation --distribution-id E123")
                .contains("only pages of http://localhost:8080", "CorsAllowedOrigin=https://d1.cloudfront.net");
    }

    /** A command that does what a script says. */
    private void script(String name, String text) throws IOException {
        Path script = Files.createDirectories(folder.resolve("scripts")).resolve(name);
        Files.writeString(script, "#!/bin/bash\n" + text);
        script.toFile().setExecutable(true);
    }

    private String withScripts() throws IOException {
        return folder.resolve("scripts") + ":" + toolsWithout("");
    }

    /** A path with what the script calls, but without one of them. */
    private String toolsWithout(String missing) throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools-without-" + missing));
        for (String tool : List.of("bash", "dirname", "git", "sam")) {
            if (!tool.equals(missing)) {
                Path link = tools.resolve(tool);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, Path.of(tool.equals("sam") ? "/bin/true" : "/usr/bin/" + tool));
            }
        }
        return tools.toString();
    }

    private void assertEnds(int exit, String said, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(
                List.of("/bin/bash", Repository.file("infra/build/deploy").toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("deploy.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().remove("AWS_ENDPOINT_URL");
        builder.environment().putAll(new HashMap<>(environment));
        assertThat(builder.start().waitFor()).as(Files.readString(log)).isEqualTo(exit);
        assertThat(log).content().contains(said);
    }
}
