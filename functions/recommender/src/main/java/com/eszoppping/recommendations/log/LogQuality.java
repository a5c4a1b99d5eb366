package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.LineCounts;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How clean the session log was. Every line is blank, rejected, of an unknown type, outside the range, a duplicate, left
 * out because of its user, a return, taken back by one, or one of the events.
 *
 * @param read what became of the lines
 * @param events events in the log
 * @param unknownEventTypes lines of event types that we don't know, ignored
 * @param outsideRange usable lines outside the time range
 * @param duplicates lines left out because an equal one, or one with the same event id, counts
 * @param leftOut lines of users who are to be left out
 * @param returnsApplied returns that took back a purchase; that purchase is left out as well
 * @param returnsUnmatched returns that name no known purchase
 * @param usersRecovered events in the log whose unknown user was recovered from their session
 * @param anonymousEvents events in the log whose user is unknown
 * @param unknownFields fields that we don't know, over all lines
 */
public record LogQuality(
        LineCounts read,
        long events,
        long unknownEventTypes,
        long outsideRange,
        long duplicates,
        long leftOut,
        long returnsApplied,
        long returnsUnmatched,
        long usersRecovered,
        long anonymousEvents,
        long unknownFields)
        implements Serializable {
    /** Nothing was read. */
    public static final LogQuality NONE = new LogQuality(LineCounts.none(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** These counts and those of other lines. */
    public LogQuality plus(LogQuality other) {
        return new LogQuality(
                read.plus(other.read),
                events + other.events,
                unknownEventTypes + other.unknownEventTypes,
                outsideRange + other.outsideRange,
                duplicates + other.duplicates,
                leftOut + other.leftOut,
                returnsApplied + other.returnsApplied,
                returnsUnmatched + other.returnsUnmatched,
                usersRecovered + other.usersRecovered,
                anonymousEvents + other.anonymousEvents,
                unknownFields + other.unknownFields);
    }

    /**
     * The counts of lines that were read a second time, to put them together: without those that the first reading counted.
     */
    public LogQuality ofAssembly() {
        return new LogQuality(
                LineCounts.none(),
                events,
                0,
                0,
                duplicates,
                leftOut,
                returnsApplied,
                returnsUnmatched,
                usersRecovered,
                anonymousEvents,
                0);
    }

    /** The share of rejected lines among those that are not blank, from 0 to 1. */
    public double rejectedShare() {
        return read.rejectedShare();
    }

    /** Every count by its name, for a report; always in the same order, rejections only where they occurred. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        read.addTo(counts);
        counts.put("events", events);
        counts.put("unknownEventTypes", unknownEventTypes);
        counts.put("outsideRange", outsideRange);
        counts.put("duplicates", duplicates);
        counts.put("leftOut", leftOut);
        counts.put("returnsApplied", returnsApplied);
        counts.put("returnsUnmatched", returnsUnmatched);
        counts.put("usersRecovered", usersRecovered);
        counts.put("anonymousEvents", anonymousEvents);
        counts.put("unknownFields", unknownFields);
        return counts;
    }
}
