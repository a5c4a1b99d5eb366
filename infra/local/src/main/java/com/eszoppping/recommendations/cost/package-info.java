/**
 * What the product costs in the cloud, in a month of 30 days: counts from the report of a training, sizes and durations from the
 * template, prices from a dated file.
 *
 * <p>Quantities and money are {@code double}: the counts are estimates that are good to two digits, which exact decimals could not
 * mend, and nothing is booked by them.
 */
package com.eszoppping.recommendations.cost;
