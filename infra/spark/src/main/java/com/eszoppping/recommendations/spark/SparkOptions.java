package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.tuning.Tuner;
import java.io.Serializable;

/**
 * How much of a log the driver takes, and into how many parts the rest is cut. What fits is not sampled, so that small logs are
 * learned from exactly as in one process.
 *
 * @param leastParts into how many parts a log is cut at least, from 1
 * @param tuningEvents on at most about so many events the parameters are chosen
 * @param testedSessions of at most about so many sessions those are taken that are asked about, at even distances
 * @param sampledShoppers on at most about so many shoppers the groups' centres are found before all shoppers settle them
 */
record SparkOptions(int leastParts, long tuningEvents, long testedSessions, long sampledShoppers)
        implements Serializable {
    /**
     * Of compressed files: some ten million events, which a task with 4 GB holds. Larger parts are fewer sums, each of which has a
     * number for every product.
     */
    private static final long BYTES_OF_A_PART = 256 << 20;

    /** Of shoppers, whose sums have a number for every product and direction. */
    private static final int MOST_PARTS_OF_SHOPPERS = 256;

    private static final long TESTED_SESSIONS = 1_000_000;
    private static final long SAMPLED_SHOPPERS = 1_000_000;

    SparkOptions {
        if (leastParts < 1 || tuningEvents < 1 || testedSessions < 1 || sampledShoppers < 1) {
            throw new IllegalArgumentException("Parts, events, sessions and shoppers are at least 1, but these are "
                    + leastParts + ", " + tuningEvents + ", " + testedSessions + " and " + sampledShoppers + ".");
        }
    }

    /**
     * Into how many parts a log is cut.
     *
     * @param bytes of its files
     */
    int parts(long bytes) {
        return Math.toIntExact(Math.max(leastParts, bytes / BYTES_OF_A_PART));
    }

    /** Into how many parts the shoppers of a log are cut that is cut into so many. */
    int partsOfShoppers(int partsOfTheLog) {
        return Math.min(partsOfTheLog, MOST_PARTS_OF_SHOPPERS);
    }

    static SparkOptions of(int leastParts) {
        return new SparkOptions(leastParts, Tuner.MOST_EVENTS, TESTED_SESSIONS, SAMPLED_SHOPPERS);
    }
}
