package com.eszoppping.recommendations.generator;

import java.io.IOException;

/** How sessions become lines. */
sealed interface SessionWriter permits CleanSessions, DirtySessions {
    /** Called before the first session of each file, in the order of the days. */
    void begin(DayFile file, boolean isLastFile) throws IOException;

    /** Writes a session to the file that was begun last. */
    void write(Session session, DayFile file) throws IOException;
}
