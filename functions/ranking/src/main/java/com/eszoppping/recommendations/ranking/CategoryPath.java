package com.eszoppping.recommendations.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A node of the store's category tree, as the path that leads to it, e.g. {@code Gry i konsole;Gry na konsole}.
 *
 * @param segments names from the top of the tree down, none blank; empty for the whole store
 */
public record CategoryPath(List<String> segments) implements Comparable<CategoryPath> {
    /** The whole store: the root of the tree, the parent of every department. */
    public static final CategoryPath STORE = new CategoryPath(List.of());

    private static final String SEPARATOR = ";";

    public CategoryPath {
        segments = List.copyOf(segments);
        for (String segment : segments) {
            if (segment.isBlank() || segment.contains(SEPARATOR)) {
                throw new IllegalArgumentException("A category's name is not blank and has no '" + SEPARATOR
                        + "', but this is '" + segment + "'.");
            }
        }
    }

    /**
     * Reads the catalogue's notation. Blanks around a name and empty names are dropped, so that {@code "A; B;"} is
     * {@code A;B}; a text without any name is {@link #STORE}.
     */
    public static CategoryPath parse(String text) {
        return new CategoryPath(Arrays.stream(text.split(SEPARATOR))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
    }

    /** The path in the catalogue's notation; empty for {@link #STORE}. */
    public String text() {
        return String.join(SEPARATOR, segments);
    }

    /** The last segment, or an empty string for {@link #STORE}. */
    public String name() {
        return isStore() ? "" : segments.get(segments.size() - 1);
    }

    /** Whether this is the whole store. */
    public boolean isStore() {
        return segments.isEmpty();
    }

    /** Whether a path is this node or one below it. */
    public boolean holds(CategoryPath path) {
        int depth = segments.size();
        return path.segments.size() >= depth && path.segments.subList(0, depth).equals(segments);
    }

    /** The node above, or nothing for {@link #STORE}. */
    public Optional<CategoryPath> parent() {
        return isStore() ? Optional.empty() : Optional.of(new CategoryPath(segments.subList(0, segments.size() - 1)));
    }

    /** This node, its parent, and so on, up to and with {@link #STORE}. */
    public List<CategoryPath> selfAndAncestors() {
        List<CategoryPath> path = new ArrayList<>();
        for (int length = segments.size(); length >= 0; length--) {
            path.add(new CategoryPath(segments.subList(0, length)));
        }
        return path;
    }

    @Override
    public int compareTo(CategoryPath other) {
        return text().compareTo(other.text());
    }

    @Override
    public String toString() {
        return text();
    }
}
