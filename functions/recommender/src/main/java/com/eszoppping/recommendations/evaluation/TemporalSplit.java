package com.eszoppping.recommendations.evaluation;

import com.eszoppping.recommendations.log.EventLog;

/**
 * A log cut by time, so that what is learned from the older part can be tested on the newer one as it happened: the newer
 * part has the newest sessions by start time, and the older part only events before the first of them starts.
 *
 * @param older what may be learned from
 * @param newer what is tested on
 * @param time when the first session of the newer part starts, in milliseconds since 1970 UTC; {@link Long#MAX_VALUE} if
 *     the newer part is empty
 */
public record TemporalSplit(EventLog older, EventLog newer, long time) {
    /** Which share of the sessions is tested on. */
    public static final double TEST_SHARE = 0.10;

    /**
     * Cuts a log.
     *
     * @param share of the sessions that the newer part gets, rounded to whole sessions; sessions that start at the same time
     *     are not parted
     */
    public static TemporalSplit of(EventLog log, double share) {
        int first = log.sessions() - (int) Math.max(1, Math.round(log.sessions() * share));
        if (first < 0) {
            return new TemporalSplit(log, log, Long.MAX_VALUE);
        }
        long time = log.time(log.firstEvent(first));
        while (first > 0 && log.time(log.firstEvent(first - 1)) >= time) {
            first--;
        }
        int cut = log.firstEvent(first);
        return new TemporalSplit(
                log.where(event -> event < cut && log.time(event) < time), log.where(event -> event >= cut), time);
    }
}
