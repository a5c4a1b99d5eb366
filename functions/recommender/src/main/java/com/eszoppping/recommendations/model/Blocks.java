package com.eszoppping.recommendations.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work on rows in a fixed number of blocks. The blocks, and the order in which their results are put together, don't depend
 * on the number of threads; so sums of floating-point numbers don't either.
 */
public final class Blocks implements AutoCloseable {
    /** More blocks than the six cores of the largest Lambda keep them busy; each costs an accumulator. */
    private static final int BLOCKS = 8;

    /** Work on the rows {@code [from, to)}. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the work. */
        T on(int from, int to);
    }

    /** Work on the rows {@code [from, to)} that has no result of its own. */
    @FunctionalInterface
    public interface Task {
        /** Does the work. */
        void on(int from, int to);
    }

    private final ExecutorService threads;

    /** Work for so many threads, from 1, which end when this is closed. */
    public Blocks(int threads) {
        this.threads = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "training");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs the work on all rows and returns each block's result, in the rows' order. */
    public <T> List<T> run(int rows, Work<T> work) {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            int from = (int) ((long) rows * block / BLOCKS);
            int to = (int) ((long) rows * (block + 1) / BLOCKS);
            tasks.add(() -> work.on(from, to));
        }
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The training was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A part of the training failed.", e.getCause());
        }
    }

    /** Runs the work on all rows; each block writes only what belongs to its rows. */
    public void each(int rows, Task task) {
        run(rows, (from, to) -> {
            task.on(from, to);
            return to;
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
