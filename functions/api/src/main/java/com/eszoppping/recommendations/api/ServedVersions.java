package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.http.Quote;
import com.eszoppping.recommendations.store.LiveVersion;
import com.eszoppping.recommendations.store.Manifest;
import com.eszoppping.recommendations.store.VersionReader;
import java.util.Optional;

/** The version that answers a request: the live one, or the one that the request names. */
record ServedVersions(VersionReader versions) {
    /** The name of the parameter. */
    static final String NAME = "version";

    private static final int MAX_BYTES = 64;

    /** What a request names, if it does. */
    static Optional<String> asked(QueryParameters parameters) {
        return parameters.text(NAME, MAX_BYTES);
    }

    /**
     * The version that is live.
     *
     * @throws ProblemException if none is
     */
    LiveVersion live() {
        return versions.current()
                .orElseThrow(() -> new ProblemException(Problem.unavailable(
                        "No version is live yet: no training has finished, or the first one was held back.")));
    }

    /**
     * The version that is named, live, earlier or held back; the live one if none is named. Names that nobody has published
     * are refused from memory.
     *
     * @throws ProblemException if there is no such version
     */
    LiveVersion named(Optional<String> asked) {
        return asked.map(this::named).orElseGet(this::live);
    }

    private LiveVersion named(String name) {
        return versions.current()
                .filter(live -> live.id().text().equals(name))
                .or(() -> published(name))
                .orElseThrow(() -> new ProblemException(Problem.badParameter(
                        NAME,
                        "'version' is one of those that GET /models lists, but this is '" + Quote.of(name) + "'.")));
    }

    private Optional<LiveVersion> published(String name) {
        return versions.published().stream()
                .map(Manifest::id)
                .filter(id -> id.text().equals(name))
                .findFirst()
                .flatMap(versions::pinned);
    }
}
