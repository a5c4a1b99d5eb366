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

    private final int[] productAndType;

    EventColumns(int sessions, int events) {
        sessionStarts = new int[sessions + 1];
        time = new long[events];
        user = new int[events];
        productAndType = new int[events];
    }

    /**
     * The columns of some events.
     *
     * @param sessions those that have such events
     * @param events how many there are in them
     */
    EventColumns part(int[] sessions, int events, IntPredicate keep) {
        EventColumns part = new EventColumns(sessions.length, events);
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

    void setProduct(int event, int product, EventType type) {
        productAndType[event] = product << 1 | (type == EventType.PURCHASE ? PURCHASE_BIT : 0);
    }

    int product(int event) {
        return productAndType[event] >>> 1;
    }

    EventType type(int event) {
        return (productAndType[event] & PURCHASE_BIT) == 0 ? EventType.VIEW : EventType.PURCHASE;
    }
}
