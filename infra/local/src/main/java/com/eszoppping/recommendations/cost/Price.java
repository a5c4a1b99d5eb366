package com.eszoppping.recommendations.cost;

/**
 * What something costs.
 *
 * @param usd US dollars, not negative
 * @param per for how many of the unit, e.g. 1,000,000
 * @param unit what is counted, e.g. {@code request}; of storage, a GB is for a month
 * @param source where it can be looked up
 */
record Price(double usd, double per, String unit, String source) {
    Price {
        if (!(usd >= 0) || Double.isInfinite(usd)) {
            throw new IllegalArgumentException("'usd' is a number of US dollars from 0, but this is " + usd + ".");
        }
        if (!(per > 0) || Double.isInfinite(per)) {
            throw new IllegalArgumentException("'per' is a number above 0, but this is " + per + ".");
        }
        if (unit.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException(
                    "A price has a unit and a source, but these are '" + unit + "' and '" + source + "'.");
        }
    }

    /** US dollars for a quantity. */
    double usdFor(double quantity) {
        return quantity / per * usd;
    }
}
