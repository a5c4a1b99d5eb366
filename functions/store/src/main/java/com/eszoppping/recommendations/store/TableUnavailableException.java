package com.eszoppping.recommendations.store;

/** The table did not answer, or refused, for longer than we wait. Trying again later makes sense. */
public final class TableUnavailableException extends RuntimeException {
    /**
     * @param message a sentence that says what was tried
     * @param cause the client's own error, or null if it has none
     */
    public TableUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
