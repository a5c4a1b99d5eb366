package com.eszoppping.recommendations.lines;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the lines of some files.
 *
 * @param lines all lines, blank ones included
 * @param blank lines with nothing but blanks, which are skipped
 * @param rejected lines that could not be used, by reason; reasons that did not occur are left out
 * @param corruptFiles files whose gzip data broke off; the lines before that are counted like any other
 */
public record LineCounts(long lines, long blank, Map<RejectReason, Long> rejected, long corruptFiles)
        implements Serializable {
    public LineCounts {
        EnumMap<RejectReason, Long> inOrder = new EnumMap<>(RejectReason.class);
        inOrder.putAll(rejected);
        rejected = Collections.unmodifiableMap(inOrder);
    }

    /** No line at all. */
    public static LineCounts none() {
        return new LineCounts(0, 0, Map.of(), 0);
    }

    /** These counts and those of other files. */
    public LineCounts plus(LineCounts other) {
        Map<RejectReason, Long> sums = new EnumMap<>(RejectReason.class);
        sums.putAll(rejected);
        other.rejected.forEach((reason, count) -> sums.merge(reason, count, Long::sum));
        return new LineCounts(lines + other.lines, blank + other.blank, sums, corruptFiles + other.corruptFiles);
    }

    /** All lines that could not be used. */
    public long rejectedLines() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The share of rejected lines among those that are not blank, from 0 to 1; 0 where there are none. */
    public double rejectedShare() {
        return share(rejectedLines());
    }

    /** What share of the lines that are not blank so many are; 0 where there are none. */
    private double share(long count) {
        long notBlank = lines - blank;
        return notBlank == 0 ? 0 : (double) count / notBlank;
    }

    /**
     * What was counted in these lines, as shares of those that are not blank.
     *
     * @param counts of anything, by name
     */
    public Map<String, Double> shares(Map<String, Long> counts) {
        Map<String, Double> shares = new LinkedHashMap<>();
        counts.forEach((name, count) -> shares.put(name, share(count)));
        return shares;
    }

    /**
     * Adds these counts to a report, one entry a count.
     *
     * @param report the report's counts so far, in order
     */
    public void addTo(Map<String, Long> report) {
        report.put("lines", lines);
        report.put("blankLines", blank);
        report.put("corruptFiles", corruptFiles);
        report.put("rejected", rejectedLines());
        rejected.forEach((reason, count) -> report.put("rejected." + reason, count));
    }
}
