package com.eszoppping.recommendations.experiment;

import java.time.Instant;
import java.util.Optional;

/**
 * Something a visitor did.
 *
 * @param eventId the event's id, if it has one; the same id again is a repeat and counts once. Outcomes without an id count
 *     once if they are equal in everything
 * @param time when
 * @param visitorHash the visitor's pseudonym ({@link VisitorHash}), made with the same salt as the exposures'
 * @param kind what was done
 * @param productId to which product
 * @param money of a purchase, the price less the discount, in the shop's currency, 0 if unknown; not looked at elsewhere
 * @param recommendationId the list that it came from, if it is known; a view without one is no click
 */
public record Outcome(
        Optional<String> eventId,
        Instant time,
        String visitorHash,
        Kind kind,
        String productId,
        double money,
        Optional<String> recommendationId) {
    /** What a visitor can do, in the order in which it happens at one time. */
    public enum Kind {
        /** Looked at the product. */
        VIEW,
        /** Clicked on the product in a list. */
        CLICK,
        /** Bought the product. */
        PURCHASE,
        /** Gave the product back. */
        RETURN;

        boolean isInterest() {
            return this == VIEW || this == CLICK;
        }
    }

    /** @throws IllegalArgumentException if the money is negative or no number */
    public Outcome {
        if (!(money >= 0 && money < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The money is " + money + ": expected a number, 0 or more.");
        }
    }

    /** What makes it the same as another one that was delivered again. */
    Object identity() {
        return eventId.<Object>map(id -> id).orElse(this);
    }
}
