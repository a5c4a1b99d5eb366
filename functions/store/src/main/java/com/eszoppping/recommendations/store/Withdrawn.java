package com.eszoppping.recommendations.store;

import java.util.Optional;

/**
 * Which of a version's products may not be served any more: what people took off sale, and, where a later training knows a newer
 * catalogue, what that one lacks or marks unavailable. Immutable.
 */
public final class Withdrawn {
    private final AvailabilityDecisions decisions;
    private final Optional<NewestCatalogue> newer;

    /**
     * @param decisions what people decided
     * @param newer the newest catalogue, if it is newer than the version's own
     */
    Withdrawn(AvailabilityDecisions decisions, Optional<NewestCatalogue> newer) {
        this.decisions = decisions;
        this.newer = newer;
    }

    /** Whether a product may not be served. */
    public boolean has(String productId) {
        return decisions.withdrawn().containsKey(productId)
                || newer.filter(catalogue -> !catalogue.sells(productId)).isPresent();
    }

    /** Differs when something else is withdrawn; empty if the version's own catalogue is all there is to know. */
    public String tag() {
        if (decisions.withdrawn().isEmpty() && newer.isEmpty()) {
            return "";
        }
        String version = newer.map(catalogue -> catalogue.version().text()).orElse("");
        return Long.toHexString(StableHash.of(version + decisions.text()));
    }
}
