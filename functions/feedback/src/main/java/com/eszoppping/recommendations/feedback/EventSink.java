package com.eszoppping.recommendations.feedback;

import java.time.Instant;
import java.util.List;

/** Where accepted events become durable, for the next training to read. Safe for use by many threads. */
public interface EventSink {
    /**
     * Makes lines of the session log durable; when it returns, all of them are. A line that is sent again may stand in the
     * log twice: whoever reads it drops repeats by {@code event_id}.
     *
     * @param lines the JSON objects of one request, at most a hundred, without line ends
     * @param until when the caller must have an answer
     * @throws EventsNotKeptException if some lines are not sure to be durable; it names them, all others are durable
     */
    void keep(List<String> lines, Instant until);
}
