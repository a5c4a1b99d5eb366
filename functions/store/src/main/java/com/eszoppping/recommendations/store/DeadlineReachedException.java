package com.eszoppping.recommendations.store;

/** The run's time is over; what is live stays live. */
public final class DeadlineReachedException extends RuntimeException {
    /** @param message a sentence that says what was not done */
    public DeadlineReachedException(String message) {
        super(message);
    }
}
