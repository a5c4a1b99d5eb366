package com.eszoppping.recommendations.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The versions that were published whole but held back, so that somebody can look at them and activate one.
 *
 * @param versions the last ones, newest first, at most {@value #MAX_CANDIDATES}
 * @param revision how often this was written, from 1
 */
record Candidates(List<VersionId> versions, long revision) {
    private static final int MAX_CANDIDATES = 20;

    Candidates {
        versions = List.copyOf(versions);
    }

    static Candidates plus(Optional<Candidates> before, VersionId version) {
        Stream<VersionId> others = before.stream().flatMap(old -> old.versions.stream());
        return new Candidates(
                Stream.concat(Stream.of(version), others).limit(MAX_CANDIDATES).toList(),
                before.map(Candidates::revision).orElse(0L) + 1);
    }

    Item toItem() {
        List<Value> texts = versions.stream()
                .<Value>map(version -> new Value.Text(version.text()))
                .toList();
        return new Item(Keys.CANDIDATES, Map.of("versions", new Value.Sequence(texts)), Optional.empty(), revision);
    }

    static Candidates of(Item item) {
        List<VersionId> versions =
                Row.of(item).texts("versions").stream().map(VersionId::parse).toList();
        return new Candidates(versions, item.revision());
    }

    /** As a JSON object. Names of versions need no escaping, so this needs no library. */
    String json() {
        return versions.stream()
                .map(version -> "\"" + version + "\"")
                .collect(Collectors.joining(",", "{\"revision\":" + revision + ",\"versions\":[", "]}"));
    }
}
