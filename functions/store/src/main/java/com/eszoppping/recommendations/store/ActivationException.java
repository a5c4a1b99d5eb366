package com.eszoppping.recommendations.store;

/** The version that was to be activated cannot be; what was current stays. */
public final class ActivationException extends RuntimeException {
    /** @param message a sentence that names the version and says what is wrong with it */
    public ActivationException(String message) {
        super(message);
    }
}
