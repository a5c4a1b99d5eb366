package com.eszoppping.recommendations.generator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Writes sessions with the dirt of a real export. A session that is written in a wrong order or over two files has no
 * spoiled lines besides, so that each kind can be counted exactly.
 */
final class DirtySessions implements SessionWriter {
    private static final double SHARE_OUT_OF_ORDER = 0.03;
    private static final double SHARE_OVER_FILES = 0.01;

    private static final double REPEATED_LATER = 0.3;

    private final EventLine line;
    private final Shoppers shoppers;
    private final CatalogueDirt catalogue;
    private final SplittableRandom random;
    private final DirtCounts counts;

    /** Lines that are due in the next file. */
    private List<byte[]> forNextFile = new ArrayList<>();

    private boolean hasNextFile;

    DirtySessions(
            EventLine line, Shoppers shoppers, CatalogueDirt catalogue, SplittableRandom random, DirtCounts counts) {
        this.line = line;
        this.shoppers = shoppers;
        this.catalogue = catalogue;
        this.random = random;
        this.counts = counts;
    }

    @Override
    public void begin(DayFile file, boolean isLastFile) throws IOException {
        List<byte[]> due = forNextFile;
        forNextFile = new ArrayList<>();
        hasNextFile = !isLastFile;
        for (byte[] late : due) {
            file.write(late, late.length);
        }
    }

    @Override
    public void write(Session session, DayFile file) throws IOException {
        double luck = random.nextDouble();
        if (session.size() > 1 && luck < SHARE_OUT_OF_ORDER) {
            writeOutOfOrder(session, file);
        } else if (session.size() > 1 && luck > 1 - SHARE_OVER_FILES && hasNextFile) {
            writeOverFiles(session, file);
        } else {
            writeLineByLine(session, file);
        }
    }

    /** Begins in the middle: times inside a session rise strictly, so this is a wrong order for sure. */
    private void writeOutOfOrder(Session session, DayFile file) throws IOException {
        int first = random.nextInt(1, session.size());
        for (int i = 0; i < session.size(); i++) {
            format(session, (first + i) % session.size());
            file.write(line.bytes(), line.length());
        }
        counts.add(DirtKind.SESSION_OUT_OF_ORDER);
    }

    private void writeOverFiles(Session session, DayFile file) throws IOException {
        int firstLate = random.nextInt(1, session.size());
        for (int event = 0; event < session.size(); event++) {
            format(session, event);
            if (event < firstLate) {
                file.write(line.bytes(), line.length());
            } else {
                forNextFile.add(ascii(text()));
            }
        }
        counts.add(DirtKind.SESSION_OVER_FILES);
    }

    private void writeLineByLine(Session session, DayFile file) throws IOException {
        boolean userIsKnown = false;
        for (int event = 0; event < session.size(); event++) {
            line.format(session, event);
            Optional<DirtKind> kind = LineDirt.draw(random).filter(allowedIn(session, userIsKnown));
            if (kind.isPresent()) {
                writeSpoiled(kind.get(), file);
                counts.add(kind.get());
            } else {
                file.write(line.bytes(), line.length());
            }
            boolean eventIsLost = kind.filter(LineDirt::losesTheEvent).isPresent();
            if (!eventIsLost) {
                countMissing(session, event);
            }
            userIsKnown |= !eventIsLost && !kind.equals(Optional.of(DirtKind.NULL_USER));
        }
    }

    /** A user is concealed only where an earlier line of the session names them. */
    private Predicate<DirtKind> allowedIn(Session session, boolean userIsKnown) {
        return kind -> kind != DirtKind.NULL_USER || (userIsKnown && shoppers.isUser(session.shopper()));
    }

    private void writeSpoiled(DirtKind kind, DayFile file) throws IOException {
        switch (kind) {
            case BLANK_LINE -> {
                // Before the event: as the last line of a file without a final newline it would not be one.
                write(LineDirt.blank(random), file);
                file.write(line.bytes(), line.length());
            }
            case UNKNOWN_EVENT_TYPE -> {
                file.write(line.bytes(), line.length());
                write(LineDirt.spoil(kind, text(), random), file);
            }
            case REPEATED_LINE -> {
                file.write(line.bytes(), line.length());
                if (hasNextFile && random.nextDouble() < REPEATED_LATER) {
                    forNextFile.add(ascii(text()));
                } else {
                    file.write(line.bytes(), line.length());
                }
            }
            default -> write(LineDirt.spoil(kind, text(), random), file);
        }
    }

    private void format(Session session, int event) {
        line.format(session, event);
        countMissing(session, event);
    }

    private void countMissing(Session session, int event) {
        if (catalogue.isMissing(session.product[event])) {
            counts.add(DirtKind.EVENT_OF_MISSING_PRODUCT);
        }
    }

    private String text() {
        return new String(line.bytes(), 0, line.length(), StandardCharsets.US_ASCII);
    }

    private static void write(String text, DayFile file) throws IOException {
        file.write(ascii(text), text.length());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
