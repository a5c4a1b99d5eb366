package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.RankedList;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

/**
 * One version on its way into the table. Items are written in batches, several at once; nobody sees any of them before
 * {@link #goLive}. Users who were erased get no membership, also if it happens while this is written. If something throws, the
 * publication is over: what is current stays, and what was written expires.
 *
 * <p>For one thread. Each method that writes throws {@link DeadlineReachedException} if the time is over and
 * {@link TableUnavailableException} if the table goes on refusing.
 */
public final class Publication {
    private final Table table;
    private final Versions versions;
    private final VersionId id;
    private final Instant expiresAt;
    private final Deadline deadline;

    private final Optional<BatchesInFlight> batches;
    private final Set<ListKey> lists = new HashSet<>();
    private final Set<String> products = new HashSet<>();
    private final Map<VersionPart, WriteCount> counts = new EnumMap<>(VersionPart.class);
    private Optional<Integer> membershipBuckets = Optional.empty();
    private Optional<Integer> categoryParts = Optional.empty();
    private Optional<Integer> catalogueParts = Optional.empty();
    private boolean catalogueDoubted;
    private Iterable<Member> members = List.of();
    private Optional<String> erasedState = Optional.empty();
    private Optional<Integer> reportParts = Optional.empty();
    private boolean over;

    private Publication(
            Table table,
            Versions versions,
            VersionId id,
            Instant expiresAt,
            Deadline deadline,
            Optional<BatchesInFlight> batches) {
        this.table = table;
        this.versions = versions;
        this.id = id;
        this.expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        this.deadline = deadline;
        this.batches = batches;
    }

    static Publication begin(Table table, Versions versions, VersionId id, Instant expiresAt, Deadline deadline) {
        return new Publication(
                table, versions, id, expiresAt, deadline, Optional.of(new BatchesInFlight(table, deadline)));
    }

    static Publication rehearse(Table table, Versions versions, VersionId id, Instant expiresAt) {
        return new Publication(table, versions, id, expiresAt, Deadline.never(), Optional.empty());
    }

    /**
     * Adds a list.
     *
     * @throws IllegalArgumentException if the version has a list for this key already, or the list is over 400 KB
     */
    public void put(RankedList list) {
        if (!lists.add(list.key())) {
            throw new IllegalArgumentException("The version has a list for " + list.key() + " already.");
        }
        add(VersionPart.LISTS, Keys.list(id, list.key()), ListItems.toFields(list));
    }

    /**
     * Adds a product.
     *
     * @throws IllegalArgumentException if the version has this product already
     */
    public void put(ProductFacts product) {
        if (!products.add(product.productId())) {
            throw new IllegalArgumentException("The version has product '" + product.productId() + "' already.");
        }
        add(VersionPart.PRODUCTS, Keys.product(id, product.productId()), ProductItems.toFields(product));
    }

    /**
     * Adds the users and their groups, packed into as many buckets as keep each at 4,096 bytes or less, which is
     * half a read unit. Those who were erased are left out. Once per publication.
     *
     * @param members no user twice; gone through more than once, the order does not matter
     * @throws IllegalArgumentException if a user comes twice
     */
    public void putMembers(Iterable<Member> members) {
        checkFirst(membershipBuckets, "members");
        this.members = members;
        erasedState = versions.erasedUsers().state();
        Erased erased = versions.erasedUsers().read(erasedState);
        int emptyBytes = ItemSize.of(itemOf(Keys.users(id, Integer.MAX_VALUE), Membership.NOBODY));
        Membership membership = Membership.pack(without(erased, members), emptyBytes);
        membershipBuckets = Optional.of(membership.buckets());
        // Before any membership is written, so that whoever is erased from now on can be found.
        if (batches.isPresent()) {
            register(false);
        }
        membership.forEachBucket((bucket, fields) -> add(VersionPart.MEMBERS, Keys.users(id, bucket), fields));
    }

    /**
     * Adds users and groups that are not in this process, packed as {@link #putMembers(Iterable)} does. Once per publication.
     *
     * @throws IllegalArgumentException if a user comes twice
     */
    public void putMembers(ManyMembers many) {
        checkFirst(membershipBuckets, "members");
        erasedState = versions.erasedUsers().state();
        Erased erased = versions.erasedUsers().read(erasedState);
        int emptyBytes = ItemSize.of(itemOf(Keys.users(id, Integer.MAX_VALUE), Membership.NOBODY));
        int buckets = Membership.enoughBuckets(many.bytes(), many.users(), emptyBytes, many::fullestOf);
        members = () -> all(many.inBuckets(buckets));
        membershipBuckets = Optional.of(buckets);
        register(false);
        BitSet written = new BitSet(buckets);
        many.inBuckets(buckets).forEachRemaining(bucket -> {
            written.set(bucket.number());
            addBucket(bucket.number(), without(erased, bucket.members()));
        });
        for (int bucket = written.nextClearBit(0); bucket < buckets; bucket = written.nextClearBit(bucket + 1)) {
            addBucket(bucket, List.of());
        }
    }

    private void addBucket(int bucket, Iterable<Member> members) {
        List<Member> list = new ArrayList<>();
        members.forEach(list::add);
        add(VersionPart.MEMBERS, Keys.users(id, bucket), Membership.bucketOf(list));
    }

    private static Iterator<Member> all(Iterator<ManyMembers.Bucket> buckets) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(buckets, 0), false)
                .flatMap(bucket -> bucket.members().stream())
                .iterator();
    }

    private static Iterable<Member> without(Erased erased, Iterable<Member> members) {
        if (erased.isEmpty()) {
            return members;
        }
        List<Member> others = new ArrayList<>();
        members.forEach(member -> {
            if (!erased.has(member.userId())) {
                others.add(member);
            }
        });
        return others;
    }

    /**
     * Adds the version's category tree. Once per publication.
     *
     * @param nodes the categories in any order; those above each may be left out
     */
    public void putCategories(Collection<CategoryPath> nodes) {
        checkFirst(categoryParts, "categories");
        List<Map<String, Value>> parts = CategoryParts.of(nodes);
        categoryParts = Optional.of(parts.size());
        for (int part = 0; part < parts.size(); part++) {
            add(VersionPart.CATEGORIES, Keys.categories(id, part), parts.get(part));
        }
    }

    /**
     * Adds the version's catalogue, packed into few items that readers keep in memory. Once per publication.
     *
     * @param byPopularity all products, the most popular first
     */
    public void putCatalogue(Iterable<CatalogueEntry> byPopularity) {
        checkFirst(catalogueParts, "catalogue");
        List<Map<String, Value>> parts = CatalogueParts.of(byPopularity);
        catalogueParts = Optional.of(parts.size());
        for (int part = 0; part < parts.size(); part++) {
            add(VersionPart.CATALOGUE, Keys.catalogue(id, part), parts.get(part));
        }
    }

    /**
     * Says that the catalogue may lack products that the store has, e.g. because its files were broken: other versions go on to
     * serve what this one lacks.
     */
    public void doubtCatalogue() {
        catalogueDoubted = true;
    }

    /**
     * Adds the report of the version's training. Once per publication; of its own items the report cannot know.
     *
     * @param json one JSON object
     */
    public void putReport(String json) {
        checkFirst(reportParts, "report");
        List<Map<String, Value>> parts = ReportParts.of(json);
        reportParts = Optional.of(parts.size());
        for (int part = 0; part < parts.size(); part++) {
            add(VersionPart.REPORT, Keys.report(id, part), parts.get(part));
        }
    }

    /** What was put so far. */
    public WriteCount count() {
        return counts.values().stream().reduce(WriteCount.NONE, WriteCount::plus);
    }

    /** What was put so far of each part; parts of which there is nothing are left out. */
    public Map<VersionPart, WriteCount> countOfParts() {
        return new EnumMap<>(counts);
    }

    /**
     * Waits until all is written, then writes the manifest, then switches to this version, unless its logical time is not above
     * all that were live. Once per publication, at its end.
     *
     * @param draft what the store does not know by itself
     */
    public Outcome goLive(ManifestDraft draft) {
        return versions.goLive(write(draft, Optional.empty()), deadline);
    }

    /**
     * Waits until all is written, then writes the manifest, and leaves what is current as it is. Once per publication, at its end.
     *
     * @param draft what the store does not know by itself
     * @param why a sentence for whoever may activate it
     */
    public Outcome holdBack(ManifestDraft draft, String why) {
        Manifest manifest = write(draft, Optional.of(why));
        versions.holdBack(id, deadline);
        return new Outcome.Candidate(manifest);
    }

    private Manifest write(ManifestDraft draft, Optional<String> heldBack) {
        checkNotOver();
        over = true;
        batches.orElseThrow(() -> new IllegalStateException("A rehearsal of version " + id + " writes nothing."))
                .finish();
        forgetErasedMeanwhile();
        Manifest manifest = manifestOf(draft, heldBack);
        table.write(List.of(manifest.toItem()), deadline);
        if (catalogueParts.isPresent() && !catalogueDoubted) {
            register(true);
        }
        return manifest;
    }

    /**
     * Who erases a user adds the user to the list first, then looks for versions. So whoever is not on the list now will find
     * this version, which is registered and has all its memberships.
     */
    private void forgetErasedMeanwhile() {
        Optional<String> now = versions.erasedUsers().state();
        if (membershipBuckets.isEmpty() || now.equals(erasedState)) {
            return;
        }
        Erased erased = versions.erasedUsers().read(now);
        for (Member member : members) {
            if (erased.has(member.userId())) {
                versions.forget(member.userId(), id, membershipBuckets.get());
            }
        }
    }

    private void register(boolean catalogueCounts) {
        Register.write(
                table, new Register.Entry(id, expiresAt, membershipBuckets.orElse(0), catalogueCounts), versions.now());
    }

    private Manifest manifestOf(ManifestDraft draft, Optional<String> heldBack) {
        return new Manifest(
                id,
                versions.now(),
                expiresAt,
                draft.models(),
                draft.sessions(),
                draft.users(),
                draft.products(),
                membershipBuckets.orElse(0),
                categoryParts.orElse(0),
                catalogueParts.orElse(0),
                reportParts.orElse(0),
                draft.groupInterests(),
                count(),
                draft.lineage(),
                heldBack);
    }

    private void add(VersionPart part, String key, Map<String, Value> fields) {
        checkNotOver();
        Item item = itemOf(key, fields);
        int bytes = ItemSize.of(item);
        if (bytes > ItemSize.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "An item has at most " + ItemSize.MAX_BYTES + " bytes, but '" + key + "' has " + bytes + ".");
        }
        counts.merge(part, WriteCount.NONE.plusItemOf(bytes), WriteCount::plus);
        // A publication that lost a batch must not go live, whatever the caller does with the exception.
        over = true;
        batches.ifPresent(onTheirWay -> onTheirWay.add(item));
        over = false;
    }

    private Item itemOf(String key, Map<String, Value> fields) {
        return new Item(key, fields, Optional.of(expiresAt), 0);
    }

    private void checkFirst(Optional<Integer> earlier, String what) {
        if (earlier.isPresent()) {
            throw new IllegalStateException("The version " + id + " has its " + what + " already.");
        }
    }

    private void checkNotOver() {
        if (over) {
            throw new IllegalStateException("The publication of version " + id + " is over.");
        }
    }
}
