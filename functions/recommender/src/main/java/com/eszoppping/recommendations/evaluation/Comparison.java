package com.eszoppping.recommendations.evaluation;

/**
 * Two contenders that answered the same questions.
 *
 * @param name the one
 * @param against the other
 * @param hitRate10 by how much the one's HitRate@10 is higher; the interval is of the paired difference
 * @param verdict what that shows
 */
public record Comparison(String name, String against, Measure hitRate10, Verdict verdict) {
    /** What the interval of a difference shows. */
    public enum Verdict {
        /** The whole interval is above zero. */
        BETTER,
        /** The whole interval is below zero. */
        WORSE,
        /** Zero is in the interval. */
        NO_DIFFERENCE_SHOWN
    }

    static Comparison of(String name, String against, Measure difference) {
        Verdict verdict = Verdict.NO_DIFFERENCE_SHOWN;
        if (difference.entirelyAboveZero()) {
            verdict = Verdict.BETTER;
        } else if (difference.entirelyBelowZero()) {
            verdict = Verdict.WORSE;
        }
        return new Comparison(name, against, difference, verdict);
    }
}
