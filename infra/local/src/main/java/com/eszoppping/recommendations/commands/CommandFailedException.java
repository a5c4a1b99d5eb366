package com.eszoppping.recommendations.commands;

/** A command failed in a way that its user can understand. */
final class CommandFailedException extends RuntimeException {
    /** @param sentence what failed, and what to do about it */
    CommandFailedException(String sentence) {
        super(sentence);
    }

    CommandFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
