package com.eszoppping.recommendations.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Items on their way into a table, in as many batches at once as it can take. Twice that many are in memory at most; who adds more
 * waits. The first batch that fails stops the others. For one thread that adds.
 */
final class BatchesInFlight {
    private static final int WAITING_FOR_EACH_ON_ITS_WAY = 1;
    private static final long IDLE_SECONDS = 1;

    private final Table table;
    private final Deadline deadline;
    private final int itemsPerBatch;
    private final int mostBatches;
    private final Semaphore room;
    private final ThreadPoolExecutor threads;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private List<Item> batch = new ArrayList<>();

    BatchesInFlight(Table table, Deadline deadline) {
        WriteCapacity capacity = table.writeCapacity();
        this.table = table;
        this.deadline = deadline;
        this.itemsPerBatch = capacity.itemsPerBatch();
        this.mostBatches = capacity.batchesAtOnce() * (1 + WAITING_FOR_EACH_ON_ITS_WAY);
        this.room = new Semaphore(mostBatches);
        this.threads = new ThreadPoolExecutor(
                capacity.batchesAtOnce(),
                capacity.batchesAtOnce(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                BatchesInFlight::thread);
        // Nobody says when a publication is given up.
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "writing-batches");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Adds an item.
     *
     * @throws RuntimeException what {@link Table#write} threw for an earlier batch
     */
    void add(Item item) {
        batch.add(item);
        if (batch.size() == itemsPerBatch) {
            send();
        }
    }

    private void send() {
        acquire(1);
        if (failure.get() != null) {
            room.release();
            throwFailure();
        }
        List<Item> full = batch;
        batch = new ArrayList<>(itemsPerBatch);
        try {
            threads.execute(() -> write(full));
        } catch (RejectedExecutionException stopped) {
            room.release();
            throwFailure();
        }
    }

    private void write(List<Item> items) {
        try {
            if (failure.get() == null) {
                table.write(items, deadline);
            }
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            room.release();
        }
    }

    /** Those who wait for their turn or for the table stop waiting; what did not begin never does. */
    private void fail(RuntimeException first) {
        if (failure.compareAndSet(null, first)) {
            room.release(threads.shutdownNow().size());
        }
    }

    /**
     * Waits until everything that was added is stored.
     *
     * @throws RuntimeException what {@link Table#write} threw for one of the batches
     */
    void finish() {
        if (!batch.isEmpty()) {
            send();
        }
        acquire(mostBatches);
        room.release(mostBatches);
        throwFailure();
    }

    private void acquire(int batches) {
        try {
            room.acquire(batches);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            TableUnavailableException interrupted =
                    new TableUnavailableException("Waiting for the table was interrupted.", e);
            fail(interrupted);
            throw interrupted;
        }
    }

    private void throwFailure() {
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
