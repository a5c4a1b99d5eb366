package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.bucket.OpenBucket;
import com.eszoppping.recommendations.training.Engine;

/**
 * Something else than this process that trains, with a command of its own beside {@code train}. Found by {@link
 * java.util.ServiceLoader}, so that only who trains with it has it on the class path.
 */
public interface TrainingEngine {
    /** The command's name. */
    String command();

    /** What the command says of itself. */
    String description();

    /**
     * Starts the engine.
     *
     * @param bucket where it reads
     * @param threads how many threads may work
     */
    Running start(OpenBucket bucket, int threads);

    /** An engine that runs, until it is closed. */
    interface Running extends AutoCloseable {
        /** What does the work. */
        Engine engine();

        @Override
        void close();
    }
}
