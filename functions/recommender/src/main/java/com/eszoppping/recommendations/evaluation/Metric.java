package com.eszoppping.recommendations.evaluation;

/**
 * How well a list answered one question, with one right product. All are between 0 and 1 and are averaged over the
 * questions.
 */
public enum Metric {
    /** Whether the product is the first. */
    HIT_RATE_1("hitRate1", 1),
    /** Whether it is among the first 5. */
    HIT_RATE_5("hitRate5", 5),
    /** Whether it is among the first 10: what we call accuracy. */
    HIT_RATE_10("hitRate10", 10),
    /** Whether it is among the first 20. */
    HIT_RATE_20("hitRate20", 20),
    /** The reciprocal of its rank, 0 beyond the first 20. */
    MRR_20("mrr20", 20),
    /** The normalised discounted cumulative gain, {@code 1/log2(rank + 1)}, 0 beyond the first 10. */
    NDCG_10("ndcg10", 10);

    /** No metric looks further down a list. */
    public static final int LONGEST_LIST = 20;

    private final String label;
    private final int cutoff;

    Metric(String label, int cutoff) {
        this.label = label;
        this.cutoff = cutoff;
    }

    /** The name in reports, e.g. {@code hitRate10}. */
    public String label() {
        return label;
    }

    /** How far down a list it looks. */
    public int cutoff() {
        return cutoff;
    }

    /**
     * The figure for one question.
     *
     * @param place of the right product in the list, from 0; negative if it is not there
     */
    public double of(int place) {
        if (place < 0 || place >= cutoff) {
            return 0;
        }
        return switch (this) {
            case MRR_20 -> 1.0 / (place + 1);
            case NDCG_10 -> Math.log(2) / Math.log(place + 2);
            default -> 1;
        };
    }
}
