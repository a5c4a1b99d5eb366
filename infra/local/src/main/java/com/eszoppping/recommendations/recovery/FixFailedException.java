package com.eszoppping.recommendations.recovery;

/** A command did not mend the lines that it was given; nothing was written. */
public final class FixFailedException extends RuntimeException {
    FixFailedException(String why) {
        super(why + ": nothing is written.");
    }
}
