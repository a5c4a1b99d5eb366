package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.LogPart;
import java.io.Serializable;
import java.util.BitSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;

/**
 * A part of the shoppers, with all that they did: whether somebody is in it depends on the id alone, so that what people do again and
 * again is seen as often as it is. A session of nobody known stands for itself.
 *
 * @param share of the shoppers, above 0; 1 or more for all
 */
record SparkLogSample(double share) implements Serializable {
    JavaRDD<LogPart> of(JavaRDD<LogPart> parts, Broadcast<ProductIds> products) {
        if (share >= 1) {
            return parts;
        }
        return parts.map(part -> {
            EventLog log = part.log(products.value().catalogue());
            BitSet kept = events(log);
            return new LogPart(log.where(kept::get));
        });
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
