package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.catalogue.Catalogue;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * What people viewed and bought, in one order that depends on nothing but the events themselves: sessions by the time
 * of their first event, then by id; events inside a session by time, view before purchase, then product id. Users are
 * numbered in the order of their ids, and ids are ordered by the code points of their text. Columns of primitives: 16
 * bytes an event, and 4 a session; sessions and users also take their ids and a byte. Immutable.
 */
public final class EventLog {
    /** The user of an event that nobody is known to have caused. */
    public static final int ANONYMOUS = -1;

    private final Catalogue catalogue;
    private final EventColumns columns;
    private final IdList sessionIds;

    /** The place of each session's id in {@link #sessionIds}; empty where that is the session's number. */
    private final int[] sessionIdPlaces;

    private final IdList userIds;
    private final LogQuality quality;

    EventLog(Catalogue catalogue, EventColumns columns, IdList sessionIds, IdList userIds, LogQuality quality) {
        this(catalogue, columns, sessionIds, new int[0], userIds, quality);
    }

    private EventLog(
            Catalogue catalogue,
            EventColumns columns,
            IdList sessionIds,
            int[] sessionIdPlaces,
            IdList userIds,
            LogQuality quality) {
        this.catalogue = catalogue;
        this.columns = columns;
        this.sessionIds = sessionIds;
        this.sessionIdPlaces = sessionIdPlaces;
        this.userIds = userIds;
        this.quality = quality;
    }

    /** How many events there are. */
    public int events() {
        return columns.time.length;
    }

    /** How many sessions there are; each has at least one event. */
    public int sessions() {
        return columns.sessionStarts.length - 1;
    }

    /** How many users are known to have caused an event, in this log or in the one that it is a part of. */
    public int users() {
        return userIds.size();
    }

    /** The products that the events are about. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The first event of a session. */
    public int firstEvent(int session) {
        Objects.checkIndex(session, sessions());
        return columns.sessionStarts[session];
    }

    /** The event after the last one of a session. */
    public int endEvent(int session) {
        return columns.sessionStarts[session + 1];
    }

    /** The product's index in the catalogue. */
    public int product(int event) {
        return columns.product(event);
    }

    /** What happened to the product. */
    public EventType type(int event) {
        return columns.type(event);
    }

    /** When it happened, in milliseconds since 1970 UTC. */
    public long time(int event) {
        return columns.time[event];
    }

    /** The user's number, from 0, or {@link #ANONYMOUS}. */
    public int user(int event) {
        return columns.user[event];
    }

    /** The id of a user. */
    public String userId(int user) {
        return userIds.text(user);
    }

    /** The id of a session. */
    public String sessionId(int session) {
        return sessionIds.text(placeOfId(session));
    }

    /**
     * The part of this log whose events pass a test. Sessions without such an event are not in it; the others keep their
     * order, and users keep their numbers, so that some may have no events.
     *
     * @param keep is given the number of an event
     */
    public EventLog where(IntPredicate keep) {
        int[] sessionsLeft = new int[sessions()];
        int sessions = 0;
        int events = 0;
        for (int session = 0; session < sessions(); session++) {
            int before = events;
            for (int event = firstEvent(session); event < endEvent(session); event++) {
                events += keep.test(event) ? 1 : 0;
            }
            if (events > before) {
                sessionsLeft[sessions++] = session;
            }
        }
        int[] left = Arrays.copyOf(sessionsLeft, sessions);
        int[] places = Arrays.stream(left).map(this::placeOfId).toArray();
        return new EventLog(catalogue, columns.part(left, events, keep), sessionIds, places, userIds, quality);
    }

    private int placeOfId(int session) {
        return sessionIdPlaces.length == 0 ? session : sessionIdPlaces[session];
    }

    /** How many bytes the log takes: all of its arrays, without the catalogue. */
    public long bytes() {
        return columns.bytes() + sessionIds.bytes() + (long) Integer.BYTES * sessionIdPlaces.length + userIds.bytes();
    }

    /** How clean the files were. */
    public LogQuality quality() {
        return quality;
    }
}
