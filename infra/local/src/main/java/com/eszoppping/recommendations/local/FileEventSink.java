package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.feedback.EventSink;
import com.eszoppping.recommendations.feedback.EventsNotKeptException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * The frontend's events in a file a day (UTC), {@code sessions/feedback/YYYY-MM-DD.jsonl}, on the disk before a request is
 * answered. Threads and processes may write at once.
 */
public final class FileEventSink implements EventSink {
    private static final byte LINE_END = '\n';

    private final Path folder;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Writes below a folder, which is made with the first events.
     *
     * @param data laid out like the bucket
     */
    public FileEventSink(Path data, InstantSource clock) {
        this.folder = data.resolve("sessions").resolve("feedback");
        this.clock = clock;
    }

    @Override
    public void keep(List<String> lines, Instant until) {
        // A process may lock a file only once, so its threads queue here.
        lock.lock();
        try {
            append(String.join("\n", lines) + "\n");
        } catch (IOException e) {
            List<Integer> all = IntStream.range(0, lines.size()).boxed().toList();
            throw new EventsNotKeptException("The events could not be written below " + folder + ": " + e, all, e);
        } finally {
            lock.unlock();
        }
    }

    private void append(String lines) throws IOException {
        Path file = folder.resolve(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ".jsonl");
        boolean isNew = Files.notExists(file);
        Files.createDirectories(folder);
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            long before = channel.size();
            try {
                channel.position(before);
                writeAll(channel, endOfBrokenLine(channel) + lines);
                channel.force(true);
            } catch (IOException e) {
                takeBack(channel, before, e);
                throw e;
            }
        }
        if (isNew) {
            forceEntry();
        }
    }

    /** A process that was killed while it wrote may have left half a line, which must not take the next one with it. */
    private static String endOfBrokenLine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        boolean isBroken = channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != LINE_END;
        return isBroken ? "\n" : "";
    }

    private static void writeAll(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Of a full disk a part may have had room. What is not accepted is sent again, and not every event has an id then. */
    private static void takeBack(FileChannel channel, long before, IOException reason) {
        try {
            channel.truncate(before);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** A new file is durable only when its folder is. */
    private void forceEntry() throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
