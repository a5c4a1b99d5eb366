package com.eszoppping.recommendations.lines;

/** Where the lines go that could not be used. */
@FunctionalInterface
public interface RejectedLines {
    /**
     * Takes one such line, in the order of reading.
     *
     * @param line the line and why it could not be used
     */
    void reject(RejectedLine line);
}
