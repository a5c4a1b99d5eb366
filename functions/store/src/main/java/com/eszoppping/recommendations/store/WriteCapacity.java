package com.eszoppping.recommendations.store;

/**
 * How a table is best written, when there is much to write.
 *
 * @param itemsPerBatch how many items one {@link Table#write} takes in a single request or transaction, from 1
 * @param batchesAtOnce how many of those are worth having on their way at once, from 1
 * @param unitsPerSecond how many write units the table takes in a second, above 0; infinite if nothing is known to limit it
 */
public record WriteCapacity(int itemsPerBatch, int batchesAtOnce, double unitsPerSecond) {
    public WriteCapacity {
        if (itemsPerBatch < 1 || batchesAtOnce < 1) {
            throw new IllegalArgumentException("At least one item of one batch is written at once, but this is "
                    + itemsPerBatch + " of " + batchesAtOnce + ".");
        }
        if (!(unitsPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "A table takes more than 0 write units a second, but this is " + unitsPerSecond + ".");
        }
    }

    /** The seconds that so much takes at least. */
    public double seconds(WriteCount count) {
        return count.writeUnits() / unitsPerSecond;
    }
}
