package com.eszoppping.recommendations.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.architecture.MarkdownPage;
import com.eszoppping.recommendations.architecture.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a page says of {@code ./recs}: the command exists, and takes these options. */
final class DocumentedCommandsTest {
    /** A history: it names what was there at its time. */
    private static final Path CHANGELOG = Path.of("CHANGELOG.md");

    /** The command, and all that belongs to it on the line. */
    private static final Pattern COMMAND = Pattern.compile("\\./recs ([a-z][a-z-]*)([^#;&\n]*)");

    private static final Pattern WORDS_BEFORE_OPTIONS = Pattern.compile("^ ([a-z0-9|-]+)");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    /** Commands that are made of others. */
    private static final Set<String> GROUPS = Set.of("bench", "experiment");

    /** A line of the list of all commands. */
    private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z][a-z-]*)( .*)$");

    private final String all = run("--help");
    private final Map<String, String> ofLauncher = listed(all.substring(all.indexOf("Of the launcher itself")));

    /** What a command's help says, by the command. */
    private final Map<String, String> helps = new HashMap<>();

    private static Map<String, String> listed(String text) {
        return LISTED.matcher(text).results().collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
    }

    /** @param words the command, without its options */
    private record Named(String words, Set<String> options) {}

    @Test
    void every_command_that_a_page_names_exists_and_takes_these_options() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            if (!page.path().equals(CHANGELOG)) {
                for (Named command : commands(page)) {
                    String help = help(command.words());
                    command.options().stream()
                            .filter(option -> !Pattern.compile(option + "(?![a-z-])")
                                    .matcher(help)
                                    .find())
                            .forEach(option -> unknown.add(page + ": ./recs " + command.words() + " " + option));
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void the_readme_names_every_command() throws IOException {
        Set<String> named = new TreeSet<>();
        commands(MarkdownPage.read("README.md"))
                .forEach(command -> named.add(command.words().replaceFirst(" .*", "")));

        assertThat(named).containsExactlyInAnyOrderElementsOf(listed(all).keySet());
    }

    private static List<Named> commands(MarkdownPage page) {
        return Stream.concat(page.blocks("sh").stream(), page.quotedCode().stream())
                .map(code -> code.replace("\\\n", " "))
                .flatMap(code -> COMMAND.matcher(code).results().toList().stream())
                .flatMap(DocumentedCommandsTest::read)
                .toList();
    }

    private static Stream<Named> read(MatchResult found) {
        Set<String> options = new TreeSet<>();
        OPTION.matcher(found.group(2)).results().forEach(option -> options.add(option.group()));
        if (!GROUPS.contains(found.group(1))) {
            return Stream.of(new Named(found.group(1), options));
        }
        return WORDS_BEFORE_OPTIONS
                .matcher(found.group(2))
                .results()
                .flatMap(words -> Pattern.compile("\\|").splitAsStream(words.group(1)))
                .map(word -> new Named(found.group(1) + " " + word, options));
    }

    /** What a command says of itself; what the launcher does by itself stands in the list of all commands. */
    private String help(String words) {
        return helps.computeIfAbsent(words, unread -> {
            if (words.equals("spark")) {
                return run("train", "--help");
            }
            if (ofLauncher.containsKey(words)) {
                return ofLauncher.get(words);
            }
            String help = run((words + " --help").split(" ", -1));
            // Asked about a command that it does not know, it answers with the list of all.
            assertThat(help).contains("Usage: recs " + words + " ");
            return help;
        });
    }

    private static String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, UTF_8);
        Console console = new Console(print, print, variable -> null, false, Repository.file(""));
        assertThat(Recs.run(console, arguments))
                .as("./recs " + String.join(" ", arguments) + "\n" + out.toString(UTF_8))
                .isZero();
        return out.toString(UTF_8);
    }
}
