package com.eszoppping.recommendations.ranking;

/**
 * A product in an answer.
 *
 * @param productId the catalogue's id
 * @param score the score in the list that it came from; not comparable between reasons
 * @param reason which list that was
 * @param category what that list is of; {@link CategoryPath#STORE} where it is of no category
 */
public record Recommendation(String productId, double score, Reason reason, CategoryPath category) {
    /** A product from the running session, which is of no category. */
    Recommendation(String productId, double score, Reason reason) {
        this(productId, score, reason, CategoryPath.STORE);
    }
}
