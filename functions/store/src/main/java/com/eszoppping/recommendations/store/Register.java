package com.eszoppping.recommendations.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every version that may have items in the table, whether it went live, was held back or was never finished: without it nobody
 * could find them, since the table is never scanned.
 *
 * @param entries those that are not expired, the last that was written at the end
 * @param revision how often this was written; 0 if never
 */
record Register(List<Entry> entries, long revision) {
    /**
     * A version.
     *
     * @param expiresAt from when on its items may vanish
     * @param membershipBuckets in how many buckets its users are packed
     * @param catalogueCounts whether it is complete, and its catalogue says what is on sale
     */
    record Entry(VersionId version, Instant expiresAt, int membershipBuckets, boolean catalogueCounts) {
        Value toValue() {
            return new Value.Fields(Map.of(
                    "version", new Value.Text(version.text()),
                    "expiresAt", new Value.Whole(expiresAt.getEpochSecond()),
                    "membershipBuckets", new Value.Whole(membershipBuckets),
                    "catalogueCounts", new Value.Flag(catalogueCounts)));
        }

        static Entry of(Row row) {
            return new Entry(
                    VersionId.parse(row.text("version")),
                    Instant.ofEpochSecond(row.whole("expiresAt")),
                    row.count("membershipBuckets"),
                    row.flag("catalogueCounts"));
        }
    }

    Register {
        entries = List.copyOf(entries);
    }

    static Register read(Table table) {
        return of(table.readLatest(Keys.REGISTER));
    }

    /** Of its item, if it was ever written. */
    static Register of(Optional<Item> item) {
        return item.map(written -> new Register(
                        Row.of(written).rows("entries").stream().map(Entry::of).toList(), written.revision()))
                .orElse(new Register(List.of(), 0));
    }

    /** Writes an entry in the place of an earlier one of the version; whoever else writes at once loses nothing. */
    static void write(Table table, Entry entry, Instant now) {
        while (true) {
            Register seen = read(table);
            if (table.replace(seen.with(entry, now).toItem(), seen.revision)) {
                return;
            }
        }
    }

    private Register with(Entry entry, Instant now) {
        Stream<Entry> others = entries.stream()
                .filter(other -> !other.version.equals(entry.version))
                .filter(other -> now.isBefore(other.expiresAt));
        return new Register(Stream.concat(others, Stream.of(entry)).toList(), revision + 1);
    }

    private Item toItem() {
        List<Value> values = entries.stream().map(Entry::toValue).toList();
        return new Item(Keys.REGISTER, Map.of("entries", new Value.Sequence(values)), Optional.empty(), revision);
    }

    /** The version of the latest logical time whose catalogue counts; of several runs for it the last. */
    Optional<VersionId> newestCatalogue() {
        return entries.stream()
                .filter(Entry::catalogueCounts)
                .map(Entry::version)
                .reduce((one, later) -> later.logicalTime().isBefore(one.logicalTime()) ? one : later);
    }
}
