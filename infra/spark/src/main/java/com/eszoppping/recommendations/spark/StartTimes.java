package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.log.EventLog;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * When the sessions of a part start, in milliseconds since 1970 UTC, ascending. The time at a rank over all parts is found by counting:
 * first how many start on each day, then how many in each second of that day, then in each millisecond of that second.
 */
record StartTimes(long[] times) implements Serializable {
    private static final long[] UNITS = {86_400_000, 1_000, 1};

    static StartTimes of(EventLog log) {
        long[] times = new long[log.sessions()];
        for (int session = 0; session < times.length; session++) {
            times[session] = log.time(log.firstEvent(session));
        }
        return new StartTimes(times);
    }

    /** The first session that starts at a time or later; the number of sessions if there is none. */
    static int firstFrom(EventLog log, long time) {
        int low = 0;
        int high = log.sessions();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (log.time(log.firstEvent(middle)) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The start time that so many sessions start before, or at the same time.
     *
     * @param rank from 0, below the number of all sessions
     */
    static long atRank(JavaRDD<StartTimes> parts, long rank) {
        long from = Long.MIN_VALUE;
        long to = Long.MAX_VALUE;
        long left = rank;
        for (long unit : UNITS) {
            for (Map.Entry<Long, Long> counted : counts(parts, from, to, unit).entrySet()) {
                if (left < counted.getValue()) {
                    from = counted.getKey() * unit;
                    to = from + unit;
                    break;
                }
                left -= counted.getValue();
            }
        }
        return from;
    }

    private static Map<Long, Long> counts(JavaRDD<StartTimes> parts, long from, long to, long unit) {
        return new TreeMap<>(parts.flatMapToPair(part -> Arrays.stream(part.times)
                        .filter(time -> from <= time && time < to)
                        .mapToObj(time -> new Tuple2<>(Math.floorDiv(time, unit), 1L))
                        .iterator())
                .reduceByKey(Long::sum)
                .collectAsMap());
    }
}
