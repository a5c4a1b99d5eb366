package com.eszoppping.recommendations.log;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** Usable events as they were read, in columns, duplicates and returns included. An event's number is its index. */
final class RawEvents {
    private static final int MAX_EVENTS = Integer.MAX_VALUE - 8;
    private static final int NO_EVENT = -1;
    private static final int KIND_BITS = 2;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;
    private static final long PURCHASE_SEED = 0x0e7e_4715L;
    private static final long EVENT_ID_SEED = 0x0e7e_4716L;
    private static final long VISITOR_SEED = 0x0e7e_4717L;
    private static final long RECOMMENDATION_SEED = 0x0e7e_4718L;
    private static final long EVENT_ID_HIGH_SEED = 0x11L;
    private static final long EVENT_ID_LOW_SEED = 0x22L;

    private static final int PURCHASE = EventLine.Kind.PURCHASE.code;
    private static final int RETURN = EventLine.Kind.RETURN.code;

    private final IdTable sessions = new IdTable();
    private final IdTable users = new IdTable();
    private final IdTable purchases = new IdTable();

    private int events;

    /** The session's number, or {@link #NO_EVENT}. */
    private final IntColumn session = new IntColumn();

    private final LongColumn time = new LongColumn();
    private final IntColumn user = new IntColumn();
    private final IntColumn productAndKind = new IntColumn();

    /**
     * Equal where all fields that have no column here are equal; in one of 4 billion cases also where they are not, which costs one
     * of two events that are equal in all others.
     */
    private final IntColumn otherFields = new IntColumn();

    /** The events that are returns. */
    private final IntColumn returns = new IntColumn();

    private final EventIds eventIds = new EventIds();
    private final PurchaseIds purchaseIds = new PurchaseIds();

    /** The events that have an event id, with 128 bits of hash of it: enough never to meet twice by chance. */
    static final class EventIds {
        final IntColumn event = new IntColumn();
        final LongColumn high = new LongColumn();
        final LongColumn low = new LongColumn();

        boolean areEqual(int entry, int other) {
            return high.get(entry) == high.get(other) && low.get(entry) == low.get(other);
        }
    }

    /** The purchases and returns that have a purchase id, with its number. */
    static final class PurchaseIds {
        final IntColumn event = new IntColumn();
        final IntColumn id = new IntColumn();
    }

    void add(EventLine line, int product) {
        int event = size();
        checkSize(event + 1L);
        events++;
        session.add(sessions.intern(line.session));
        time.add(line.time.epochMillis());
        user.add(users.intern(line.user));
        productAndKind.add(product << KIND_BITS | line.kind.code);
        otherFields.add(hashOfOtherFields(line));
        if (line.kind == EventLine.Kind.RETURN) {
            returns.add(event);
        }
        if (line.eventId.isPresent()) {
            eventIds.event.add(event);
            eventIds.high.add(ByteHash.hash(line.eventId, EVENT_ID_HIGH_SEED));
            eventIds.low.add(ByteHash.hash(line.eventId, EVENT_ID_LOW_SEED));
        }
        if (line.kind != EventLine.Kind.VIEW && line.purchase.isPresent()) {
            purchaseIds.event.add(event);
            purchaseIds.id.add(purchases.intern(line.purchase));
        }
    }

    /** Takes all events of others, behind its own and some numbers that no event has; they have none left. */
    void takeOver(RawEvents other) {
        int[][] numbers = Stream.of(
                        List.of(sessions, other.sessions),
                        List.of(users, other.users),
                        List.of(purchases, other.purchases))
                .parallel()
                .map(tables -> tables.get(0).takeOver(tables.get(1)))
                .toArray(int[][]::new);
        checkSize((long) size() + IntColumn.CHUNK_SIZE + other.size());
        events += other.events;
        int before = session.append(other.session, NO_EVENT);
        time.append(other.time);
        user.append(other.user, NO_EVENT);
        productAndKind.append(other.productAndKind, NO_EVENT);
        otherFields.append(other.otherFields, NO_EVENT);
        session.replaceFrom(before, number -> number == NO_EVENT ? NO_EVENT : numbers[0][number]);
        user.replaceFrom(before, number -> number == IdTable.NONE ? IdTable.NONE : numbers[1][number]);
        returns.takeOver(other.returns, event -> before + event);
        eventIds.event.takeOver(other.eventIds.event, event -> before + event);
        eventIds.high.takeOver(other.eventIds.high);
        eventIds.low.takeOver(other.eventIds.low);
        purchaseIds.event.takeOver(other.purchaseIds.event, event -> before + event);
        purchaseIds.id.takeOver(other.purchaseIds.id, number -> numbers[2][number]);
    }

    /** No more events come. */
    void close() {
        sessions.close();
        users.close();
        purchases.close();
    }

    /** Frees what is only needed to put events in order. */
    void freeOrder() {
        session.free();
        otherFields.free();
    }

    void freeProducts() {
        productAndKind.free();
    }

    void freeTimes() {
        time.free();
    }

    void freeUsers() {
        user.free();
    }

    /** How many events there are. */
    int events() {
        return events;
    }

    /** More than the largest number of an event. */
    int size() {
        return session.size();
    }

    /** Whether there is an event of a number. */
    boolean isEvent(int number) {
        return session.get(number) != NO_EVENT;
    }

    IdTable sessions() {
        return sessions;
    }

    IdTable users() {
        return users;
    }

    IntColumn returns() {
        return returns;
    }

    /** Sets a bit for each return. */
    void markReturns(BitSet events) {
        for (int i = 0; i < returns.size(); i++) {
            events.set(returns.get(i));
        }
    }

    EventIds eventIds() {
        return eventIds;
    }

    PurchaseIds purchaseIds() {
        return purchaseIds;
    }

    int session(int event) {
        return session.get(event);
    }

    long time(int event) {
        return time.get(event);
    }

    /** The user's number, {@link IdTable#NONE} if the line doesn't say. */
    int user(int event) {
        return user.get(event);
    }

    /** Only between threads that each have events of their own. */
    void setUser(int event, int number) {
        user.set(event, number);
    }

    int product(int event) {
        return productAndKind.get(event) >>> KIND_BITS;
    }

    boolean isPurchase(int event) {
        return kind(event) == PURCHASE;
    }

    boolean isReturn(int event) {
        return kind(event) == RETURN;
    }

    /** The canonical order inside a session, made total: 0 only for lines that are equal in every field. */
    int compareInSession(int a, int b) {
        int byTime = Long.compare(time(a), time(b));
        if (byTime != 0) {
            return byTime;
        }
        int byKind = Integer.compare(kind(a), kind(b));
        if (byKind != 0) {
            return byKind;
        }
        int byProduct = Integer.compare(product(a), product(b));
        if (byProduct != 0) {
            return byProduct;
        }
        int byUser = users.compare(user(a), user(b));
        return byUser != 0 ? byUser : Integer.compare(otherFields.get(a), otherFields.get(b));
    }

    /** An order over all sessions that does not depend on the order of reading: by time, session id, and so on. */
    int compareAcrossSessions(int a, int b) {
        int byTime = Long.compare(time(a), time(b));
        if (byTime != 0) {
            return byTime;
        }
        int bySession = sessions.compare(session(a), session(b));
        return bySession != 0 ? bySession : compareInSession(a, b);
    }

    private static void checkSize(long events) {
        if (events > MAX_EVENTS) {
            throw new IllegalStateException(
                    "A log has at most " + MAX_EVENTS + " events; choose a shorter time range.");
        }
    }

    private int kind(int event) {
        return productAndKind.get(event) & KIND_MASK;
    }

    private static int hashOfOtherFields(EventLine line) {
        long hash = line.discount
                + line.time.nanosOfMilli()
                + ByteHash.hash(line.purchase, PURCHASE_SEED)
                + ByteHash.hash(line.eventId, EVENT_ID_SEED)
                + ByteHash.hash(line.visitor, VISITOR_SEED)
                + ByteHash.hash(line.recommendation, RECOMMENDATION_SEED);
        return (int) (hash ^ hash >>> Integer.SIZE);
    }
}
