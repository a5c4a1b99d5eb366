package com.eszoppping.recommendations.evaluation;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.ProductCounts;
import java.util.BitSet;

/**
 * What a test has to know of the part of a log that contenders learned from.
 *
 * @param catalogue the products
 * @param counts the events of each of them
 * @param knownUsers the users who have events there, by the numbers that they have in the questions
 */
public record Past(Catalogue catalogue, ProductCounts counts, BitSet knownUsers) {
    /** What is to be known of a log. */
    public static Past of(EventLog log) {
        BitSet users = new BitSet(log.users());
        for (int event = 0; event < log.events(); event++) {
            if (log.user(event) != EventLog.ANONYMOUS) {
                users.set(log.user(event));
            }
        }
        return new Past(log.catalogue(), ProductCounts.of(log), users);
    }

    long eventsOf(int product) {
        return counts.events()[product];
    }
}
