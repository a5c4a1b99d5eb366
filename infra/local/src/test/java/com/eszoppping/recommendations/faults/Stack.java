package com.eszoppping.recommendations.faults;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.faults.Invariants.StoredItem;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.Versions;
import com.eszoppping.recommendations.training.TrainingSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A bucket and a table that a training of another process works on, and that are looked at from here. */
interface Stack {
    /** Trains here and undisturbed, on a shop's logs. */
    TrainingSummary train(Path shop, Instant logicalTime) throws IOException;

    /** Begins a training as {@code ./recs train} in a process of its own. */
    Process startTraining(Path shop, Instant logicalTime) throws IOException;

    /** The table as the API's function has it; the caller closes it. */
    Table visitorsTable();

    /** The table without faults; the caller closes it. */
    Table directTable();

    /** The bucket without faults. */
    Bucket directBucket();

    /** All that lies in the table. */
    List<StoredItem> items();

    /** Checks the invariants of the table as it is. */
    default void check() {
        try (Table table = directTable()) {
            Invariants.hold(table, items());
        }
    }

    /** Checks what a training for this time leaves that went well. */
    default void checkHealed(Instant time) throws IOException {
        try (Table table = directTable()) {
            Invariants.healed(table, items(), directBucket(), time);
        }
    }

    /** The logical time of what is live. */
    default Instant live() {
        try (Table table = directTable()) {
            return new Versions(table, InstantSource.system(), ControlCopies.none())
                    .pointer()
                    .orElseThrow()
                    .current()
                    .logicalTime();
        }
    }
}
