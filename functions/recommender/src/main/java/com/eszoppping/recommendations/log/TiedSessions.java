package com.eszoppping.recommendations.log;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Which sessions must be put together because they share an event id, or a purchase and its return: disjoint sets, with a session
 * for each set. Sessions that share nothing, which are nearly all, take no room. Sessions are known by {@link LineTies#session}.
 */
public final class TiedSessions implements Serializable {
    private static final long serialVersionUID = 1;

    private final Map<Long, Long> towards = new HashMap<>();

    /** Ties two sessions, and with them all that either is tied to. */
    public void tie(long one, long other) {
        long a = first(one);
        long b = first(other);
        if (a != b) {
            // The smaller number leads, so that the order of ties makes no difference.
            towards.put(Math.max(a, b), Math.min(a, b));
        }
    }

    /** The session that stands for all that this one is tied to; itself if there are none. */
    public long first(long session) {
        long at = session;
        for (Long next = towards.get(at); next != null; next = towards.get(at)) {
            at = next;
        }
        return at;
    }
}
