package com.eszoppping.recommendations.training;

import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** Writes a line into the function's log when a phase begins. */
record LoggedProgress(LambdaLogger logger) implements Progress {
    @Override
    public void phase(String name) {
        logger.log("Training: " + name);
    }

    @Override
    public void advanced(long done, String unit) {
        // A line an event batch would only cost money; the summary has the counts.
    }

    @Override
    public void finished() {
        logger.log("Training: finished");
    }
}
