package com.eszoppping.recommendations.cost;

/**
 * One charge.
 *
 * @param service of AWS
 * @param what is counted, in words
 * @param charge what it is charged as
 * @param quantity how much of the price's unit in a month
 * @param price of a unit
 */
public record BillLine(String service, String what, Charge charge, double quantity, Price price) {
    public BillLine {
        if (!(quantity >= 0) || Double.isInfinite(quantity)) {
            throw new IllegalArgumentException(
                    "A quantity is a number from 0, but of '" + what + "' there are " + quantity + ".");
        }
    }

    double usd() {
        return price.usdFor(quantity);
    }
}
