package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.RankedList;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What requests read versions with. The pointer, the manifest, the category tree, the catalogue, shared lists and products are
 * kept in memory, so that a request takes one round trip. Safe for use by many threads.
 *
 * <p>Nothing here looks at {@code expiresAt}: what the table still has is served.
 */
public final class VersionReader {
    private static final int REMEMBERED_LISTS = 4_096;

    /** Some ten megabytes. Few products have most of the views, so few are read again and again. */
    private static final int REMEMBERED_PRODUCTS = 2_048;

    /** As many as two running variants may need, and two of the experiment before. */
    private static final int REMEMBERED_VERSIONS = 4;

    /**
     * Reads by key may lag behind writes, by less than a second as a rule. Until a version is this old, a list that is
     * not there is looked for again.
     */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final Table table;
    private final InstantSource clock;
    private final Derived<Optional<LiveVersion>> current;
    private final Refreshed<List<Manifest>> published;
    private final CachedDocument<AvailabilityDecisions> decisions;
    private final Derived<Optional<NewestCatalogue>> newestCatalogue;
    private final Map<VersionedList, Optional<RankedList>> remembered =
            Collections.synchronizedMap(leastRecentlyUsed(REMEMBERED_LISTS));
    private final Map<VersionedProduct, ProductFacts> rememberedProducts =
            Collections.synchronizedMap(leastRecentlyUsed(REMEMBERED_PRODUCTS));
    private final AtomicLong listsFromMemory = new AtomicLong();
    private final AtomicLong listsFromTable = new AtomicLong();
    private final Map<VersionId, LiveVersion> pinned =
            Collections.synchronizedMap(leastRecentlyUsed(REMEMBERED_VERSIONS));

    /**
     * Reads by control items of its own.
     *
     * @param table where versions are kept
     * @param clock tells when what is in memory is old
     * @param refresh how old the current version in memory may be; 30 to 60 seconds in the cloud
     */
    public VersionReader(Table table, InstantSource clock, Duration refresh) {
        this(table, clock, refresh, new ControlItems(table, clock, refresh, List.of()));
    }

    /**
     * Reads by control items that others read too.
     *
     * @param table where versions are kept
     * @param clock tells when what is in memory is old
     * @param refresh how old the list of versions in memory may be
     * @param control says which version is current, and what may not be served
     */
    public VersionReader(Table table, InstantSource clock, Duration refresh, ControlItems control) {
        this.table = table;
        this.clock = clock;
        this.current =
                new Derived<>(control, (items, known) -> loadCurrent(pointerOf(items), known.flatMap(live -> live)));
        this.published = new Refreshed<>(clock, refresh, known -> loadPublished());
        this.decisions = new CachedDocument<>(control, AvailabilityDecisions.DOCUMENT, AvailabilityDecisions::read);
        this.newestCatalogue = new Derived<>(
                control,
                (items, known) -> loadNewestCatalogue(registerOf(items), known.flatMap(catalogue -> catalogue)));
    }

    private static Optional<Pointer> pointerOf(Map<String, Item> control) {
        return Optional.ofNullable(control.get(Keys.POINTER)).map(Pointer::of);
    }

    private static Register registerOf(Map<String, Item> control) {
        return Register.of(Optional.ofNullable(control.get(Keys.REGISTER)));
    }

    /**
     * The version to serve, from memory. When it is time, one thread looks for a newer one and the others go on; when
     * the table is down, the known one is kept.
     *
     * @return nothing if nothing was published yet
     * @throws TableUnavailableException if the table does not answer in time and nothing is known yet
     */
    public Optional<LiveVersion> current() {
        return current.get();
    }

    /** The version that was served last, without a look at the table; absent if none was. */
    public Optional<LiveVersion> lastKnown() {
        return current.lastKnown().flatMap(live -> live);
    }

    /** How many shared lists were read since this was asked last. */
    public ListReads takeListReads() {
        return new ListReads(listsFromMemory.getAndSet(0), listsFromTable.getAndSet(0));
    }

    /**
     * A version that an experiment or a request names, from memory. It need not be live, nor need any be.
     *
     * @return nothing if there is no such version
     * @throws TableUnavailableException if it is not in memory and the table does not answer in time
     */
    public Optional<LiveVersion> pinned(VersionId id) {
        Optional<LiveVersion> live = current();
        if (live.isPresent() && live.get().id().equals(id)) {
            return live;
        }
        LiveVersion known = pinned.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<LiveVersion> loaded = load(live.flatMap(LiveVersion::pointer), id);
        loaded.ifPresent(version -> pinned.put(id, version));
        return loaded;
    }

    /**
     * What the version knows of a visitor and of products, in one round trip (two beyond 99 products). Products that were asked
     * for lately come from memory; visitors never do.
     *
     * @param userId the visitor, if known
     * @param productIds any ids; unknown ones are left out of the answer
     * @throws TableUnavailableException if the table does not answer in time
     */
    public Known read(LiveVersion version, Optional<String> userId, Collection<String> productIds) {
        int buckets = version.manifest().membershipBuckets();
        Optional<String> bucketKey = buckets == 0
                ? Optional.empty()
                : userId.map(user -> Keys.users(version.id(), Membership.bucketOf(user, buckets)));
        Map<String, ProductFacts> products = new HashMap<>();
        Map<String, String> productKeys = new LinkedHashMap<>();
        for (String product : productIds) {
            ProductFacts facts = rememberedProducts.get(new VersionedProduct(version.id(), product));
            if (facts == null) {
                productKeys.put(product, Keys.product(version.id(), product));
            } else {
                products.put(product, facts);
            }
        }

        List<String> keys = new ArrayList<>(productKeys.values());
        bucketKey.ifPresent(keys::add);
        Map<String, Item> items = read(keys);

        OptionalInt group = bucketKey
                .map(items::get)
                .map(bucket -> Membership.groupOf(userId.orElseThrow(), bucket))
                .orElse(OptionalInt.empty());
        productKeys.forEach((product, key) -> {
            if (items.containsKey(key)) {
                ProductFacts facts = ProductItems.of(product, items.get(key));
                rememberedProducts.put(new VersionedProduct(version.id(), product), facts);
                products.put(product, facts);
            }
        });
        return new Known(group, products);
    }

    /**
     * Lists that many visitors share. Those that were asked for lately come from memory, as does the fact that there is
     * none; the others take one round trip.
     *
     * @return the lists that the version has, by key
     * @throws TableUnavailableException if the table does not answer in time
     */
    public Map<ListKey, RankedList> lists(LiveVersion version, Collection<ListKey> keys) {
        Map<ListKey, Optional<RankedList>> found = new LinkedHashMap<>();
        List<ListKey> missing = new ArrayList<>();
        for (ListKey key : Set.copyOf(keys)) {
            Optional<RankedList> list = remembered.get(new VersionedList(version.id(), key));
            if (list == null) {
                missing.add(key);
            } else {
                found.put(key, list);
            }
        }
        listsFromMemory.addAndGet(found.size());
        listsFromTable.addAndGet(missing.size());
        found.putAll(loadLists(version, missing));
        Map<ListKey, RankedList> lists = new HashMap<>();
        found.forEach((key, list) -> list.ifPresent(there -> lists.put(key, there)));
        return Map.copyOf(lists);
    }

    /**
     * The versions that went live or were held back and are still there, newest logical time first, from memory like
     * {@link #current}.
     *
     * @throws TableUnavailableException if the table does not answer in time and nothing is known yet
     */
    public List<Manifest> published() {
        return published.get();
    }

    /**
     * What may not be served of a version any more, from memory like {@link #current}.
     *
     * @throws TableUnavailableException if the table does not answer in time and nothing is known yet
     */
    public Withdrawn withdrawn(LiveVersion version) {
        return new Withdrawn(
                decisions.get(), newestCatalogue.get().filter(catalogue -> catalogue.isNewerThan(version.id())));
    }

    private Optional<NewestCatalogue> loadNewestCatalogue(Register register, Optional<NewestCatalogue> known) {
        return register.newestCatalogue()
                .flatMap(id -> known.filter(catalogue -> catalogue.version().equals(id))
                        .or(() -> current()
                                .filter(live -> live.id().equals(id))
                                .map(live -> new NewestCatalogue(id, live.catalogue())))
                        .or(() -> loadCatalogue(id)))
                .or(() -> known);
    }

    /** Nothing if a part of it has vanished: what is not known to be gone is not hidden. */
    private Optional<NewestCatalogue> loadCatalogue(VersionId id) {
        return table.readLatest(Keys.manifest(id)).map(Manifest::of).flatMap(manifest -> {
            List<String> keys = keys(manifest.catalogueParts(), part -> Keys.catalogue(id, part));
            List<Item> parts = inOrder(keys, readLatest(keys));
            return parts.size() < keys.size()
                    ? Optional.empty()
                    : Optional.of(new NewestCatalogue(id, CatalogueParts.catalogueOf(parts)));
        });
    }

    /**
     * The report of a version's training, as it was put, in one round trip.
     *
     * @return one JSON object; absent if the version has none, or not all of it is there any more
     * @throws TableUnavailableException if the table does not answer in time
     */
    public Optional<String> report(Manifest version) {
        List<String> keys = keys(version.reportParts(), part -> Keys.report(version.id(), part));
        List<Item> parts = inOrder(keys, readLatest(keys));
        return keys.isEmpty() || parts.size() < keys.size() ? Optional.empty() : Optional.of(ReportParts.jsonOf(parts));
    }

    private Map<ListKey, Optional<RankedList>> loadLists(LiveVersion version, List<ListKey> keys) {
        Map<String, Item> items =
                read(keys.stream().map(key -> Keys.list(version.id(), key)).toList());
        boolean settled =
                !clock.instant().isBefore(version.manifest().publishedAt().plus(SETTLING));
        Map<ListKey, Optional<RankedList>> loaded = new HashMap<>();
        for (ListKey key : keys) {
            Optional<RankedList> list =
                    Optional.ofNullable(items.get(Keys.list(version.id(), key))).map(item -> ListItems.of(key, item));
            if (list.isPresent() || settled) {
                remembered.put(new VersionedList(version.id(), key), list);
            }
            loaded.put(key, list);
        }
        return loaded;
    }

    private Map<String, Item> read(List<String> keys) {
        return keys.isEmpty() ? Map.of() : table.read(keys);
    }

    private Optional<LiveVersion> loadCurrent(Optional<Pointer> pointer, Optional<LiveVersion> known) {
        if (pointer.isEmpty()) {
            return known;
        }
        if (known.isPresent() && known.get().id().equals(pointer.get().current())) {
            return Optional.of(new LiveVersion(
                    pointer,
                    known.get().manifest(),
                    known.get().categories(),
                    known.get().catalogue()));
        }
        return load(pointer, pointer.get().current()).or(() -> known);
    }

    /** Nothing if the version has expired and vanished. */
    private Optional<LiveVersion> load(Optional<Pointer> pointer, VersionId id) {
        // Nearly every tree and catalogue has a first part, so asking for it before that is known saves a round trip.
        Map<String, Item> items =
                table.readLatest(List.of(Keys.manifest(id), Keys.categories(id, 0), Keys.catalogue(id, 0)));
        Item manifestItem = items.get(Keys.manifest(id));
        if (manifestItem == null) {
            return Optional.empty();
        }
        Manifest manifest = Manifest.of(manifestItem);
        List<String> categories = keys(manifest.categoryParts(), part -> Keys.categories(id, part));
        List<String> catalogue = keys(manifest.catalogueParts(), part -> Keys.catalogue(id, part));
        Map<String, Item> parts = new HashMap<>(items);
        parts.putAll(readLatest(
                Stream.concat(categories.stream().skip(1), catalogue.stream().skip(1))
                        .toList()));
        return Optional.of(new LiveVersion(
                pointer,
                manifest,
                CategoryParts.treeOf(inOrder(categories, parts)),
                CatalogueParts.catalogueOf(inOrder(catalogue, parts))));
    }

    private static List<String> keys(int parts, IntFunction<String> keyOfPart) {
        return IntStream.range(0, parts).mapToObj(keyOfPart).toList();
    }

    private static List<Item> inOrder(List<String> keys, Map<String, Item> items) {
        return keys.stream().filter(items::containsKey).map(items::get).toList();
    }

    private Map<String, Item> readLatest(List<String> keys) {
        return keys.isEmpty() ? Map.of() : table.readLatest(keys);
    }

    private List<Manifest> loadPublished() {
        Optional<Pointer> pointer = readPointer();
        Stream<VersionId> wentLive = pointer.stream().flatMap(known -> known.published().stream());
        List<String> keys = Stream.concat(wentLive, heldBack().stream())
                .distinct()
                .sorted(Pointer.NEWEST_FIRST)
                .map(Keys::manifest)
                .toList();
        Map<String, Item> items = new HashMap<>(read(keys));
        pointer.map(known -> Keys.manifest(known.current()))
                .filter(key -> !items.containsKey(key))
                .flatMap(table::readLatest)
                .ifPresent(item -> items.put(item.key(), item));
        return keys.stream()
                .filter(items::containsKey)
                .map(key -> Manifest.of(items.get(key)))
                .toList();
    }

    private List<VersionId> heldBack() {
        return Optional.ofNullable(read(List.of(Keys.CANDIDATES)).get(Keys.CANDIDATES))
                .map(item -> Candidates.of(item).versions())
                .orElse(List.of());
    }

    private Optional<Pointer> readPointer() {
        return table.readLatest(Keys.POINTER).map(Pointer::of);
    }

    private static <K, V> Map<K, V> leastRecentlyUsed(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    private record VersionedProduct(VersionId version, String productId) {}

    private record VersionedList(VersionId version, ListKey list) {}
}
