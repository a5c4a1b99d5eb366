package com.eszoppping.recommendations.log;

import java.util.BitSet;
import java.util.stream.IntStream;

/** Events by session: sessions as they are numbered, events inside in canonical order. */
final class SessionOrder {
    private final int[] events;

    /** Where each session starts in {@link #events}, and a last entry for the end. */
    private final int[] starts;

    private SessionOrder(int[] events, int[] starts) {
        this.events = events;
        this.starts = starts;
    }

    /**
     * Sorts in time that grows with the number of events, and n log n inside a session.
     *
     * @param duplicates events to leave out; gets those that are found on the way
     */
    static SessionOrder of(RawEvents raw, BitSet duplicates) {
        SessionOrder order = countingSort(raw, duplicates);
        IntStream.range(0, raw.sessions().size())
                .parallel()
                .forEach(session -> IndexSort.sort(
                        order.events, order.starts[session], order.starts[session + 1], raw::compareInSession));
        for (int session = 0; session < raw.sessions().size(); session++) {
            Duplicates.markEqual(raw, order.events, order.starts[session], order.starts[session + 1], duplicates);
        }
        return order;
    }

    int start(int session) {
        return starts[session];
    }

    int end(int session) {
        return starts[session + 1];
    }

    /** The event at a place between a session's start and end. It may be one found to be a duplicate. */
    int event(int place) {
        return events[place];
    }

    private static SessionOrder countingSort(RawEvents raw, BitSet duplicates) {
        int[] starts = new int[raw.sessions().size() + 1];
        for (int event = 0; event < raw.size(); event++) {
            if (!duplicates.get(event)) {
                starts[raw.session(event) + 1]++;
            }
        }
        for (int session = 1; session < starts.length; session++) {
            starts[session] += starts[session - 1];
        }
        int[] next = starts.clone();
        int[] events = new int[starts[starts.length - 1]];
        for (int event = 0; event < raw.size(); event++) {
            if (!duplicates.get(event)) {
                events[next[raw.session(event)]++] = event;
            }
        }
        return new SessionOrder(events, starts);
    }
}
