package com.eszoppping.recommendations.tuning;

import com.eszoppping.recommendations.evaluation.TemporalSplit;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.EventType;
import com.eszoppping.recommendations.model.CategoryProducts;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.PairedTest;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Chooses after how many days an event counts half, and how many views a purchase counts for: what ranks the products of the
 * newer part best by popularity in the store and in the product's own category (mean reciprocal rank). Events count alike
 * unless something is better beyond doubt.
 */
final class PopularityChoice {
    private static final double[] HALF_LIVES_DAYS = {90, 30, 14, 7, 3};
    private static final double[] PURCHASES = {2, 5, 10};
    private static final double STANDARD_ERRORS = 3;

    private final EventLog older;
    private final EventLog newer;
    private final CategoryProducts categories;

    private PopularityChoice(TemporalSplit split) {
        this.older = split.older();
        this.newer = split.newer();
        this.categories = new CategoryProducts(older.catalogue());
    }

    static EventWeights choose(TemporalSplit split) {
        PopularityChoice choice = new PopularityChoice(split);
        Candidate best = choice.tried(EventWeights.EQUAL);
        for (double days : HALF_LIVES_DAYS) {
            best = best.unlessBeatenBy(choice.tried(best.weights().withHalfLife(OptionalDouble.of(days))));
        }
        if (IntStream.range(0, split.older().events()).noneMatch(choice::isPurchase)) {
            return best.weights();
        }
        for (double purchase : PURCHASES) {
            best = best.unlessBeatenBy(choice.tried(best.weights().withPurchase(purchase)));
        }
        return best.weights();
    }

    /** What was tried, and the reciprocal ranks of each session of the newer part with it. */
    private record Candidate(EventWeights weights, double[] reciprocalRanks) {
        Candidate unlessBeatenBy(Candidate other) {
            return PairedTest.isBetter(other.reciprocalRanks, reciprocalRanks, STANDARD_ERRORS) ? other : this;
        }
    }

    private boolean isPurchase(int event) {
        return older.type(event) == EventType.PURCHASE;
    }

    private Candidate tried(EventWeights weights) {
        return new Candidate(weights, reciprocalRanks(weights));
    }

    /** For each session of the newer part, the sum over its products. */
    private double[] reciprocalRanks(EventWeights weights) {
        double[] popularity = new double[older.catalogue().size()];
        float[] ofEvents = weights.of(older);
        for (int event = 0; event < older.events(); event++) {
            popularity[older.product(event)] += ofEvents[event];
        }
        double[] byProduct = new double[popularity.length];
        for (CategoryPath node : categories.nodes()) {
            addReciprocalRanks(node, popularity, byProduct);
        }
        double[] sums = new double[newer.sessions()];
        for (int session = 0; session < sums.length; session++) {
            for (int event = newer.firstEvent(session); event < newer.endEvent(session); event++) {
                sums[session] += byProduct[newer.product(event)];
            }
        }
        return sums;
    }

    private void addReciprocalRanks(CategoryPath node, double[] popularity, double[] byProduct) {
        int[] ranked = Arrays.stream(categories.at(node))
                .boxed()
                .sorted((a, b) -> Double.compare(popularity[b], popularity[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int rank = 0; rank < ranked.length; rank++) {
            boolean isOwnCategory =
                    older.catalogue().product(ranked[rank]).category().equals(node);
            if (node.isStore() || isOwnCategory) {
                byProduct[ranked[rank]] += 1.0 / (rank + 1);
            }
        }
    }
}
