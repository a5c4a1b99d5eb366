package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.catalogue.Catalogue;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    private final LongAdder usersRecovered = new LongAdder();
    private final LongAdder anonymousEvents = new LongAdder();

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
        raw.freeOrder();
        boolean[] usersLeft = keepLeft();
        List<int[]> orders = Stream.<Supplier<int[]>>of(this::sessionsInOrder, () -> usersInOrder(usersLeft))
                .parallel()
                .map(Supplier::get)
                .toList();
        this.sessions = orders.get(0);
        this.users = orders.get(1);
        this.columns = columns();
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
        return usersRecovered.sum();
    }

    long anonymousEvents() {
        return anonymousEvents.sum();
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

    /**
     * Leaves only the events in {@link #bySession} that are in the log, with their users as far as those can be recovered.
     *
     * @return for each user in {@link #raw} whether they have an event left
     */
    private boolean[] keepLeft() {
        BitSet gone = notCounted();
        gone.or(returns.takenBack());
        raw.markReturns(gone);
        boolean[] usersLeft = new boolean[raw.users().size()];
        SessionBlocks.forEach(raw.sessions().size(), (from, to) -> {
            for (int session = from; session < to; session++) {
                int onlyUser = onlyUser(session);
                bySession.remove(session, gone);
                nameUsers(session, onlyUser, usersLeft);
            }
        });
        return usersLeft;
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

    private void nameUsers(int session, int onlyUser, boolean[] usersLeft) {
        for (int place = bySession.start(session); place < bySession.end(session); place++) {
            int event = bySession.event(place);
            int user = raw.user(event);
            if (user == IdTable.NONE) {
                (onlyUser == IdTable.NONE ? anonymousEvents : usersRecovered).increment();
                raw.setUser(event, onlyUser);
                user = onlyUser;
            }
            if (user != IdTable.NONE) {
                usersLeft[user] = true;
            }
        }
    }

    private int[] sessionsInOrder() {
        int[] left = new int[raw.sessions().size()];
        long[] startTimes = new long[raw.sessions().size()];
        int count = 0;
        for (int session = 0; session < startTimes.length; session++) {
            if (bySession.start(session) < bySession.end(session)) {
                startTimes[session] = raw.time(bySession.event(bySession.start(session)));
                left[count++] = session;
            }
        }
        IndexSort.sort(left, 0, count, (a, b) -> {
            int byTime = Long.compare(startTimes[a], startTimes[b]);
            return byTime != 0 ? byTime : raw.sessions().compare(a, b);
        });
        return Arrays.copyOf(left, count);
    }

    private int[] usersInOrder(boolean[] usersLeft) {
        int[] numbers = IntStream.range(0, usersLeft.length)
                .filter(user -> usersLeft[user])
                .toArray();
        IndexSort.sort(numbers, 0, numbers.length, raw.users()::compare);
        return numbers;
    }

    /** One column after the other, so that what it was made of can be freed before the next. */
    private EventColumns columns() {
        int[] sessionStarts = sessionStarts();
        int events = sessionStarts[sessions.length];
        int[] user = new int[events];
        int[] newNumbers = newUserNumbers();
        forEachEvent(sessionStarts, (event, at) -> {
            int number = raw.user(event);
            user[at] = number == IdTable.NONE ? EventLog.ANONYMOUS : newNumbers[number];
        });
        raw.freeUsers();
        int[] productAndType = new int[events];
        forEachEvent(
                sessionStarts,
                (event, at) -> productAndType[at] = EventColumns.productAndType(
                        raw.product(event), raw.isPurchase(event) ? EventType.PURCHASE : EventType.VIEW));
        raw.freeProducts();
        long[] time = new long[events];
        forEachEvent(sessionStarts, (event, at) -> time[at] = raw.time(event));
        raw.freeTimes();
        return new EventColumns(sessionStarts, time, user, productAndType);
    }

    private int[] sessionStarts() {
        int[] starts = new int[sessions.length + 1];
        for (int i = 0; i < sessions.length; i++) {
            starts[i + 1] = starts[i] + bySession.end(sessions[i]) - bySession.start(sessions[i]);
        }
        return starts;
    }

    /** The numbers in order of ids, by those in order of reading. */
    private int[] newUserNumbers() {
        int[] newNumbers = new int[raw.users().size()];
        for (int i = 0; i < users.length; i++) {
            newNumbers[users[i]] = i;
        }
        return newNumbers;
    }

    /** What is done with an event that is left. */
    @FunctionalInterface
    private interface EventTaker {
        void take(int event, int at);
    }

    /** Hands out the events that are left, by several threads, with their places in the log. */
    private void forEachEvent(int[] sessionStarts, EventTaker taker) {
        SessionBlocks.forEach(sessions.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                int place = bySession.start(sessions[i]);
                for (int at = sessionStarts[i]; at < sessionStarts[i + 1]; at++) {
                    taker.take(bySession.event(place++), at);
                }
            }
        });
    }
}
