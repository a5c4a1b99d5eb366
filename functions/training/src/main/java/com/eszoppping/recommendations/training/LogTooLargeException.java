package com.eszoppping.recommendations.training;

/** A log that this process cannot hold; nothing was published, and what is live stays live. */
public final class LogTooLargeException extends RuntimeException {
    /** @param message how much is needed and what to do, as sentences */
    public LogTooLargeException(String message) {
        super(message);
    }
}
