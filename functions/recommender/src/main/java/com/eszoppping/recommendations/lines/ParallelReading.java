package com.eszoppping.recommendations.lines;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Files read by several threads. A thread takes a file that no other one is reading from, inflates one block of whole lines, lets
 * go of the file, and parses the block by itself, while it is in its cache. So many files keep as many threads busy, and one large
 * file still is inflated by one thread while others parse what came before. There are never more blocks than threads.
 */
final class ParallelReading {
    /** How far others may run ahead of a thread that got no turn: what they rejected has to be kept until then. */
    private static final int MOST_WAITING = 64;

    private final JsonLinesReader reader;
    private final List<JsonLinesReader.LineTaker> takers;
    private final Runnable afterBlock;

    // Everything below is guarded by this.
    private final Iterator<LinesFile> unopened;
    private final Deque<FileInReading> idle = new ArrayDeque<>();
    private final List<FileInReading> open = new ArrayList<>();
    private Throwable failure;

    /**
     * @param takers one for each thread
     * @param afterBlock is run by each thread after each of its blocks
     */
    ParallelReading(
            JsonLinesReader reader,
            List<LinesFile> files,
            List<JsonLinesReader.LineTaker> takers,
            Runnable afterBlock) {
        this.reader = reader;
        this.unopened = files.iterator();
        this.takers = takers;
        this.afterBlock = afterBlock;
    }

    /** Reads everything; the calling thread is one of those that work. */
    void run() throws IOException {
        List<Thread> others = new ArrayList<>();
        for (JsonLinesReader.LineTaker taker : takers.subList(1, takers.size())) {
            Thread thread = new Thread(() -> work(taker), "reading");
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        work(takers.get(0));
        for (Thread thread : others) {
            join(thread);
        }
        for (FileInReading file : List.copyOf(open)) {
            close(file);
        }
        throwFailure();
    }

    private void work(JsonLinesReader.LineTaker taker) {
        try {
            LineBlock block = new LineBlock();
            FileInReading file = take(null);
            while (file != null) {
                long number = file.read(block);
                if (number < 0) {
                    close(file);
                } else {
                    letGo(file);
                    settle(file, number, block.take(taker));
                    afterBlock.run();
                }
                file = take(file);
            }
        } catch (InterruptedException e) {
            failInterrupted();
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    /**
     * A file to read from.
     *
     * @param last the one that is taken if it is free, because its lines are in this thread's tables
     * @return null when there is nothing left to do
     */
    private synchronized FileInReading take(FileInReading last) throws InterruptedException {
        while (failure == null) {
            if (last != null && isReady(last) && idle.remove(last)) {
                return last;
            }
            if (open.size() < takers.size() && unopened.hasNext()) {
                FileInReading next = new FileInReading(unopened.next(), reader);
                open.add(next);
                return next;
            }
            for (FileInReading file : idle) {
                if (isReady(file)) {
                    idle.remove(file);
                    return file;
                }
            }
            if (open.isEmpty()) {
                return null;
            }
            wait();
        }
        return null;
    }

    private static boolean isReady(FileInReading file) {
        return file.waiting() < MOST_WAITING;
    }

    private synchronized void letGo(FileInReading file) {
        idle.add(file);
        notifyAll();
    }

    private void settle(FileInReading file, long number, BlockOutcome outcome) {
        file.settle(number, outcome);
        synchronized (this) {
            notifyAll();
        }
    }

    private void close(FileInReading file) throws IOException {
        file.close();
        synchronized (this) {
            open.remove(file);
            notifyAll();
        }
    }

    private synchronized void fail(Throwable cause) {
        failure = failure == null ? cause : failure;
        notifyAll();
    }

    private void failInterrupted() {
        Thread.currentThread().interrupt();
        fail(new InterruptedIOException("The reading was interrupted."));
    }

    private void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            failInterrupted();
        }
    }

    private synchronized void throwFailure() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
