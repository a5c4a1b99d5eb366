package com.eszoppping.recommendations.training;

/** A training that publishes nothing, for a reason that somebody has to look at; what is live stays live. */
public final class TrainingFailedException extends RuntimeException {
    /** @param message the reason, as a sentence */
    public TrainingFailedException(String message) {
        super(message);
    }
}
