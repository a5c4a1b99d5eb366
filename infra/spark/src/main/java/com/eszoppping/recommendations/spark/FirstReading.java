package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.bucket.OpenBucket;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.lines.RejectedLine;
import com.eszoppping.recommendations.log.LogQuality;
import com.eszoppping.recommendations.log.SessionLines;
import com.eszoppping.recommendations.log.TimeRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a file says before its lines are put together with those of other files.
 *
 * @param quality what became of its lines
 * @param rejected those that can't be used, at most as many as a report keeps
 * @param ties what its lines may share with lines of other sessions
 */
record FirstReading(LogQuality quality, List<Rejected> rejected, List<Tie> ties) implements Serializable {
    /** More than the file of rejected lines takes. */
    private static final int MOST_REJECTED = 200_000;

    /** A line that can't be used. */
    record Rejected(String file, long line, RejectReason reason, String text) implements Serializable {
        RejectedLine toRejectedLine() {
            return new RejectedLine(file, line, reason, text);
        }
    }

    /**
     * Something that a session has a line about.
     *
     * @param kind what it is
     * @param key equal for equal event ids, or for equal purchases
     */
    record Tie(Kind kind, long key, long session) implements Serializable {
        enum Kind {
            EVENT,
            PURCHASE,
            RETURN
        }
    }

    static FirstReading of(String file, OpenBucket bucket, ProductIds products, TimeRange range) throws IOException {
        List<Rejected> rejected = new ArrayList<>();
        Set<Tie> ties = new HashSet<>();
        SessionLines lines = new SessionLines(products.catalogue(), range, line -> {
            if (rejected.size() < MOST_REJECTED) {
                rejected.add(new Rejected(line.file(), line.line(), line.reason(), line.text()));
            }
        });
        try (InputStream in = bucket.open().open(file)) {
            lines.read(file, in, (bytes, from, to, of) -> {
                of.event().ifPresent(key -> ties.add(new Tie(Tie.Kind.EVENT, key, of.session())));
                of.purchase()
                        .ifPresent(key -> ties.add(
                                new Tie(of.isReturn() ? Tie.Kind.RETURN : Tie.Kind.PURCHASE, key, of.session())));
            });
        }
        return new FirstReading(lines.quality(), rejected, List.copyOf(ties));
    }
}
