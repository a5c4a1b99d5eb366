package com.eszoppping.recommendations.catalogue;

import com.eszoppping.recommendations.ranking.CategoryPath;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.text.StringEscapeUtils;

/** Cleans the texts of a catalogue. */
final class ProductText {
    /** The longest name, in UTF-16 units. */
    static final int MAX_NAME_LENGTH = 1000;

    /** The longest category path, so that it fits into a key of the table. */
    static final int MAX_CATEGORY_BYTES = 1024;

    /** The deepest category path. */
    static final int MAX_CATEGORY_LEVELS = 16;

    private ProductText() {}

    /** Resolves HTML entities; a text with an entity for no character at all stays as it is. */
    static String unescape(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        try {
            return StringEscapeUtils.unescapeHtml4(text);
        } catch (IllegalArgumentException e) {
            // Commons Text throws this for numbers beyond Unicode, e.g. "&#x110000;".
            return text;
        }
    }

    /** Replaces what can't be written as UTF-8: half surrogate pairs, by question marks. */
    static String writable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    static String cut(String name) {
        if (name.length() <= MAX_NAME_LENGTH) {
            return name;
        }
        boolean inPair = Character.isHighSurrogate(name.charAt(MAX_NAME_LENGTH - 1));
        return name.substring(0, inPair ? MAX_NAME_LENGTH - 1 : MAX_NAME_LENGTH);
    }

    /**
     * Reads a category path. Entities are resolved first, because their semicolon is not the separator.
     *
     * @return nothing if it is too long or too deep
     */
    static Optional<CategoryPath> category(String text) {
        String clean = writable(unescape(text));
        if (clean.getBytes(StandardCharsets.UTF_8).length > MAX_CATEGORY_BYTES) {
            return Optional.empty();
        }
        return Optional.of(CategoryPath.parse(clean))
                .filter(path -> path.segments().size() <= MAX_CATEGORY_LEVELS);
    }
}
