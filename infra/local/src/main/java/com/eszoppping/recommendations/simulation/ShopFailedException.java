package com.eszoppping.recommendations.simulation;

/** The API did not answer as it should; the message says so in a sentence. */
public final class ShopFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ShopFailedException(String sentence) {
        super(sentence);
    }

    ShopFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
