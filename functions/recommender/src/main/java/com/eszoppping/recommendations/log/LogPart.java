package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.lines.IdBytes;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Some sessions of a log, ready to be sent: without the catalogue, whose indexes it has. Immutable.
 *
 * <p>Parts of which no two have the same session make up a log again, whatever the parts are: {@link #union}.
 */
public final class LogPart implements Serializable {
    private static final long serialVersionUID = 1;

    private final int[] sessionStarts;
    private final long[] time;
    private final int[] user;
    private final int[] productAndType;
    private final Ids sessionIds;
    private final Ids userIds;

    /** A part with all sessions of a log. */
    public LogPart(EventLog log) {
        int sessions = log.sessions();
        sessionStarts = new int[sessions + 1];
        for (int session = 0; session < sessions; session++) {
            sessionStarts[session + 1] = log.endEvent(session);
        }
        time = new long[log.events()];
        user = new int[log.events()];
        productAndType = new int[log.events()];
        for (int event = 0; event < time.length; event++) {
            time[event] = log.time(event);
            user[event] = log.user(event);
            productAndType[event] = EventColumns.productAndType(log.product(event), log.type(event));
        }
        sessionIds = Ids.of(sessions, log::sessionId);
        userIds = Ids.of(log.users(), log::userId);
    }

    /** How many sessions there are. */
    public int sessions() {
        return sessionIds.size();
    }

    /** Texts one behind the other. */
    private record Ids(byte[] text, int[] ends) implements Serializable {
        static Ids of(int size, IntFunction<String> ids) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            int[] ends = new int[size];
            for (int i = 0; i < size; i++) {
                text.writeBytes(ids.apply(i).getBytes(StandardCharsets.UTF_8));
                ends[i] = text.size();
            }
            return new Ids(text.toByteArray(), ends);
        }

        int size() {
            return ends.length;
        }

        IdList list() {
            return new IdList(size(), (id, i) -> id.set(get(i)));
        }

        String get(int i) {
            int start = i == 0 ? 0 : ends[i - 1];
            return new String(text, start, ends[i] - start, StandardCharsets.UTF_8);
        }
    }

    /**
     * The log that has these sessions only, without any quality.
     *
     * @param catalogue the one whose indexes the part has, or one of as many products
     */
    public EventLog log(Catalogue catalogue) {
        EventColumns columns = new EventColumns(sessionStarts, time, user, productAndType);
        return new EventLog(catalogue, columns, sessionIds.list(), userIds.list(), LogQuality.NONE);
    }

    /**
     * Puts parts together, in the canonical order of all their sessions and users.
     *
     * @param catalogue the one whose indexes the parts have
     * @param parts in any order; no session is in two of them
     * @param quality of all files that the parts come from
     */
    public static EventLog union(Catalogue catalogue, Collection<LogPart> parts, LogQuality quality) {
        return new Union(parts).log(catalogue, quality);
    }

    /** Sessions and users of all parts, numbered in the order of the parts first. */
    private static final class Union {
        private final LogPart[] parts;
        private final IdTable sessions = new IdTable();
        private final IdTable users = new IdTable();
        private final int[] partOfSession;
        private final int[] placeInPart;
        private final int[][] userNumbers;
        private final long events;

        Union(Collection<LogPart> all) {
            parts = all.toArray(LogPart[]::new);
            int count = Arrays.stream(parts)
                    .mapToInt(part -> part.sessionIds.size())
                    .sum();
            partOfSession = new int[count];
            placeInPart = new int[count];
            userNumbers = new int[parts.length][];
            long sum = 0;
            for (int part = 0; part < parts.length; part++) {
                take(part);
                sum += parts[part].time.length;
            }
            events = sum;
        }

        private void take(int part) {
            IdBytes id = new IdBytes();
            for (int place = 0; place < parts[part].sessionIds.size(); place++) {
                id.set(parts[part].sessionIds.get(place));
                int session = sessions.size();
                if (sessions.intern(id) != session) {
                    throw new IllegalArgumentException("A session is in one part only, but " + id + " is in two.");
                }
                partOfSession[session] = part;
                placeInPart[session] = place;
            }
            userNumbers[part] = new int[parts[part].userIds.size()];
            for (int user = 0; user < userNumbers[part].length; user++) {
                id.set(parts[part].userIds.get(user));
                userNumbers[part][user] = users.intern(id);
            }
        }

        EventLog log(Catalogue catalogue, LogQuality quality) {
            int[] sessionOrder = sorted(sessions.size(), this::compareSessions);
            int[] userOrder = sorted(users.size(), users::compare);
            int[] newNumbers = new int[userOrder.length];
            for (int i = 0; i < userOrder.length; i++) {
                newNumbers[userOrder[i]] = i;
            }
            int size = Math.toIntExact(events);
            EventColumns columns =
                    new EventColumns(new int[sessionOrder.length + 1], new long[size], new int[size], new int[size]);
            int at = 0;
            for (int i = 0; i < sessionOrder.length; i++) {
                at = copy(sessionOrder[i], newNumbers, columns, at);
                columns.sessionStarts[i + 1] = at;
            }
            return new EventLog(catalogue, columns, sessions.list(sessionOrder), users.list(userOrder), quality);
        }

        private static int[] sorted(int size, IndexSort.IntOrder order) {
            int[] numbers = IntStream.range(0, size).toArray();
            IndexSort.sort(numbers, 0, size, order);
            return numbers;
        }

        private int compareSessions(int a, int b) {
            int byTime = Long.compare(startTime(a), startTime(b));
            return byTime != 0 ? byTime : sessions.compare(a, b);
        }

        private long startTime(int session) {
            LogPart part = parts[partOfSession[session]];
            return part.time[part.sessionStarts[placeInPart[session]]];
        }

        private int copy(int session, int[] newNumbers, EventColumns columns, int start) {
            LogPart part = parts[partOfSession[session]];
            int[] numbers = userNumbers[partOfSession[session]];
            int place = placeInPart[session];
            int at = start;
            for (int event = part.sessionStarts[place]; event < part.sessionStarts[place + 1]; event++) {
                columns.time[at] = part.time[event];
                int user = part.user[event];
                columns.user[at] = user == EventLog.ANONYMOUS ? EventLog.ANONYMOUS : newNumbers[numbers[user]];
                columns.productAndType[at++] = part.productAndType[event];
            }
            return at;
        }
    }
}
