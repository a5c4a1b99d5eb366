package com.eszoppping.recommendations.ranking;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** All categories of a store, so that a request can name one by its full path or by its last segment. Immutable. */
public final class CategoryTree {
    private final NavigableSet<CategoryPath> nodes = new TreeSet<>();
    private final Map<String, NavigableSet<CategoryPath>> byName = new HashMap<>();

    /**
     * Builds the tree of the given paths and everything above them.
     *
     * @param paths categories that products are in, in any order
     */
    public CategoryTree(Collection<CategoryPath> paths) {
        paths.forEach(path -> nodes.addAll(path.selfAndAncestors()));
        nodes.add(CategoryPath.STORE);
        for (CategoryPath node : nodes) {
            byName.computeIfAbsent(node.name(), name -> new TreeSet<>()).add(node);
        }
    }

    /** Every node, the whole store included, in the order of their paths. */
    public List<CategoryPath> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * Finds the node that a request means. A full path wins over a last segment; an unknown path whose beginning is
     * known means the deepest known node on it.
     *
     * @param text a full path or a last segment, as a visitor's page sends it
     */
    public Resolution resolve(String text) {
        CategoryPath asked = CategoryPath.parse(text);
        if (nodes.contains(asked)) {
            return new Resolution.Known(asked);
        }
        NavigableSet<CategoryPath> sameName = asked.segments().size() == 1 ? byName.get(asked.name()) : null;
        if (sameName == null) {
            return new Resolution.Unknown(deepestKnownAncestor(asked));
        }
        return sameName.size() == 1
                ? new Resolution.Known(sameName.first())
                : new Resolution.Ambiguous(List.copyOf(sameName));
    }

    private CategoryPath deepestKnownAncestor(CategoryPath path) {
        return path.selfAndAncestors().stream()
                .filter(nodes::contains)
                .findFirst()
                .orElse(CategoryPath.STORE);
    }

    /** What a category's name in a request turned out to mean. */
    public sealed interface Resolution {
        /** Exactly one node has this path or this last segment. */
        record Known(CategoryPath path) implements Resolution {}

        /** No node has it; {@code nearest} is the deepest known node above, at worst the whole store. */
        record Unknown(CategoryPath nearest) implements Resolution {}

        /** Several nodes end in this segment; the request has to say which. */
        record Ambiguous(List<CategoryPath> candidates) implements Resolution {}
    }
}
