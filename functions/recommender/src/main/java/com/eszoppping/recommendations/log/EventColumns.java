package com.eszoppping.recommendations.log;

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
