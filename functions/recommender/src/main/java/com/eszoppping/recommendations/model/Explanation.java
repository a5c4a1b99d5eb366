package com.eszoppping.recommendations.model;

import java.util.List;
import java.util.Locale;

/**
 * The arithmetic behind a number, as a tree.
 *
 * @param what what the number is, e.g. {@code "R, the product's mean rating"}
 * @param value the number
 * @param parts the numbers that it was made of
 */
public record Explanation(String what, double value, List<Explanation> parts) {
    public Explanation {
        parts = List.copyOf(parts);
    }

    /** A number that is made of others. */
    public static Explanation of(String what, double value, Explanation... parts) {
        return new Explanation(what, value, List.of(parts));
    }

    /**
     * The value of the part whose description starts with a name and a comma.
     *
     * @throws IllegalArgumentException if there is no such part
     */
    public double part(String name) {
        return parts.stream()
                .filter(part -> part.what().startsWith(name + ","))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no part named " + name + " in " + this + "."))
                .value();
    }

    /** One line a number, parts indented below what they make. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, 0);
        return text.toString();
    }

    private void append(StringBuilder text, int depth) {
        text.append("  ".repeat(depth)).append(String.format(Locale.ROOT, "%.6f = %s%n", value, what));
        parts.forEach(part -> part.append(text, depth + 1));
    }
}
