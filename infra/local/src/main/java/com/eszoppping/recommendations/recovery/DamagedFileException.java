package com.eszoppping.recommendations.recovery;

/** A file cannot be used, and nothing of it was. */
public final class DamagedFileException extends RuntimeException {
    DamagedFileException(String file, String why, Throwable cause) {
        super("The file '" + file + "' has no whole version, and nothing of it was used: " + why + ".", cause);
    }
}
