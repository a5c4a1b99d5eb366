package com.eszoppping.recommendations.architecture;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A Markdown page of the project, as GitHub reads it. */
public final class MarkdownPage {
    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /** What nobody wrote, and what is no part of the project. */
    private static final Set<String> GENERATED = Set.of("target", "out");

    private final Path path;
    private final Node document;

    private MarkdownPage(Path path, Node document) {
        this.path = path;
        this.document = document;
    }

    /** A page, by its path from the project's folder. */
    public static MarkdownPage read(String path) throws IOException {
        return new MarkdownPage(Path.of(path), MARKDOWN.parse(Files.readString(Repository.file(path))));
    }

    /** All pages of the project, in the order of their paths. */
    public static List<MarkdownPage> all() throws IOException {
        Path root = Repository.file("");
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean ours = folder.equals(root) || !(GENERATED.contains(name) || name.startsWith("."));
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    found.add(root.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        List<MarkdownPage> pages = new ArrayList<>();
        for (Path file : found.stream().sorted().toList()) {
            pages.add(read(file.toString()));
        }
        return pages;
    }

    /** Where the page is, from the project's folder. */
    public Path path() {
        return path;
    }

    /** Where its links and pictures lead, as written. */
    List<String> destinations() {
        List<String> destinations = new ArrayList<>();
        each(document, node -> {
            if (node instanceof Link link) {
                destinations.add(link.getDestination());
            } else if (node instanceof Image image) {
                destinations.add(image.getDestination());
            }
        });
        return destinations;
    }

    /**
     * The names of its headings in links: small letters, blanks as hyphens, no other signs; of equal ones the second ends with
     * {@code -1} and so on.
     */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> times = new HashMap<>();
        each(document, node -> {
            if (node instanceof Heading heading) {
                String name = text(heading)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int before = times.merge(name, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? name : name + "-" + before);
            }
        });
        return anchors;
    }

    /** Its blocks of code in a language, in their order. */
    public List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        each(document, node -> {
            if (node instanceof FencedCodeBlock block && block.getInfo().equals(language)) {
                blocks.add(block.getLiteral());
            }
        });
        return blocks;
    }

    /** What stands between backticks in its text. */
    public List<String> quotedCode() {
        List<String> quoted = new ArrayList<>();
        each(document, node -> {
            if (node instanceof Code code) {
                quoted.add(code.getLiteral());
            }
        });
        return quoted;
    }

    /** The text of each paragraph and each row of a table, without blocks of code. */
    List<String> passages() {
        List<String> passages = new ArrayList<>();
        each(document, node -> {
            if (node instanceof Paragraph || node instanceof TableRow) {
                passages.add(text(node));
            }
        });
        return passages;
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        each(node, part -> {
            if (part instanceof Text words) {
                text.append(words.getLiteral());
            } else if (part instanceof Code code) {
                text.append(code.getLiteral());
            } else if (part instanceof SoftLineBreak || part instanceof TableCell) {
                text.append(' ');
            }
        });
        return text.toString();
    }

    private static void each(Node node, Consumer<Node> visitor) {
        visitor.accept(node);
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            each(child, visitor);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
