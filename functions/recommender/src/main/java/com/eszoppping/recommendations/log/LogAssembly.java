package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.catalogue.Catalogue;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Makes the log of the events that were read: leaves out duplicates and some users, applies returns, recovers users, and puts the
 * rest in canonical order.
 */
final class LogAssembly {
    private final RawEvents raw;
    private final BitSet duplicates = new BitSet();
    private final BitSet ofLeftOutUsers = new BitSet();
    private final Returns returns;
    private final SessionOrder bySession;

    /** The numbers, in {@link #raw}, of the sessions that have events left, in the log's order. */
    private final int[] sessions;

    /** The numbers, in {@link #raw}, of the users that have events left, in the log's order. */
    private final int[] users;

    private final EventColumns columns;
    private long usersRecovered;
    private long anonymousEvents;

    /**
     * @param raw is used up: its columns are freed as soon as they are not needed, since this is when most memory is in use
     */
    LogAssembly(RawEvents raw, Predicate<String> leftOut) {
        this.raw = raw;
        raw.close();
        Duplicates.markSameEventId(raw, duplicates);
        this.bySession = SessionOrder.of(raw, duplicates);
        markLeftOut(leftOut);
        this.returns = Returns.match(raw, notCounted());
        this.sessions = sessionsInOrder();
        this.columns = columns();
        this.users = usersInOrder();
        numberUsers();
    }

    EventLog log(Catalogue catalogue, LogQuality quality) {
        return new EventLog(
                catalogue, columns, raw.sessions().list(sessions), raw.users().list(users), quality);
    }

    long events() {
        return columns.time.length;
    }

    long duplicates() {
        return duplicates.cardinality();
    }

    long leftOut() {
        return ofLeftOutUsers.cardinality();
    }

    Returns returns() {
        return returns;
    }

    long usersRecovered() {
        return usersRecovered;
    }

    long anonymousEvents() {
        return anonymousEvents;
    }

    private boolean isLeft(int event) {
        return !duplicates.get(event)
                && !ofLeftOutUsers.get(event)
                && !raw.isReturn(event)
                && !returns.takenBack().get(event);
    }

    private BitSet notCounted() {
        BitSet both = (BitSet) duplicates.clone();
        both.or(ofLeftOutUsers);
        return both;
    }

    private void markLeftOut(Predicate<String> leftOut) {
        BitSet users = raw.users().matching(leftOut);
        if (!users.isEmpty()) {
            for (int session = 0; session < raw.sessions().size(); session++) {
                markLeftOut(session, users);
            }
        }
    }

    /** Their events, and those of nobody beside them: most likely they were theirs as well. */
    private void markLeftOut(int session, BitSet users) {
        boolean seen = false;
        for (int place = bySession.start(session); place < bySession.end(session); place++) {
            int user = raw.user(bySession.event(place));
            seen |= user != IdTable.NONE && users.get(user);
        }
        for (int place = bySession.start(session); seen && place < bySession.end(session); place++) {
            int event = bySession.event(place);
            int user = raw.user(event);
            if (!duplicates.get(event) && (user == IdTable.NONE || users.get(user))) {
                ofLeftOutUsers.set(event);
            }
        }
    }

    private int[] sessionsInOrder() {
        int[] left = new int[raw.sessions().size()];
        long[] startTimes = new long[raw.sessions().size()];
        int count = 0;
        for (int session = 0; session < startTimes.length; session++) {
            int place = bySession.start(session);
            while (place < bySession.end(session) && !isLeft(bySession.event(place))) {
                place++;
            }
            if (place < bySession.end(session)) {
                startTimes[session] = raw.time(bySession.event(place));
                left[count++] = session;
            }
        }
        IndexSort.sort(left, 0, count, (a, b) -> {
            int byTime = Long.compare(startTimes[a], startTimes[b]);
            return byTime != 0 ? byTime : raw.sessions().compare(a, b);
        });
        return Arrays.copyOf(left, count);
    }

    /** One column after the other, so that what it was made of can be freed before the next. */
    private EventColumns columns() {
        raw.freeOrder();
        int[] sessionStarts = sessionStarts();
        int events = sessionStarts[sessions.length];
        long[] time = new long[events];
        forEachLeft(sessionStarts, (event, at) -> time[at] = raw.time(event));
        raw.freeTimes();
        int[] user = new int[events];
        fillUsers(user, sessionStarts);
        raw.freeUsers();
        int[] productAndType = new int[events];
        forEachLeft(
                sessionStarts,
                (event, at) -> productAndType[at] = EventColumns.productAndType(
                        raw.product(event), raw.isPurchase(event) ? EventType.PURCHASE : EventType.VIEW));
        return new EventColumns(sessionStarts, time, user, productAndType);
    }

    private int[] sessionStarts() {
        int[] starts = new int[sessions.length + 1];
        for (int i = 0; i < sessions.length; i++) {
            int left = 0;
            for (int place = bySession.start(sessions[i]); place < bySession.end(sessions[i]); place++) {
                left += isLeft(bySession.event(place)) ? 1 : 0;
            }
            starts[i + 1] = starts[i] + left;
        }
        return starts;
    }

    /** What is done with an event that is left. */
    @FunctionalInterface
    private interface EventTaker {
        void take(int event, int at);
    }

    /** Hands out the events that are left, by several threads, with their places in the log. */
    private void forEachLeft(int[] sessionStarts, EventTaker taker) {
        IntStream.range(0, sessions.length)
                .parallel()
                .forEach(session -> forEachLeft(sessions[session], sessionStarts[session], taker));
    }

    private void forEachLeft(int session, int start, EventTaker taker) {
        int at = start;
        for (int place = bySession.start(session); place < bySession.end(session); place++) {
            int event = bySession.event(place);
            if (isLeft(event)) {
                taker.take(event, at++);
            }
        }
    }

    private void fillUsers(int[] user, int[] sessionStarts) {
        LongAdder recovered = new LongAdder();
        LongAdder anonymous = new LongAdder();
        IntStream.range(0, sessions.length).parallel().forEach(session -> {
            int onlyUser = onlyUser(sessions[session]);
            forEachLeft(sessions[session], sessionStarts[session], (event, at) -> {
                user[at] = raw.user(event);
                if (user[at] == IdTable.NONE) {
                    user[at] = onlyUser == IdTable.NONE ? EventLog.ANONYMOUS : onlyUser;
                    (onlyUser == IdTable.NONE ? anonymous : recovered).increment();
                }
            });
        });
        usersRecovered = recovered.sum();
        anonymousEvents = anonymous.sum();
    }

    /** The user that all events of a session agree on, as far as they name one; otherwise none. */
    private int onlyUser(int session) {
        int only = IdTable.NONE;
        for (int place = bySession.start(session); place < bySession.end(session); place++) {
            int user = raw.user(bySession.event(place));
            if (user != IdTable.NONE && only != IdTable.NONE && user != only) {
                return IdTable.NONE;
            }
            only = user == IdTable.NONE ? only : user;
        }
        return only;
    }

    private int[] usersInOrder() {
        BitSet left = new BitSet();
        for (int user : columns.user) {
            if (user != EventLog.ANONYMOUS) {
                left.set(user);
            }
        }
        int[] numbers = left.stream().toArray();
        IndexSort.sort(numbers, 0, numbers.length, raw.users()::compare);
        return numbers;
    }

    /** Replaces the numbers in order of reading by numbers in order of ids. */
    private void numberUsers() {
        int[] newNumbers = new int[raw.users().size()];
        for (int i = 0; i < users.length; i++) {
            newNumbers[users[i]] = i;
        }
        for (int event = 0; event < columns.user.length; event++) {
            int user = columns.user[event];
            columns.user[event] = user == EventLog.ANONYMOUS ? EventLog.ANONYMOUS : newNumbers[user];
        }
    }
}
