package com.eszoppping.recommendations.tuning;

import com.eszoppping.recommendations.log.EventLog;
import java.io.Serializable;
import java.util.BitSet;

/**
 * A part of the shoppers, with all that they did: whether somebody is in it depends on the id alone, so that what people do again and
 * again is seen as often as it is. A session of nobody known stands for itself.
 *
 * @param share of the shoppers, above 0; 1 or more for all
 */
public record ShopperSample(double share) implements Serializable {
    /** A sample with about {@code wanted} of {@code all} the events, or whatever else shoppers have many of. */
    public static ShopperSample with(long wanted, long all) {
        return new ShopperSample((double) wanted / Math.max(1, all));
    }

    /** Whether everybody is in it. */
    public boolean isWhole() {
        return share >= 1;
    }

    /** What the sample's shoppers did in a log, or in a part of one. */
    public EventLog of(EventLog log) {
        return isWhole() ? log : log.where(events(log)::get);
    }

    private BitSet events(EventLog log) {
        BitSet kept = new BitSet(log.events());
        for (int session = 0; session < log.sessions(); session++) {
            int user = log.user(log.firstEvent(session));
            if (isIn(user == EventLog.ANONYMOUS ? log.sessionId(session) : log.userId(user))) {
                kept.set(log.firstEvent(session), log.endEvent(session));
            }
        }
        return kept;
    }

    private boolean isIn(String id) {
        // Spreads the bits of String's hash, whose neighbours are those of the ids (Fibonacci hashing, Knuth).
        return (id.hashCode() * 0x9e3779b9L & 0xffffffffL) < share * (1L << Integer.SIZE);
    }
}
