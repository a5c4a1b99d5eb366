package com.eszoppping.recommendations.experiment;

import java.time.Instant;
import java.util.List;

/**
 * The fact that a list was served to a visitor in an experiment.
 *
 * @param recommendationId the served list's id; the same id again is a repeat of the delivery and counts once
 * @param time when it was served
 * @param variant the variant's name
 * @param visitorHash the visitor's pseudonym ({@link VisitorHash})
 * @param productIds what was on the list
 */
public record Exposure(
        String recommendationId, Instant time, String variant, String visitorHash, List<String> productIds) {
    /** Takes a copy of the products. */
    public Exposure {
        productIds = List.copyOf(productIds);
    }
}
