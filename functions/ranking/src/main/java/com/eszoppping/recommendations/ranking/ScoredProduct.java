package com.eszoppping.recommendations.ranking;

/**
 * A product in a list.
 *
 * @param productId the catalogue's id
 * @param score the model's score, higher is better, comparable within one list only; finite
 */
public record ScoredProduct(String productId, double score) {
    public ScoredProduct {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("The score of product " + productId + " is not finite: " + score + ".");
        }
    }
}
