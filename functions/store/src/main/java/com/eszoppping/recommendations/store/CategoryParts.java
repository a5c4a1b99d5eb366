package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.CategoryTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A version's category tree, cut into items of about {@value #PART_BYTES} bytes each, far from DynamoDB's limit of
 * 400 KB. The field {@code paths} lists categories in the catalogue's notation.
 */
final class CategoryParts {
    private static final int PART_BYTES = 64 * 1_024;
    private static final String FIELD = "paths";

    private CategoryParts() {}

    /** The fields of each part; none for no categories. */
    static List<Map<String, Value>> of(Collection<CategoryPath> nodes) {
        List<Map<String, Value>> parts = new ArrayList<>();
        List<Value> paths = new ArrayList<>();
        int bytes = 0;
        for (CategoryPath node : new TreeSet<>(nodes)) {
            int nodeBytes = Utf8.length(node.text());
            if (bytes + nodeBytes > PART_BYTES && !paths.isEmpty()) {
                parts.add(Map.of(FIELD, new Value.Sequence(paths)));
                paths.clear();
                bytes = 0;
            }
            paths.add(new Value.Text(node.text()));
            bytes += nodeBytes;
        }
        if (!paths.isEmpty()) {
            parts.add(Map.of(FIELD, new Value.Sequence(paths)));
        }
        return parts;
    }

    /** The tree of all parts. */
    static CategoryTree treeOf(Collection<Item> parts) {
        return new CategoryTree(parts.stream()
                .flatMap(part -> Row.of(part).texts(FIELD).stream())
                .map(CategoryPath::parse)
                .toList());
    }
}
