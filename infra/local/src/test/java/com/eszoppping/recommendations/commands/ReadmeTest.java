package com.eszoppping.recommendations.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.architecture.MarkdownPage;
import com.eszoppping.recommendations.local.FreePort;
import com.eszoppping.recommendations.local.Stores;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the README tells a newcomer to type, typed: by the real launcher, command after command, with less data and another port. The
 * same for the pages of those who write the shop's pages, who run experiments, and who ask what it costs. What operations need is an
 * account.
 */
final class ReadmeTest {
    private static final String IN_CONTAINERS = "RuntimeImageTest does the like, with a container engine";

    /** What is not typed, by how it begins, and why. */
    private static final Map<String, String> NOT_TYPED = Map.of(
            "./recs test", "it would run this very test",
            "infra/contract/tool", "ContractTest and SchemathesisTest do",
            "./recs build && sam", IN_CONTAINERS,
            "./recs generate --out out/store && ./recs local-cloud", IN_CONTAINERS,
            "sam local", IN_CONTAINERS,
            "curl -G http://127.0.0.1:3000", IN_CONTAINERS);

    /** What the pages say, and what is typed: the reader's own logs, and less of everything. */
    private static final Map<String, String> INSTEAD = Map.of(
            "--data DIR", "--data out/demo",
            "--sessions 228000 --users 40000 --products 5000", "--sessions 800 --users 60 --products 80",
            "--visitors 4000", "--visitors 300");

    /** For processes that live for seconds. */
    private static final String STARTS_FAST = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Pattern COMMAND = Pattern.compile("(?:[^'\n\\\\]|'[^']*'|\\\\\n)+");
    private static final Pattern REMARK = Pattern.compile("\\s+# ([^']*)$");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z]+)=(\\w+); (.*)", Pattern.DOTALL);
    private static final Pattern STAYS = Pattern.compile("\\./recs (demo|serve)\\b.*");
    private static final Pattern PRINTED = Pattern.compile("(?m)^  (curl .*)$");
    private static final Pattern REPORT = Pattern.compile("(?m)^How good it is: (.*)$");
    private static final Pattern LIMIT = Pattern.compile("\\blimit=(\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param remark what the page says behind it, or nothing */
    private record Command(String text, String remark) {
        static Command of(MatchResult line) {
            Matcher remark = REMARK.matcher(line.group());
            return remark.find()
                    ? new Command(line.group().substring(0, remark.start()), remark.group(1))
                    : new Command(line.group(), "");
        }

        boolean isTyped() {
            return NOT_TYPED.keySet().stream().noneMatch(text::startsWith);
        }
    }

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private Optional<Process> staying = Optional.empty();
    private int port;

    @BeforeEach
    void layOut() throws IOException {
        LaidOutProject.in(folder);
        // The demo makes up a larger store unless one is there.
        Stores.generate(folder.resolve("out/demo"), 1_000, false);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (staying.isPresent()) {
            staying.get().destroy();
            assertThat(staying.get().waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            staying = Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/api.md", "docs/experiments.md", "docs/cost.md"})
    void what_a_page_says_is_typed_and_does_what_the_page_says(String page) throws Exception {
        List<Command> commands = MarkdownPage.read(page).blocks("sh").stream()
                .flatMap(block -> COMMAND.matcher(block).results())
                .map(Command::of)
                .filter(Command::isTyped)
                .toList();

        assertThat(commands).isNotEmpty();
        for (Command command : commands) {
            type(command);
        }
    }

    private void type(Command command) throws Exception {
        String text = command.text();
        for (Map.Entry<String, String> instead : INSTEAD.entrySet()) {
            text = text.replace(instead.getKey(), instead.getValue());
        }
        Matcher assignment = ASSIGNMENT.matcher(text);
        if (assignment.matches()) {
            variables.put(assignment.group(1), assignment.group(2));
            text = assignment.group(3);
        }
        if (STAYS.matcher(text).matches()) {
            stay(text);
        } else if (text.startsWith("curl ")) {
            ask(text, command.remark());
        } else {
            run(text.startsWith("./recs simulate") ? text + " --url http://localhost:" + port : text);
        }
    }

    /** One that stays is stopped, as by Ctrl-C, when the next one begins. */
    private void stay(String text) throws Exception {
        stop();
        port = FreePort.find();
        Path printed = folder.resolve("printed");
        staying = Optional.of(start("exec " + text + " --port " + port, printed));
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!Files.readString(printed).contains("Ctrl-C stops")) {
            assertThat(staying.get().isAlive() && System.nanoTime() < end)
                    .as(text + "\n" + Files.readString(errors(printed)))
                    .isTrue();
            Thread.sleep(50);
        }
        List<String> lines = PRINTED.matcher(Files.readString(printed))
                .results()
                .map(line -> line.group(1))
                .filter(line -> !line.contains("/PRODUCT/"))
                .toList();
        for (String line : lines) {
            ask(REMARK.matcher(line).replaceFirst(""), "");
        }
        REPORT.matcher(Files.readString(printed))
                .results()
                .forEach(report -> assertThat(folder.resolve(report.group(1))).exists());
    }

    /** @param remark if it begins like JSON, what the answer has, with … for whatever is there */
    private void ask(String text, String remark) throws Exception {
        String answer = run(text.replace("localhost:8080", "localhost:" + port).replaceFirst("curl ", "curl -fsS "));
        JsonNode json = JSON.readTree(answer);
        assertThat(json.isObject()).as(answer).isTrue();
        if (text.contains("/recommendations")) {
            Matcher limit = LIMIT.matcher(text);
            assertThat(limit.find()).isTrue();
            assertThat(json.path("items").size())
                    .as(answer)
                    .isPositive()
                    .isLessThanOrEqualTo(Integer.parseInt(limit.group(1)));
        }
        if (remark.matches("[\"{].*")) {
            String expected =
                    Arrays.stream(remark.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            assertThat(answer).containsPattern(expected);
        }
    }

    /** What it prints, if it ends as it should. */
    private String run(String text) throws Exception {
        Path printed = folder.resolve("answer");
        Process process = start(text, printed);
        boolean ended = process.waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(ended && process.exitValue() == 0)
                .as(text + "\n" + Files.readString(errors(printed)))
                .isTrue();
        String answer = Files.readString(printed);
        assertThat(!text.contains("./recs") || !answer.isBlank()).as(text).isTrue();
        return answer;
    }

    private Process start(String text, Path printed) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", text)
                .directory(folder.toFile())
                .redirectOutput(printed.toFile())
                .redirectError(errors(printed).toFile());
        shell.environment().putAll(variables);
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        shell.environment().put("JAVA_TOOL_OPTIONS", STARTS_FAST);
        return shell.start();
    }

    private static Path errors(Path printed) {
        return printed.resolveSibling(printed.getFileName() + ".errors");
    }
}
