package com.eszoppping.recommendations.spark;

import java.io.Serializable;

/**
 * How much of a log the driver takes, and into how many parts the rest is cut. What fits is not sampled, so that small logs are
 * learned from exactly as in one process.
 *
 * @param parts into how many parts the log is cut, from 1
 * @param tuningEvents on at most about so many events the parameters are chosen
 * @param sampledShoppers on at most about so many shoppers the groups' centres are found before all shoppers settle them
 */
record SparkOptions(int parts, long tuningEvents, long sampledShoppers) implements Serializable {
    private static final long TUNING_EVENTS = 20_000_000;
    private static final long SAMPLED_SHOPPERS = 1_000_000;

    SparkOptions {
        if (parts < 1 || tuningEvents < 1 || sampledShoppers < 1) {
            throw new IllegalArgumentException("Parts, events and shoppers are at least 1, but these are " + parts
                    + ", " + tuningEvents + " and " + sampledShoppers + ".");
        }
    }

    static SparkOptions of(int parts) {
        return new SparkOptions(parts, TUNING_EVENTS, SAMPLED_SHOPPERS);
    }
}
