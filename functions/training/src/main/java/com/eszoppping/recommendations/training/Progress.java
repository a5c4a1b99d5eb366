package com.eszoppping.recommendations.training;

/** Hears how far a training is, for somebody who waits for it. */
public interface Progress {
    /** A phase begins; the one before, if any, is over. */
    void phase(String name);

    /**
     * Work of the phase is done.
     *
     * @param done how much since the phase began
     * @param unit what is counted, e.g. {@code "events"}
     */
    void advanced(long done, String unit);

    /** The last phase is over. */
    void finished();

    /** Nobody waits. */
    static Progress none() {
        return new Progress() {
            @Override
            public void phase(String name) {}

            @Override
            public void advanced(long done, String unit) {}

            @Override
            public void finished() {}
        };
    }
}
