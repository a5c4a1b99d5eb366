package com.eszoppping.recommendations.evaluation;

import java.util.List;
import java.util.Map;

/**
 * How one contender did.
 *
 * @param name what it is called
 * @param baseline whether it is there to be beaten
 * @param metrics by their names, see {@link Metric#label}
 * @param coverage which share of the catalogue was among the first 10 of any list, from 0 to 1
 * @param gini how unevenly the places among the first 10 are spread over the catalogue, from 0 (evenly) to 1 (one product)
 * @param novelty the mean of {@code -log2} of the products' shares of training events over the first 10, in bits; the more,
 *     the less obvious
 * @param listLength how many products a list had, at most {@link Metric#LONGEST_LIST}
 * @param segments the HitRate@10 of parts of the questions
 */
public record Scores(
        String name,
        boolean baseline,
        Map<String, Measure> metrics,
        double coverage,
        double gini,
        double novelty,
        double listLength,
        List<Segment> segments) {
    /**
     * Some of the questions.
     *
     * @param kind by what they were parted: {@code prefix}, {@code visitor} or {@code category}
     * @param name which part
     * @param questions how many
     * @param hitRate10 how many of them were answered by the first 10
     */
    public record Segment(String kind, String name, int questions, Measure hitRate10) {}

    /** One of the metrics. */
    public Measure metric(Metric metric) {
        return metrics.get(metric.label());
    }
}
