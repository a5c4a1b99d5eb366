package com.eszoppping.recommendations.ranking;

/**
 * A product in an answer.
 *
 * @param productId the catalogue's id
 * @param score the score in the list that it came from; not comparable between reasons
 * @param reason which list that was
 */
public record Recommendation(String productId, double score, Reason reason) {}
