package com.eszoppping.recommendations.log;

import java.util.BitSet;

/** Events by session: sessions as they are numbered, events inside in canonical order. */
final class SessionOrder {
    private final int[] events;

    /** Where each session starts in {@link #events}. */
    private final int[] starts;

    /** Where each session ends. */
    private final int[] ends;

    private SessionOrder(int[] events, int[] starts, int[] ends) {
        this.events = events;
        this.starts = starts;
        this.ends = ends;
    }

    /**
     * Sorts in time that grows with the number of events, and n log n inside a session.
     *
     * @param duplicates events to leave out; gets those that are found on the way
     */
    static SessionOrder of(RawEvents raw, BitSet duplicates) {
        SessionOrder order = countingSort(raw, duplicates);
        SessionBlocks.forEach(order.starts.length, (from, to) -> {
            for (int session = from; session < to; session++) {
                order.sort(session, raw, duplicates);
            }
        });
        return order;
    }

    private void sort(int session, RawEvents raw, BitSet duplicates) {
        if (!isInOrder(session, raw)) {
            IndexSort.sort(events, starts[session], ends[session], raw::compareInSession);
            Duplicates.markEqual(raw, events, starts[session], ends[session], duplicates);
        }
    }

    /** Whether each event is later than the one before, as where the store writes them one by one. */
    private boolean isInOrder(int session, RawEvents raw) {
        long before = Long.MIN_VALUE;
        for (int place = starts[session]; place < ends[session]; place++) {
            long time = raw.time(events[place]);
            if (time <= before) {
                return false;
            }
            before = time;
        }
        return true;
    }

    int start(int session) {
        return starts[session];
    }

    int end(int session) {
        return ends[session];
    }

    /** Takes events out of a session. */
    void remove(int session, BitSet gone) {
        int end = starts[session];
        for (int place = starts[session]; place < ends[session]; place++) {
            if (!gone.get(events[place])) {
                events[end++] = events[place];
            }
        }
        ends[session] = end;
    }

    /** The event at a place between a session's start and end. It may be one found to be a duplicate. */
    int event(int place) {
        return events[place];
    }

    private static SessionOrder countingSort(RawEvents raw, BitSet duplicates) {
        int[] starts = new int[raw.sessions().size()];
        for (int event = 0; event < raw.size(); event++) {
            if (raw.isEvent(event) && !duplicates.get(event)) {
                starts[raw.session(event)]++;
            }
        }
        int end = 0;
        for (int session = 0; session < starts.length; session++) {
            int count = starts[session];
            starts[session] = end;
            end += count;
        }
        int[] ends = starts.clone();
        int[] events = new int[end];
        for (int event = 0; event < raw.size(); event++) {
            if (raw.isEvent(event) && !duplicates.get(event)) {
                events[ends[raw.session(event)]++] = event;
            }
        }
        return new SessionOrder(events, starts, ends);
    }
}
