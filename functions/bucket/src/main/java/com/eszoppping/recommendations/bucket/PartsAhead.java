package com.eszoppping.recommendations.bucket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** An object's parts after its first one, several of which are on their way at once. For one reader. */
final class PartsAhead implements AutoCloseable {
    private final PinnedObject object;
    private final Reading reading;
    private final ExecutorService threads;
    private final Deque<Future<ByteBuffer>> onTheirWay = new ArrayDeque<>();
    private long asked;

    /** Begins to fetch what comes after the first part. */
    PartsAhead(PinnedObject object, Reading reading) {
        this.object = object;
        this.reading = reading;
        this.asked = reading.partBytes();
        this.threads = Executors.newFixedThreadPool(reading.partsAhead(), PartsAhead::thread);
        for (int part = 0; part < reading.partsAhead() && asked < object.bytes(); part++) {
            ask(new byte[reading.partBytes()]);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "reading-ahead");
        thread.setDaemon(true); // one that waits for a silent server must not keep the process
        return thread;
    }

    private void ask(byte[] buffer) {
        long start = asked;
        long end = Math.min(object.bytes(), start + reading.partBytes());
        onTheirWay.addLast(threads.submit(() -> fetched(start, end, buffer)));
        asked = end;
    }

    private ByteBuffer fetched(long start, long end, byte[] buffer) throws IOException {
        int length = (int) (end - start);
        try (RangeStream part = new RangeStream(object, start, end, reading)) {
            for (int filled = 0; filled < length; filled += part.read(buffer, filled, length - filled)) {
                if (threads.isShutdown()) {
                    throw new IOException("The stream is closed.");
                }
            }
        }
        return ByteBuffer.wrap(buffer, 0, length);
    }

    /**
     * Waits for the next part.
     *
     * @param done the part before, whose memory is used again; absent before the first one
     * @return absent after the last one
     */
    Optional<ByteBuffer> next(Optional<ByteBuffer> done) throws IOException {
        if (done.isPresent() && asked < object.bytes()) {
            ask(done.get().array());
        }
        if (onTheirWay.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(onTheirWay.removeFirst().get());
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Waiting for " + object.uri() + " was interrupted.");
        }
    }

    /** The threads end with what they receive next. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
