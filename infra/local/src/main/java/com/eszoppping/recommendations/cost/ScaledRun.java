package com.eszoppping.recommendations.cost;

import com.eszoppping.recommendations.store.WriteCount;
import com.eszoppping.recommendations.training.MemoryNeed;

/**
 * A training as it would be with another number of users, of the same products, who do as much as those of the run did.
 *
 * <p>Events, and with them the log's bytes and the training's time, grow with the users. Of what is written only the packed
 * membership does: lists and product items depend on the catalogue.
 *
 * @param run what was counted
 * @param users how many there would be
 */
record ScaledRun(RunCounts run, long users) {
    private static final double WRITE_UNIT_BYTES = 1_024;

    /** DynamoDB counts so many bytes for each stored item beside its own. */
    private static final double STORED_ITEM_BYTES = 100;

    double factor() {
        return (double) users / run.users();
    }

    double events() {
        return run.events() * factor();
    }

    double inputBytes() {
        return run.inputBytes() * factor();
    }

    /**
     * How long a training takes: linear in its events. It grows more slowly than they do (docs/performance.md, "Training"), so this
     * is too long.
     */
    double trainingSeconds() {
        return run.seconds() * factor();
    }

    /** What memory a function needs for it. */
    double trainingMemoryMb() {
        return new MemoryNeed(Math.round(events())).wishedMb();
    }

    /** Write units of a version with its report, which is counted as if it were not compressed. */
    double writeUnits() {
        return fixed(
                        run.inMemory().writeUnits(),
                        run.lists().writeUnits(),
                        run.productItems().writeUnits())
                + run.members().writeUnits() * factor()
                + Math.ceil(run.reportBytes() / WRITE_UNIT_BYTES);
    }

    double items() {
        return fixed(
                        run.inMemory().items(),
                        run.lists().items(),
                        run.productItems().items())
                + run.members().items() * factor();
    }

    /** What DynamoDB stores of a version. */
    double storedBytes() {
        return fixed(
                        run.inMemory().bytes(),
                        run.lists().bytes(),
                        run.productItems().bytes())
                + run.members().bytes() * factor()
                + run.reportBytes()
                + STORED_ITEM_BYTES * items();
    }

    private static double fixed(long inMemory, long lists, long productItems) {
        return (double) inMemory + lists + productItems;
    }

    /** Bytes of a product's item. */
    double productItemBytes() {
        WriteCount items = run.productItems();
        return items.items() == 0 ? 0 : (double) items.bytes() / items.items();
    }

    WriteCount inMemory() {
        return run.inMemory();
    }
}
