package com.eszoppping.recommendations.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/** The files below {@code sessions/}: one a day, with the sessions that begin on it. */
final class SessionLog {
    private static final int SESSIONS_PER_REPORT = 1_000;

    private final StoreOptions options;
    private final Path folder;
    private final SessionWriter writer;
    private final FileDirt fileDirt;
    private final DirtCounts dirt;

    private long events;
    private long lines;

    SessionLog(StoreOptions options, Path folder, SessionWriter writer, FileDirt fileDirt, DirtCounts dirt) {
        this.options = options;
        this.folder = folder;
        this.writer = writer;
        this.fileDirt = fileDirt;
        this.dirt = dirt;
    }

    Generated write(
            SessionScript script,
            Popularity popularity,
            VisitTimes times,
            SplittableRandom random,
            LongConsumer eventsWritten)
            throws IOException {
        for (int day = 0; day < options.days(); day++) {
            popularity.startDay(day);
            writeDay(day, script, times, random, eventsWritten);
        }
        eventsWritten.accept(events);
        return new Generated(
                options.products(), options.users(), options.sessions(), events, lines, options.days(), dirt.byKind());
    }

    private void writeDay(
            int day, SessionScript script, VisitTimes times, SplittableRandom random, LongConsumer eventsWritten)
            throws IOException {
        long sessions = times.sessionsOn(day);
        try (DayFile file = new DayFile(folder, options.firstDay().plusDays(day), fileDirt.shapeOf(day))) {
            writer.begin(file, day == options.days() - 1);
            for (long i = 0; i < sessions; i++) {
                Session session = script.play(day, times.start(day, i, sessions, random));
                writer.write(session, file);
                events += session.size();
                if (i % SESSIONS_PER_REPORT == SESSIONS_PER_REPORT - 1) {
                    eventsWritten.accept(events);
                }
            }
            count(file);
        }
    }

    /** A file that is too short to show what is special about it does not count as special. */
    private void count(DayFile file) {
        lines += file.lines();
        switch (file.shape()) {
            case PLAIN -> dirt.add(DirtKind.PLAIN_FILE);
            case SEVERAL_MEMBERS -> addIf(file.members() > 1, DirtKind.MULTI_MEMBER_FILE);
            case NO_FINAL_NEWLINE -> addIf(file.lines() > 0, DirtKind.NO_FINAL_NEWLINE);
            case GZIP -> {
                // The usual shape.
            }
        }
    }

    private void addIf(boolean shows, DirtKind kind) {
        if (shows) {
            dirt.add(kind);
        }
    }
}
