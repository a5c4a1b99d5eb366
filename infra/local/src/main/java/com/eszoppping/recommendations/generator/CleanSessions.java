package com.eszoppping.recommendations.generator;

import java.io.IOException;

/** One line an event, in the order of time. */
final class CleanSessions implements SessionWriter {
    private final EventLine line;

    CleanSessions(EventLine line) {
        this.line = line;
    }

    @Override
    public void begin(DayFile file, boolean isLastFile) {
        // A clean file has nothing but its sessions.
    }

    @Override
    public void write(Session session, DayFile file) throws IOException {
        for (int event = 0; event < session.size(); event++) {
            line.format(session, event);
            file.write(line.bytes(), line.length());
        }
    }
}
