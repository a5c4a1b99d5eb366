package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reasons in the shop's words, from the resources {@code words_<language>.properties}.
 *
 * @param phrases by reason, and by reason and what is special in it, as the resources say
 */
record Words(Map<String, String> phrases) {
    private static final String NAME = "{name}";
    private static final String UNNAMED = ".unnamed";

    /** Read with the first answer that is put into words, so that the others start without them. */
    private static final class InMemory {
        private static final Map<Language, Words> WORDS = new EnumMap<>(Language.class);

        static {
            for (Language language : Language.values()) {
                WORDS.put(language, read(language));
            }
        }
    }

    Words {
        phrases = Map.copyOf(phrases);
    }

    static Words in(Language language) {
        return InMemory.WORDS.get(language);
    }

    private static Words read(Language language) {
        String resource = "words_" + language.tag() + ".properties";
        Properties properties = new Properties();
        try (InputStream bytes = Words.class.getResourceAsStream(resource);
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + resource + " cannot be read.", e);
        }
        return new Words(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty)));
    }

    /** A reason that needs no name. */
    String of(Reason reason) {
        return phrase(reason.name());
    }

    /** A reason with the name of a product or a category; without one where that is empty. */
    String of(Reason reason, String name) {
        return name.isEmpty()
                ? phrase(reason.name() + UNNAMED)
                : phrase(reason.name()).replace(NAME, name);
    }

    /**
     * A group of shoppers by what it likes.
     *
     * @param interests categories, the one it likes most first; may be empty
     */
    String ofGroup(List<CategoryPath> interests) {
        String group = Reason.POPULAR_IN_YOUR_GROUP.name();
        if (interests.isEmpty()) {
            return phrase(group + UNNAMED);
        }
        return interests.get(0).selfAndAncestors().stream()
                .map(category -> group + "." + category.name())
                .filter(phrases::containsKey)
                .findFirst()
                .map(this::phrase)
                .orElseGet(
                        () -> of(Reason.POPULAR_IN_YOUR_GROUP, interests.get(0).name()));
    }

    private String phrase(String key) {
        String phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalStateException("There are no words for " + key + ".");
        }
        return phrase;
    }
}
