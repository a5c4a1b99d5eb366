package com.eszoppping.recommendations.store;

import java.time.Instant;

/** Why a version may not go live. */
public sealed interface Refusal {
    /** A sentence for people. */
    String sentence();

    /**
     * The logical time is published already: this run is a retry of one that succeeded, or lost against another.
     *
     * @param by the version that has this logical time
     */
    record AlreadyPublished(VersionId by) implements Refusal {
        @Override
        public String sentence() {
            return "The logical time " + by.logicalTime() + " is published already, as version " + by + ".";
        }
    }

    /**
     * A version of the logical time was made already and held back.
     *
     * @param candidate that version
     */
    record HeldBack(VersionId candidate) implements Refusal {
        @Override
        public String sentence() {
            return "The logical time " + candidate.logicalTime() + " has a candidate already, version " + candidate
                    + "; it can be activated.";
        }
    }

    /**
     * A later logical time is published.
     *
     * @param highestLogicalTime the latest one
     */
    record Superseded(Instant highestLogicalTime) implements Refusal {
        @Override
        public String sentence() {
            return "A version for the later logical time " + highestLogicalTime + " is published.";
        }
    }
}
