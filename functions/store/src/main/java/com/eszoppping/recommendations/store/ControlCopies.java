package com.eszoppping.recommendations.store;

import java.io.IOException;

/**
 * Hears of every change of a control item, to keep a copy of it elsewhere: versions can be trained again, but which one is
 * served, and what may still go live, is known to the table alone.
 */
@FunctionalInterface
public interface ControlCopies {
    /** Where the copies are in a bucket, and a lost table is rebuilt from. */
    String FOLDER = "control/";

    /**
     * Replaces a copy.
     *
     * @param name the copy's name, e.g. {@code pointer.json}
     * @param json the whole item as it is now
     */
    void write(String name, byte[] json) throws IOException;

    /**
     * Keeps the copies below {@value #FOLDER}.
     *
     * @param objects writes an object by its whole key
     */
    static ControlCopies in(ControlCopies objects) {
        return (name, json) -> objects.write(FOLDER + name, json);
    }

    /** Keeps no copies. */
    static ControlCopies none() {
        return (name, json) -> {};
    }
}
