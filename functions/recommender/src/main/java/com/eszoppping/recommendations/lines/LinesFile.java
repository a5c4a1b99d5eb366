package com.eszoppping.recommendations.lines;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of lines that is opened when its turn comes, by whichever thread.
 *
 * @param name the name to use for rejected lines
 * @param opening how it is opened
 */
public record LinesFile(String name, Opening opening) {
    /** How a file is opened. */
    @FunctionalInterface
    public interface Opening {
        /**
         * Opens the file at its beginning: JSON Lines, plain or gzip. Whoever asked closes it.
         *
         * @throws IOException if it can't be read
         */
        InputStream open() throws IOException;
    }
}
