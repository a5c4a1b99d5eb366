package com.eszoppping.recommendations.generator;

import com.eszoppping.recommendations.generator.DayFile.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/** The session log: a file a day, sessions in the order in which they begin, each one's lines together unless dirt tears them. */
final class SessionFiles {
    private static final long EVENTS_PER_PROGRESS = 10_000;

    private final Path folder;
    private final StoreOptions options;
    private final Dirt dirt;
    private final LongConsumer eventsSoFar;
    private List<String> heldForTheNextFile = new ArrayList<>();
    private long events;
    private long lines;

    SessionFiles(Path folder, StoreOptions options, Dirt dirt, LongConsumer eventsSoFar) {
        this.folder = folder;
        this.options = options;
        this.dirt = dirt;
        this.eventsSoFar = eventsSoFar;
    }

    long events() {
        return events;
    }

    long lines() {
        return lines;
    }

    void write(SessionScript script, VisitTimes times, EventLine line, Assortment assortment, SplittableRandom random)
            throws IOException {
        for (int day = 0; day < options.days(); day++) {
            script.startDay(day);
            Shape shape = dirt.shapeOf(day);
            try (DayFile file = new DayFile(folder, options.firstDay().plusDays(day), shape)) {
                writeHeld(file);
                long sessions = times.sessionsOn(day);
                for (long session = 0; session < sessions; session++) {
                    Session played = script.play(times.start(day, session, sessions, random));
                    boolean isLastDay = day == options.days() - 1;
                    write(played, line, assortment, file, isLastDay);
                }
                lines += file.lines();
                dirt.countFile(shape, file.members());
            }
        }
        eventsSoFar.accept(events);
    }

    private void writeHeld(DayFile file) throws IOException {
        List<String> held = heldForTheNextFile;
        heldForTheNextFile = new ArrayList<>();
        for (String late : held) {
            write(late, file);
        }
    }

    private void write(Session session, EventLine line, Assortment assortment, DayFile file, boolean isLastDay)
            throws IOException {
        int[] order = dirt.orderOf(session);
        int held = isLastDay ? session.size() : dirt.firstHeldOf(session);
        for (int place = 0; place < order.length; place++) {
            line.format(session, order[place]);
            if (dirt.isNone()) {
                file.write(line.bytes(), line.length());
            } else {
                boolean missing = dirt.isMissing(assortment.id(session.product[order[place]]));
                List<String> spoilt = dirt.spoil(text(line), missing);
                if (place < held) {
                    for (String dirty : spoilt) {
                        write(dirty, file);
                    }
                } else {
                    heldForTheNextFile.addAll(spoilt);
                }
            }
            if (++events % EVENTS_PER_PROGRESS == 0) {
                eventsSoFar.accept(events);
            }
        }
    }

    private static String text(EventLine line) {
        return new String(line.bytes(), 0, line.length(), StandardCharsets.UTF_8);
    }

    private static void write(String line, DayFile file) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        file.write(bytes, bytes.length);
    }
}
