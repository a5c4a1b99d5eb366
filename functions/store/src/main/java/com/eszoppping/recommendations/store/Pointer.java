package com.eszoppping.recommendations.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which version is served, and what was before.
 *
 * @param current the version that is served
 * @param previous the version that was current before, to go back to
 * @param highestLogicalTime the latest logical time that ever went live; going back does not lower it, so that a late
 *     retry cannot bring back what somebody took away
 * @param revision how often the pointer was written, from 1
 * @param published the versions that went live, newest logical time first, at most {@value #MAX_PUBLISHED}; the current
 *     one is always among them
 */
public record Pointer(
        VersionId current,
        Optional<VersionId> previous,
        Instant highestLogicalTime,
        long revision,
        List<VersionId> published) {
    private static final int MAX_PUBLISHED = 50;
    static final Comparator<VersionId> NEWEST_FIRST = Comparator.comparing(VersionId::logicalTime)
            .thenComparing(VersionId::run)
            .reversed();

    public Pointer {
        published = List.copyOf(published);
        if (revision < 1) {
            throw new IllegalArgumentException("The pointer's revision counts from 1, but this is " + revision + ".");
        }
        if (published.size() > MAX_PUBLISHED || !published.contains(current)) {
            throw new IllegalArgumentException("The pointer names at most " + MAX_PUBLISHED
                    + " versions, the current one among them, but these are " + published + " and current is " + current
                    + ".");
        }
    }

    /** The pointer after {@code version} became current. */
    static Pointer switched(Optional<Pointer> before, VersionId version) {
        if (before.isEmpty()) {
            return new Pointer(version, Optional.empty(), version.logicalTime(), 1, List.of(version));
        }
        Pointer old = before.get();
        return new Pointer(
                version,
                Optional.of(old.current),
                old.highestLogicalTime.isAfter(version.logicalTime()) ? old.highestLogicalTime : version.logicalTime(),
                old.revision + 1,
                withVersion(old.published, version));
    }

    private static List<VersionId> withVersion(List<VersionId> published, VersionId version) {
        Stream<VersionId> others = published.stream()
                .filter(other -> !other.equals(version))
                .sorted(NEWEST_FIRST)
                .limit(MAX_PUBLISHED - 1L);
        return Stream.concat(others, Stream.of(version)).sorted(NEWEST_FIRST).toList();
    }

    Item toItem() {
        Map<String, Value> fields = new HashMap<>();
        fields.put("current", new Value.Text(current.text()));
        previous.ifPresent(version -> fields.put("previous", new Value.Text(version.text())));
        fields.put("highestLogicalTime", new Value.Text(highestLogicalTime.toString()));
        fields.put(
                "published",
                new Value.Sequence(published.stream()
                        .<Value>map(version -> new Value.Text(version.text()))
                        .toList()));
        return new Item(Keys.POINTER, fields, Optional.empty(), revision);
    }

    /** The pointer as a JSON object. Names of versions and times need no escaping, so this needs no library. */
    String json() {
        String versions = published.stream().map(Pointer::quoted).collect(Collectors.joining(","));
        return "{\"current\":" + quoted(current)
                + ",\"previous\":" + previous.map(Pointer::quoted).orElse("null")
                + ",\"highestLogicalTime\":" + quoted(highestLogicalTime)
                + ",\"revision\":" + revision
                + ",\"published\":[" + versions + "]}";
    }

    private static String quoted(Object plain) {
        return "\"" + plain + "\"";
    }

    static Pointer of(Item item) {
        Row row = Row.of(item);
        return new Pointer(
                VersionId.parse(row.text("current")),
                row.optionalText("previous").map(VersionId::parse),
                Instant.parse(row.text("highestLogicalTime")),
                item.revision(),
                row.texts("published").stream().map(VersionId::parse).toList());
    }
}
