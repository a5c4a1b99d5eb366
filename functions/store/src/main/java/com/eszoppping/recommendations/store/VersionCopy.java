package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.ServedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A complete version that is taken out of a table and put into another one, or into the same after it was lost. What a version
 * consists of follows from its manifest, its categories and its catalogue, so nothing is scanned.
 *
 * @param version which it is
 * @param manifest the fields of its manifest
 * @param catalogueCounts whether its catalogue says what is on sale, and other versions withdraw what it lacks
 */
public record VersionCopy(VersionId version, Map<String, Value> manifest, boolean catalogueCounts) {
    /**
     * An item of a version.
     *
     * @param name its key without the version's own, e.g. {@code #product#1004}
     */
    public record Part(String name, Map<String, Value> fields) {}

    /** Refuses a copy whose manifest is none, or that of another version. */
    public VersionCopy {
        if (!manifestOf(version, manifest, Instant.EPOCH).id().equals(version)) {
            throw new IllegalArgumentException("The manifest is not that of version " + version + ".");
        }
    }

    /**
     * Looks at a version.
     *
     * @throws ActivationException if the table has no such version, or it is not complete
     * @throws TableUnavailableException if the table does not answer in time
     */
    public static VersionCopy of(Table table, VersionId version) {
        Item manifest = table.readLatest(Keys.manifest(version))
                .orElseThrow(() -> new ActivationException("There is no complete version " + version
                        + ": it never was, did not get finished or has expired."));
        boolean counts = Register.read(table).entries().stream()
                .anyMatch(entry -> entry.version().equals(version) && entry.catalogueCounts());
        return new VersionCopy(version, manifest.fields(), counts);
    }

    /** How many items it has beside the manifest. */
    public long items() {
        return manifest(Instant.EPOCH).count().items();
    }

    /**
     * Reads all items but the manifest.
     *
     * @param table that the copy is of
     * @throws IllegalStateException if the table has not all of them any more
     * @throws TableUnavailableException if the table does not answer in time
     */
    public void read(Table table, Consumer<Part> consumer) {
        new Reading(table, consumer).all();
    }

    /**
     * Writes the version into a table that does not have it, as a training publishes one: nobody sees it before all is there, and
     * it is not current before somebody activates it. Who was erased meanwhile is left out.
     *
     * @param parts all items but the manifest, in any order
     * @param horizon how long from now on it must stay; positive
     * @throws IllegalArgumentException if the parts are not those of this version
     * @throws ActivationException if the table has the version
     * @throws TableUnavailableException if the table goes on refusing
     */
    public void write(Table table, Versions versions, Iterator<Part> parts, Duration horizon) {
        if (versions.manifest(version).isPresent()) {
            throw new ActivationException("Version " + version + " is in the table already.");
        }
        new Writing(table, versions, versions.now().plus(horizon)).all(parts);
    }

    private Manifest manifest(Instant expiresAt) {
        return manifestOf(version, manifest, expiresAt);
    }

    private static Manifest manifestOf(VersionId version, Map<String, Value> fields, Instant expiresAt) {
        return Manifest.of(new Item(Keys.manifest(version), fields, Optional.of(expiresAt), 0));
    }

    /** One reading of all items. */
    private final class Reading {
        private final Table table;
        private final Consumer<Part> consumer;
        private final Manifest known = manifest(Instant.EPOCH);
        private long found;

        Reading(Table table, Consumer<Part> consumer) {
            this.table = table;
            this.consumer = consumer;
        }

        void all() {
            List<Item> categories = new ArrayList<>();
            List<Item> catalogue = new ArrayList<>();
            pass(parts(known.categoryParts(), part -> Keys.categories(version, part)), categories::add);
            pass(parts(known.catalogueParts(), part -> Keys.catalogue(version, part)), catalogue::add);
            pass(parts(known.reportParts(), part -> Keys.report(version, part)), item -> {});
            pass(parts(known.membershipBuckets(), bucket -> Keys.users(version, bucket)), item -> {});
            pass(products(catalogue), item -> {});
            List<CategoryPath> nodes = CategoryParts.treeOf(categories).nodes();
            known.models().forEach(model -> pass(lists(model, nodes), item -> {}));
            if (found != items()) {
                throw new IllegalStateException(
                        "Version " + version + " has " + items() + " items by its manifest, but " + found
                                + " were found: it is expiring, or was written by other code.");
            }
        }

        private Stream<String> parts(int count, IntFunction<String> key) {
            return IntStream.range(0, count).mapToObj(key);
        }

        private Stream<String> products(List<Item> catalogue) {
            return catalogue.stream()
                    .flatMap(CatalogueParts::productsOf)
                    .map(product -> Keys.product(version, product.productId()));
        }

        /** Of all lists that there could be. */
        private Stream<String> lists(ServedModel model, List<CategoryPath> nodes) {
            return Stream.concat(
                            Stream.of(OptionalInt.empty()),
                            IntStream.range(0, model.groups()).mapToObj(OptionalInt::of))
                    .flatMap(group -> nodes.stream().map(node -> new ListKey(model.name(), group, node)))
                    .map(list -> Keys.list(version, list));
        }

        /** Passes on what there is, in the order of the keys. */
        private void pass(Stream<String> keys, Consumer<Item> alsoTo) {
            List<String> batch = new ArrayList<>();
            keys.forEach(key -> {
                batch.add(key);
                if (batch.size() == Table.KEYS_PER_ROUND_TRIP) {
                    pass(batch, alsoTo);
                    batch.clear();
                }
            });
            pass(batch, alsoTo);
        }

        private void pass(List<String> keys, Consumer<Item> alsoTo) {
            Map<String, Item> items = table.readLatest(keys);
            String own = Keys.manifest(version);
            keys.stream().filter(items::containsKey).map(items::get).forEach(item -> {
                consumer.accept(new Part(item.key().substring(own.length()), item.fields()));
                alsoTo.accept(item);
                found++;
            });
        }
    }

    /** One writing of all items. */
    private final class Writing {
        private final Table table;
        private final Versions versions;
        private final Manifest written;
        private final Set<String> names = new HashSet<>();

        Writing(Table table, Versions versions, Instant expiresAt) {
            this.table = table;
            this.versions = versions;
            this.written = manifest(expiresAt);
        }

        void all(Iterator<Part> parts) {
            Optional<String> state = versions.erasedUsers().state();
            Erased erased = versions.erasedUsers().read(state);
            // Before any membership is written, so that whoever is erased from now on can be found.
            register(false);
            BatchesInFlight batches = new BatchesInFlight(table, Deadline.never());
            parts.forEachRemaining(part -> batches.add(item(without(erased, part))));
            batches.finish();
            if (names.size() != items()) {
                throw new IllegalArgumentException("Version " + version + " has " + items()
                        + " items by its manifest, but these are " + names.size() + ".");
            }
            forgetErasedMeanwhile(state);
            table.write(List.of(written.toItem()), Deadline.never());
            register(catalogueCounts);
            if (written.heldBack().isPresent()) {
                versions.holdBack(version, Deadline.never());
            }
        }

        private Item item(Part part) {
            if (!part.name().startsWith("#") || !names.add(part.name())) {
                throw new IllegalArgumentException("A version has each of its items once, and '" + part.name()
                        + "' is none of version " + version + " or comes twice.");
            }
            return new Item(Keys.manifest(version) + part.name(), part.fields(), Optional.of(written.expiresAt()), 0);
        }

        private Part without(Erased erased, Part part) {
            return Keys.isOfUsers(part.name())
                    ? new Part(part.name(), Membership.without(erased, part.fields()))
                    : part;
        }

        /** As a publication does: whoever is added to the list from now on will find this version. */
        private void forgetErasedMeanwhile(Optional<String> before) {
            Optional<String> now = versions.erasedUsers().state();
            if (now.equals(before)) {
                return;
            }
            Erased erased = versions.erasedUsers().read(now);
            for (int bucket = 0; bucket < written.membershipBuckets(); bucket++) {
                String key = Keys.users(version, bucket);
                boolean done = false;
                while (!done) {
                    Item seen = table.readLatest(key).orElseThrow();
                    Item without = new Item(
                            key, Membership.without(erased, seen.fields()), seen.expiresAt(), seen.revision() + 1);
                    done = table.replace(without, seen.revision());
                }
            }
        }

        private void register(boolean counts) {
            Register.write(
                    table,
                    new Register.Entry(version, written.expiresAt(), written.membershipBuckets(), counts),
                    versions.now());
        }
    }
}
