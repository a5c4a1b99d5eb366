package com.eszoppping.recommendations.experiment;

import java.time.temporal.ChronoUnit;

/** A list that was shown, and whether the visitor followed it to one of its products. */
final class ShownList {
    private final Exposure exposure;
    private boolean followed;

    ShownList(Exposure exposure) {
        this.exposure = exposure;
    }

    Exposure exposure() {
        return exposure;
    }

    boolean isFollowed() {
        return followed;
    }

    void interestIn(String productId) {
        followed |= exposure.productIds().contains(productId);
    }

    /** An outcome that carries the list's id; it counts however long after the list it comes, but not before it. */
    void cameFromHere(Outcome outcome) {
        boolean later = !outcome.time().isBefore(exposure.time().truncatedTo(ChronoUnit.SECONDS));
        if (later && outcome.kind().isInterest()) {
            interestIn(outcome.productId());
        }
    }
}
