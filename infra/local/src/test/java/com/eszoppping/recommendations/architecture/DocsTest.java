package com.eszoppping.recommendations.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation holds together: links lead somewhere, every page can be found, and each thing is said once. */
final class DocsTest {
    private static final Path README = Path.of("README.md");

    /** A history, which says again what the pages say by now. */
    private static final Path CHANGELOG = Path.of("CHANGELOG.md");

    /** So many words in a row are no coincidence. */
    private static final int WORDS_IN_A_ROW = 12;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern WITH_SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

    private final Map<Path, MarkdownPage> pages = new LinkedHashMap<>();

    DocsTest() throws IOException {
        MarkdownPage.all().forEach(page -> pages.put(page.path(), page));
    }

    /** A link into the project, seen from its folder. */
    private record Target(Path path, Optional<String> anchor) {}

    @Test
    void every_link_leads_to_a_file_of_the_project_and_every_anchor_to_a_heading() {
        List<String> broken = new ArrayList<>();
        for (MarkdownPage page : pages.values()) {
            for (String destination : page.destinations()) {
                if (WITH_SCHEME.matcher(destination).matches()) {
                    assertThat(URI.create(destination).getScheme()).isIn("http", "https");
                } else {
                    problem(target(page, destination))
                            .ifPresent(problem -> broken.add(page + ": " + destination + ": " + problem));
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    private static Target target(MarkdownPage page, String destination) {
        int hash = destination.indexOf('#');
        String file = hash < 0 ? destination : destination.substring(0, hash);
        Optional<String> anchor = hash < 0 ? Optional.empty() : Optional.of(destination.substring(hash + 1));
        return new Target(
                file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize(), anchor);
    }

    private Optional<String> problem(Target target) {
        if (target.path().startsWith("..")
                || !Files.exists(Repository.file(target.path().toString()))) {
            return Optional.of("there is no such file in the project");
        }
        if (target.anchor().isEmpty()) {
            return Optional.empty();
        }
        MarkdownPage page = pages.get(target.path());
        if (page == null) {
            return Optional.of("only a Markdown page has anchors");
        }
        return page.anchors().contains(target.anchor().get())
                ? Optional.empty()
                : Optional.of("the headings there are " + page.anchors());
    }

    @Test
    void every_page_can_be_reached_from_the_readme() {
        Set<Path> reached = new HashSet<>(Set.of(README));
        Deque<Path> toRead = new ArrayDeque<>(reached);
        while (!toRead.isEmpty()) {
            MarkdownPage page = pages.get(toRead.remove());
            for (String destination : page.destinations()) {
                if (!WITH_SCHEME.matcher(destination).matches()) {
                    Path path = target(page, destination).path();
                    Path linked = pages.containsKey(path) ? path : path.resolve("README.md");
                    if (pages.containsKey(linked) && reached.add(linked)) {
                        toRead.add(linked);
                    }
                }
            }
        }

        assertThat(reached).containsAll(pages.keySet());
    }

    @Test
    void no_page_says_in_the_same_words_what_another_says() {
        Map<List<String>, Path> saidIn = new HashMap<>();
        List<String> repeated = new ArrayList<>();
        for (MarkdownPage page : pages.values()) {
            if (!page.path().equals(CHANGELOG)) {
                page.passages().forEach(passage -> addRepeated(words(passage), page.path(), saidIn, repeated));
            }
        }

        assertThat(repeated).isEmpty();
    }

    private static List<String> words(String passage) {
        return BETWEEN_WORDS
                .splitAsStream(passage.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static void addRepeated(
            List<String> words, Path page, Map<List<String>, Path> saidIn, List<String> repeated) {
        for (int first = 0; first + WORDS_IN_A_ROW <= words.size(); first++) {
            List<String> row = List.copyOf(words.subList(first, first + WORDS_IN_A_ROW));
            Path other = saidIn.putIfAbsent(row, page);
            if (other != null && !other.equals(page)) {
                repeated.add(other + " and " + page + ": " + String.join(" ", row));
                return;
            }
        }
    }

    @Test
    void a_page_that_needs_what_lies_beside_the_project_says_that_it_is_not_part_of_it() throws IOException {
        for (MarkdownPage page : pages.values()) {
            String text = Files.readString(Repository.file(page.path().toString()));
            if (text.contains("../shared")) {
                assertThat(BETWEEN_WORDS.matcher(text).replaceAll(" "))
                        .as(page.toString())
                        .contains("not part of this repository");
            }
        }
    }
}
