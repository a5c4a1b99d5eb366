package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.IdBytes;

/** One usable line of the session log, taken apart. Used again for each line, so that reading makes no garbage. */
final class EventLine {
    /** What the line says happened. */
    enum Kind {
        VIEW(0),
        PURCHASE(1),
        RETURN(2),
        /** Something we don't know; nothing else of the line is to be used. */
        UNKNOWN(3);

        /** What stands for it in a column: two bits, in the canonical order of events at the same time. */
        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    static final long NO_DISCOUNT = 0;

    final IdBytes session = new IdBytes();
    final IdBytes user = new IdBytes();
    final IdBytes product = new IdBytes();
    final IdBytes purchase = new IdBytes();
    final IdBytes eventId = new IdBytes();
    final IdBytes visitor = new IdBytes();
    final IdBytes recommendation = new IdBytes();
    final EventTime time = new EventTime();
    Kind kind = Kind.UNKNOWN;

    /** Equal for equal values of {@code offered_discount}. */
    long discount;

    /** {@code offered_discount} in percent, from 0 to 100; 0 where it is absent or anything else. */
    double discountPercent;

    /** How many fields the line has that we don't know. */
    int unknownFields;

    /** Forgets the line before; {@link #time} and {@link #kind} are good only where they were read. */
    void clear() {
        session.clear();
        user.clear();
        product.clear();
        purchase.clear();
        eventId.clear();
        visitor.clear();
        recommendation.clear();
        discount = NO_DISCOUNT;
        discountPercent = 0;
        unknownFields = 0;
    }
}
