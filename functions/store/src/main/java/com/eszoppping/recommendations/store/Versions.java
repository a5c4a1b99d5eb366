package com.eszoppping.recommendations.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Publishing versions and switching between them. Every switch is one conditional write of the {@link Pointer}; when
 * somebody else was faster, it is read and decided again.
 */
public final class Versions {
    private final Table table;
    private final InstantSource clock;
    private final ControlCopies copies;
    private final ErasedUsers erasedUsers;

    /**
     * @param table where versions are kept
     * @param clock tells when a version was published and whether one is expired
     * @param copies hears of every switch, after it
     */
    public Versions(Table table, InstantSource clock, ControlCopies copies) {
        this.table = table;
        this.clock = clock;
        this.copies = copies;
        this.erasedUsers = new ErasedUsers(new ControlDocuments(table, copies));
    }

    /**
     * Which version is current now; nothing before the first one went live.
     *
     * @throws TableUnavailableException if the table does not answer in time
     */
    public Optional<Pointer> pointer() {
        return table.readLatest(Keys.POINTER).map(Pointer::of);
    }

    /**
     * What a version consists of; nothing if there is no such version, if it is not complete, or if it has vanished.
     *
     * @throws TableUnavailableException if the table does not answer in time
     */
    public Optional<Manifest> manifest(VersionId id) {
        return table.readLatest(Keys.manifest(id)).map(Manifest::of);
    }

    /**
     * Begins to publish a version. Nobody sees it before {@link Publication#goLive}.
     *
     * @param id a version that was never begun before
     * @param horizon how long from now on its items must stay; positive
     * @param deadline until when it must be live
     */
    public Publication begin(VersionId id, Duration horizon, Deadline deadline) {
        if (horizon.isNegative() || horizon.isZero()) {
            throw new IllegalArgumentException("The horizon of a version is positive, but this is " + horizon + ".");
        }
        return Publication.begin(table, this, id, clock.instant().plus(horizon), deadline);
    }

    /**
     * A publication that counts what is put and writes nothing. It cannot go live.
     *
     * @param id the version that will be published
     * @param horizon as for {@link #begin}
     */
    public Publication rehearse(VersionId id, Duration horizon) {
        return Publication.rehearse(table, this, id, clock.instant().plus(horizon));
    }

    /** How fast versions are written at best. */
    public WriteCapacity writeCapacity() {
        return table.writeCapacity();
    }

    /**
     * Makes a version current that was published before: a way back, or forth again. The highest logical time stays, so
     * that the next later training goes live as usual. Nothing happens if the version is current already.
     *
     * @return the pointer after the switch
     * @throws ActivationException if the version is unknown, not complete or expired
     * @throws UncheckedIOException if the switch is made but its copy failed
     * @throws TableUnavailableException if the table does not answer in time
     */
    public Pointer activate(VersionId id) {
        for (boolean sent = false; ; sent = true) {
            Optional<Pointer> seen = pointer();
            if (seen.isPresent() && seen.get().current().equals(id)) {
                if (sent) {
                    // Our own write arrived although its answer did not.
                    copy(seen.get());
                }
                return seen.get();
            }
            checkCanBeServed(id);
            Pointer switched = Pointer.switched(seen, id);
            if (replaced(switched)) {
                return switched;
            }
        }
    }

    /**
     * Whether a run for this logical time would be in vain, and why.
     *
     * @throws TableUnavailableException if the table does not answer in time
     */
    public Optional<Refusal> refusal(Instant logicalTime) {
        Instant toTheSecond = logicalTime.truncatedTo(ChronoUnit.SECONDS);
        return refusal(pointer(), toTheSecond).or(() -> candidate(toTheSecond));
    }

    /**
     * Erases a user for good: the membership from every version in the table, also from those that are being written, and the
     * user from all later trainings, which find here whose events to leave out. Erasing again does no harm, and finishes what
     * failed half-way.
     *
     * @param userId as it stands in the log
     * @return from how many versions a membership was removed
     * @throws UncheckedIOException if the list of erased users is changed but its copy failed; nothing else is done then
     * @throws TableUnavailableException if the table does not answer in time
     */
    public int erase(String userId) {
        // In this order: see Publication.
        erasedUsers.add(userId);
        int changed = 0;
        for (Map.Entry<VersionId, Integer> version : membershipBuckets().entrySet()) {
            changed += forget(userId, version.getKey(), version.getValue()) ? 1 : 0;
        }
        return changed;
    }

    /**
     * Whose events a training must leave out.
     *
     * @throws TableUnavailableException if the table does not answer in time
     */
    public Erased erased() {
        return erasedUsers.read(erasedUsers.state());
    }

    /**
     * Whether the version that is served has a product.
     *
     * @throws TableUnavailableException if the table does not answer in time
     */
    public boolean hasProduct(String productId) {
        return pointer()
                .flatMap(pointer -> table.readLatest(Keys.product(pointer.current(), productId)))
                .isPresent();
    }

    ErasedUsers erasedUsers() {
        return erasedUsers;
    }

    /** Removes a user from a version; whoever does the same with another user of the bucket loses nothing. */
    boolean forget(String userId, VersionId version, int buckets) {
        if (buckets == 0) {
            return false;
        }
        String key = Keys.users(version, Membership.bucketOf(userId, buckets));
        while (true) {
            Optional<Item> seen = table.readLatest(key);
            Optional<Item> without = seen.flatMap(bucket -> Membership.without(userId, bucket));
            if (without.isEmpty()) {
                return false;
            }
            if (table.replace(without.get(), seen.get().revision())) {
                return true;
            }
        }
    }

    /** The number of buckets of every version in the table: older code did not register what it wrote. */
    private Map<VersionId, Integer> membershipBuckets() {
        Map<VersionId, Integer> buckets = new LinkedHashMap<>();
        Register.read(table).entries().forEach(entry -> buckets.put(entry.version(), entry.membershipBuckets()));
        Stream.concat(
                        pointer().stream().flatMap(pointer -> pointer.published().stream()),
                        candidates().stream().flatMap(candidates -> candidates.versions().stream()))
                .filter(version -> !buckets.containsKey(version))
                .forEach(version ->
                        manifest(version).ifPresent(manifest -> buckets.put(version, manifest.membershipBuckets())));
        return buckets;
    }

    private Optional<Refusal> candidate(Instant logicalTime) {
        return candidates().stream()
                .flatMap(candidates -> candidates.versions().stream())
                .filter(version -> version.logicalTime().equals(logicalTime))
                .filter(version -> manifest(version)
                        .filter(manifest -> clock.instant().isBefore(manifest.expiresAt()))
                        .isPresent())
                .findFirst()
                .map(Refusal.HeldBack::new);
    }

    private Optional<Candidates> candidates() {
        return table.readLatest(Keys.CANDIDATES).map(Candidates::of);
    }

    void holdBack(VersionId id, Deadline deadline) {
        while (true) {
            deadline.check("noting that version " + id + " is held back");
            Optional<Candidates> known = candidates();
            if (known.isPresent() && known.get().versions().contains(id)) {
                // Our own write arrived although its answer did not.
                copy("candidates.json", known.get().json());
                return;
            }
            Candidates more = Candidates.plus(known, id);
            if (table.replace(more.toItem(), more.revision() - 1)) {
                copy("candidates.json", more.json());
                return;
            }
        }
    }

    Outcome goLive(Manifest manifest, Deadline deadline) {
        VersionId id = manifest.id();
        while (true) {
            deadline.check("the switch to version " + id);
            Optional<Pointer> seen = pointer();
            if (seen.isPresent() && seen.get().published().contains(id)) {
                // Our own write arrived although its answer did not.
                copy(seen.get());
                return new Outcome.Live(seen.get(), manifest);
            }
            Optional<Refusal> refusal = refusal(seen, id.logicalTime());
            if (refusal.isPresent()) {
                return new Outcome.Refused(refusal.get());
            }
            Pointer switched = Pointer.switched(seen, id);
            if (replaced(switched)) {
                return new Outcome.Live(switched, manifest);
            }
        }
    }

    Instant now() {
        return clock.instant();
    }

    private boolean replaced(Pointer switched) {
        boolean won = table.replace(switched.toItem(), switched.revision() - 1);
        if (won) {
            copy(switched);
        }
        return won;
    }

    /**
     * Writes the copies of the control items again, which heals one that failed after its switch was made.
     *
     * @throws UncheckedIOException if a copy fails
     */
    public void copyControlItems() {
        pointer().ifPresent(this::copy);
        candidates().ifPresent(candidates -> copy("candidates.json", candidates.json()));
    }

    /**
     * Checks that the list of erased users can be put back from copies.
     *
     * @param copies the names of the {@link ControlDocuments documents} of which there are copies
     * @throws IllegalStateException if somebody was erased before the old list is back, so that it would name nobody any more
     * @throws TableUnavailableException if the table does not answer in time
     */
    public void checkErasedCanBeRestored(Collection<String> copies) {
        erasedUsers.checkCanBeRestored(copies);
    }

    /**
     * Puts the pointer back from its copy, where the table has none: the same version is current, and what is older than the
     * newest that was ever live stays refused. Versions that the table does not have are not named any more.
     *
     * @param copy as it was last
     * @return the pointer that was written; nothing if the table has one, or not the version that was current
     * @throws TableUnavailableException if the table does not answer in time
     */
    public Optional<Pointer> restore(Pointer copy) {
        List<VersionId> there = copy.published().stream()
                .filter(version -> manifest(version).isPresent())
                .toList();
        if (!there.contains(copy.current())) {
            return Optional.empty();
        }
        Pointer restored = new Pointer(
                copy.current(), copy.previous().filter(there::contains), copy.highestLogicalTime(), 1, there);
        return replaced(restored) ? Optional.of(restored) : Optional.empty();
    }

    private void copy(Pointer pointer) {
        copy("pointer.json", pointer.json());
    }

    private void copy(String name, String json) {
        try {
            copies.write(name, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The change is made, but its copy " + name + " could not be written.", e);
        }
    }

    private static Optional<Refusal> refusal(Optional<Pointer> pointer, Instant logicalTime) {
        if (pointer.isEmpty()) {
            return Optional.empty();
        }
        Optional<VersionId> same = pointer.get().published().stream()
                .filter(version -> version.logicalTime().equals(logicalTime))
                .findFirst();
        if (same.isPresent()) {
            return Optional.of(new Refusal.AlreadyPublished(same.get()));
        }
        Instant highest = pointer.get().highestLogicalTime();
        return logicalTime.isAfter(highest) ? Optional.empty() : Optional.of(new Refusal.Superseded(highest));
    }

    private void checkCanBeServed(VersionId id) {
        Optional<Manifest> manifest = manifest(id);
        if (manifest.isEmpty()) {
            throw new ActivationException(
                    "There is no complete version " + id + ": it never was, did not get finished or has expired.");
        }
        Instant expiresAt = manifest.get().expiresAt();
        if (!clock.instant().isBefore(expiresAt)) {
            throw new ActivationException("Version " + id + " has expired at " + expiresAt + ".");
        }
    }
}
