package com.eszoppping.recommendations.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Manifest;
import com.eszoppping.recommendations.store.Pointer;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.Versions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What holds of a store whatever happened to it. That no answer is of half a version or mixes two is the part of
 * {@link Visitors}.
 */
public final class Invariants {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OF_A_VERSION = Pattern.compile("v#([^#]+)(#.*)?");
    private static final Pattern CONTROL = Pattern.compile("pointer|candidates|register|document#.+");
    private static final Predicate<String> MEMBERS =
            Pattern.compile("v#[^#]+#users#.*").asMatchPredicate();

    private Invariants() {}

    /**
     * An item as it lies in the table.
     *
     * @param expiresAt in seconds since 1970
     */
    public record StoredItem(String key, OptionalLong expiresAt) {}

    /**
     * Checks that every version that can be served is complete, that every item of a version expires and no control item does.
     *
     * @param table read without faults
     * @param items all that it holds
     * @return the pointer, if anything was ever published
     */
    public static Optional<Pointer> hold(Table table, List<StoredItem> items) {
        assertThat(items)
                .as("items without their expiry, or the other way round")
                .allMatch(Invariants::expiresAsItShould);
        Map<String, Long> sizes = items.stream()
                .map(item -> OF_A_VERSION.matcher(item.key()))
                .filter(Matcher::matches)
                .collect(Collectors.groupingBy(key -> key.group(1), TreeMap::new, Collectors.counting()));
        Versions versions = new Versions(table, InstantSource.system(), ControlCopies.none());
        Optional<Pointer> pointer = versions.pointer();
        pointer.ifPresent(known -> known.published()
                .forEach(id ->
                        assertThat(sizes).as("what the pointer names is there").containsKey(id.text())));
        for (Map.Entry<String, Long> size : sizes.entrySet()) {
            Optional<Manifest> manifest = versions.manifest(VersionId.parse(size.getKey()));
            boolean isPublished = pointer.isPresent()
                    && pointer.get().published().stream()
                            .anyMatch(id -> id.text().equals(size.getKey()));
            assertThat(manifest.isPresent() || !isPublished)
                    .as("the published version " + size.getKey() + " has a manifest")
                    .isTrue();
            manifest.ifPresent(known -> assertThat(size.getValue())
                    .as("items of the version " + size.getKey() + ", which has a manifest")
                    .isEqualTo(known.count().items() + 1));
        }
        everyMembershipIsRegistered(table, items);
        return pointer;
    }

    /**
     * Checks what a training leaves that went well after whatever happened before: its version is served, has a report, and
     * the copy of the pointer names it.
     *
     * @param bucket read without faults
     * @param time the training's logical time
     */
    public static void healed(Table table, List<StoredItem> items, Bucket bucket, Instant time) throws IOException {
        VersionId live = hold(table, items).orElseThrow().current();
        assertThat(live.logicalTime()).isEqualTo(time);
        assertThat(read(bucket, "control/pointer.json").path("current").asText())
                .isEqualTo(live.text());
        assertThat(read(bucket, "reports/" + live + "/report.json").isObject()).isTrue();
    }

    private static boolean expiresAsItShould(StoredItem item) {
        return item.expiresAt().isPresent()
                ? OF_A_VERSION.matcher(item.key()).matches()
                : CONTROL.matcher(item.key()).matches();
    }

    /** Or else whoever erases a user would not find a membership of an unfinished version. */
    private static void everyMembershipIsRegistered(Table table, List<StoredItem> items) {
        String register = table.readLatest("register").map(Object::toString).orElse("");
        assertThat(items.stream().map(StoredItem::key).filter(MEMBERS))
                .allMatch(key -> register.contains(key.split("#", -1)[1]));
    }

    private static JsonNode read(Bucket bucket, String key) throws IOException {
        try (InputStream in = bucket.open(key)) {
            return JSON.readTree(in);
        }
    }
}
