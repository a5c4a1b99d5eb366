package com.eszoppping.recommendations.evaluation;

/**
 * Something that answers questions: a model as it is served, or a baseline.
 *
 * @param name what reports call it
 * @param isBaseline whether it is there to be beaten
 * @param answers gives catalogue indices, best first, each once, at most {@link Metric#LONGEST_LIST}
 */
record Contender(String name, boolean isBaseline, Answers answers) {
    /** Answers one question. */
    @FunctionalInterface
    interface Answers {
        int[] to(Question question);
    }
}
