package com.eszoppping.recommendations.generator;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/** The log file of one day, {@code 2026/08/26.jsonl.gz} below the folder of sessions. */
final class DayFile implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long LINES_OF_A_MEMBER = 5_000;
    private static final byte[] NEWLINE = {'\n'};

    /** What kind of file it is. */
    enum Shape {
        GZIP,
        PLAIN,
        SEVERAL_MEMBERS,
        NO_FINAL_NEWLINE
    }

    private final Shape shape;
    private final OutputStream disk;
    private OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long lines;
    private int members = 1;

    DayFile(Path sessions, LocalDate day, Shape shape) throws IOException {
        this.shape = shape;
        String suffix = shape == Shape.PLAIN ? "" : ".gz";
        Path file = sessions.resolve(String.format(
                Locale.ROOT,
                "%04d/%02d/%02d.jsonl%s",
                day.getYear(),
                day.getMonthValue(),
                day.getDayOfMonth(),
                suffix));
        Files.createDirectories(file.getParent());
        disk = Files.newOutputStream(file);
        out = shape == Shape.PLAIN ? disk : new FastGzip(disk);
    }

    /** Adds a line; the newline is ours. */
    void write(byte[] line, int length) throws IOException {
        if (shape == Shape.SEVERAL_MEMBERS && (lines == 1 || lines % LINES_OF_A_MEMBER == LINES_OF_A_MEMBER - 1)) {
            startMember();
        }
        if (lines > 0) {
            put(NEWLINE, 1);
        }
        put(line, length);
        lines++;
    }

    long lines() {
        return lines;
    }

    Shape shape() {
        return shape;
    }

    /** How many gzip members there are so far; 1 for a plain file too. */
    int members() {
        return members;
    }

    @Override
    public void close() throws IOException {
        try (disk) {
            if (shape != Shape.NO_FINAL_NEWLINE && lines > 0) {
                put(NEWLINE, 1);
            }
            flush();
            out.close();
        }
    }

    private void startMember() throws IOException {
        flush();
        ((FastGzip) out).finish();
        out = new FastGzip(disk);
        members++;
    }

    private void put(byte[] bytes, int length) throws IOException {
        if (buffered + length > BUFFER_BYTES) {
            flush();
        }
        System.arraycopy(bytes, 0, buffer, buffered, length);
        buffered += length;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, buffered);
        buffered = 0;
    }
}
