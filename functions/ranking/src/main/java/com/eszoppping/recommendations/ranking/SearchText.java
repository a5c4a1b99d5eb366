package com.eszoppping.recommendations.ranking;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as it is searched: in lower case and without diacritics, so that {@code sluchawki} finds {@code Słuchawki}.
 *
 * @param folded what is compared
 */
record SearchText(String folded) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    static SearchText of(String text) {
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        // Unicode takes the stroke for a part of the letter, so these do not come apart.
        String folded = MARKS.matcher(apart)
                .replaceAll("")
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('ø', 'o');
        return new SearchText(folded);
    }

    List<String> words() {
        return Arrays.stream(BLANKS.split(folded))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    boolean hasAll(List<String> words) {
        return words.stream().allMatch(folded::contains);
    }
}
