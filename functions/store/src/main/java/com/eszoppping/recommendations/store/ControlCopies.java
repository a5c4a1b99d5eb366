package com.eszoppping.recommendations.store;

import java.io.IOException;

/**
 * Hears of every change of a control item, to keep a copy of it elsewhere: versions can be trained again, but which one is
 * served, and what may still go live, is known to the table alone.
 */
@FunctionalInterface
public interface ControlCopies {
    /**
     * Replaces a copy.
     *
     * @param name the copy's name, e.g. {@code pointer.json}
     * @param json the whole item as it is now
     */
    void write(String name, byte[] json) throws IOException;

    /** Keeps no copies. */
    static ControlCopies none() {
        return (name, json) -> {};
    }
}
