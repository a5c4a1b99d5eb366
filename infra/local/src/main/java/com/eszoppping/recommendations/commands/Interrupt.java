package com.eszoppping.recommendations.commands;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something when the process is told to stop (Ctrl-C, SIGTERM) before this is closed. */
final class Interrupt implements AutoCloseable {
    private static final Duration LONGEST_CLEAN_UP = Duration.ofSeconds(20);

    private final Thread hook;
    private final Runnable onClose;

    private Interrupt(Runnable onInterrupt, Runnable onClose) {
        this.hook = new Thread(onInterrupt, "interrupt");
        this.onClose = onClose;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Runs an action at once; what the command was doing is cut off. */
    static Interrupt then(Runnable action) {
        return new Interrupt(action, () -> {});
    }

    /**
     * Interrupts the calling thread, and keeps the process alive until this is closed: resources that were opened after
     * it are closed in peace.
     */
    static Interrupt ofThisThread() {
        Thread worker = Thread.currentThread();
        CountDownLatch cleanedUp = new CountDownLatch(1);
        return new Interrupt(
                () -> {
                    worker.interrupt();
                    await(cleanedUp, LONGEST_CLEAN_UP);
                },
                cleanedUp::countDown);
    }

    /** Returns when the calling thread is interrupted; the interruption is over then, so that what follows can wait. */
    static void await() {
        await(new CountDownLatch(1), Duration.ofDays(Integer.MAX_VALUE));
    }

    @Override
    public void close() {
        onClose.run();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is stopping already: the hook runs, or has run.
        }
    }

    private static boolean await(CountDownLatch latch, Duration longest) {
        try {
            return latch.await(longest.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
