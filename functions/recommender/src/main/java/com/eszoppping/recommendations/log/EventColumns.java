package com.eszoppping.recommendations.log;

import java.util.function.IntPredicate;

/** The events of a log in their order, one array a column. Filled once, then shared and left alone. */
final class EventColumns {
    private static final int PURCHASE_BIT = 1;

    /** Where each session starts, and a last entry for the end. */
    final int[] sessionStarts;

    /** Milliseconds since 1970 UTC. */
    final long[] time;

    /** The user's number, or {@link EventLog#ANONYMOUS}. */
    final int[] user;

    /** As {@link #productAndType(int, EventType)} has it. */
    final int[] productAndType;

    EventColumns(int[] sessionStarts, long[] time, int[] user, int[] productAndType) {
        this.sessionStarts = sessionStarts;
        this.time = time;
        this.user = user;
        this.productAndType = productAndType;
    }

    /**
     * The columns of some events.
     *
     * @param sessions those that have such events
     * @param events how many there are in them
     */
    EventColumns part(int[] sessions, int events, IntPredicate keep) {
        EventColumns part =
                new EventColumns(new int[sessions.length + 1], new long[events], new int[events], new int[events]);
        int at = 0;
        for (int i = 0; i < sessions.length; i++) {
            for (int event = sessionStarts[sessions[i]]; event < sessionStarts[sessions[i] + 1]; event++) {
                if (keep.test(event)) {
                    part.time[at] = time[event];
                    part.user[at] = user[event];
                    part.productAndType[at++] = productAndType[event];
                }
            }
            part.sessionStarts[i + 1] = at;
        }
        return part;
    }

    /** Product and type as one number. */
    static int productAndType(int product, EventType type) {
        return product << 1 | (type == EventType.PURCHASE ? PURCHASE_BIT : 0);
    }

    /** How many bytes the arrays have. */
    long bytes() {
        return (long) Integer.BYTES * (sessionStarts.length + user.length + productAndType.length)
                + (long) Long.BYTES * time.length;
    }

    int product(int event) {
        return productAndType[event] >>> 1;
    }

    EventType type(int event) {
        return (productAndType[event] & PURCHASE_BIT) == 0 ? EventType.VIEW : EventType.PURCHASE;
    }
}
