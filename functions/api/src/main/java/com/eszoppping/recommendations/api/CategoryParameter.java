package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.Quote;
import com.eszoppping.recommendations.ranking.CategoryTree.Resolution;
import com.eszoppping.recommendations.store.LiveVersion;
import java.util.stream.Collectors;

/** The parameter {@code category}: a full path, or a last segment where only one category has it. */
final class CategoryParameter {
    static final String NAME = "category";
    static final int MAX_BYTES = 1024;

    private CategoryParameter() {}

    /**
     * What the text means in a version.
     *
     * @return known or unknown
     * @throws ProblemException if it is ambiguous
     */
    static Resolution resolve(LiveVersion live, String text) {
        Resolution resolution = live.categories().resolve(text);
        if (resolution instanceof Resolution.Ambiguous ambiguous) {
            String paths = ambiguous.candidates().stream()
                    .map(path -> "'" + path.text() + "'")
                    .collect(Collectors.joining(", "));
            throw new ProblemException(Problem.badParameter(
                    NAME,
                    "'category' names several categories with '" + Quote.of(text) + "'; give the full path, one of "
                            + paths + "."));
        }
        return resolution;
    }
}
