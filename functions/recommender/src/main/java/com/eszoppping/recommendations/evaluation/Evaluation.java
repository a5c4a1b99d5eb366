package com.eszoppping.recommendations.evaluation;

import java.util.List;
import java.util.Map;

/**
 * What came of a number of questions that all contenders answered.
 *
 * @param protocol what was asked, as a sentence
 * @param sessions from how many sessions the questions are
 * @param questions how many there were
 * @param unseenProducts the share of questions whose answer training had never seen, from 0 to 1
 * @param returns the share of questions whose answer the visitor had already seen in the session, from 0 to 1
 * @param inCategory the share of questions whose answer is in the category at hand, from 0 to 1
 * @param uniformLimit what a uniform guess among the unseen products of the shopper's category would score, by the names of
 *     the metrics, if every answer were one of them; where that holds and sessions are random, more is a leak
 * @param best the contender that answers where no model is asked for; the first one if that model cannot answer such questions
 * @param bestBaseline of the baselines, the one whose HitRate@10 is the highest
 * @param contenders models and baselines
 * @param comparisons of models with each other and with baselines
 */
public record Evaluation(
        String protocol,
        int sessions,
        int questions,
        double unseenProducts,
        double returns,
        double inCategory,
        Map<String, Double> uniformLimit,
        String best,
        String bestBaseline,
        List<Scores> contenders,
        List<Comparison> comparisons) {
    /**
     * The scores of a contender.
     *
     * @throws IllegalArgumentException if there was none of this name
     */
    public Scores scores(String name) {
        return contenders.stream()
                .filter(scores -> scores.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There was no contender '" + name + "'."));
    }
}
