package com.eszoppping.recommendations.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How running sessions are read, as the store's own log taught it: how fast older products lose weight, and what happens to
 * products that were seen. The product at hand is never recommended.
 *
 * @param ageExponent what follows a product that was seen {@code a} different products ago counts {@code 1/(a+1)} to the power
 *     of this; at least 0. With 0 all count the same, with a large one only the product at hand does
 * @param treatment what is done with a seen product
 * @param returnRates how likely the next product is one that was seen, by the number of different products seen before the
 *     one at hand: the first entry for one, the last for that many and more; each from 0 to 1
 * @param shares of those returns, by how long ago the product was seen: the first entry for the newest one before the
 *     product at hand; none negative
 */
public record SessionPolicy(double ageExponent, Treatment treatment, List<Double> returnRates, List<Double> shares) {
    /** What is done with a product that was seen before the one at hand. */
    public enum Treatment {
        /** It is left out: in this store people don't come back to it. */
        HIDDEN,
        /** It keeps its own score, as if it had not been seen. */
        KEPT,
        /** Its score is how likely a return to it is; the others share what is left. */
        EXPECTED
    }

    /** Where nothing was learned: seen products are left out. */
    public static final SessionPolicy DEFAULT = new SessionPolicy(2, Treatment.HIDDEN, List.of(), List.of());

    public SessionPolicy {
        returnRates = List.copyOf(returnRates);
        shares = List.copyOf(shares);
        if (!(ageExponent >= 0 && Double.isFinite(ageExponent))) {
            throw new IllegalArgumentException(
                    "The exponent of the age is at least 0 and finite, but this is " + ageExponent + ".");
        }
        if (treatment == Treatment.EXPECTED && (returnRates.isEmpty() || shares.isEmpty())) {
            throw new IllegalArgumentException("Returns can only be expected where rates and shares are known.");
        }
        if (!returnRates.stream().allMatch(rate -> rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("Each return rate is from 0 to 1, but these are " + returnRates + ".");
        }
        if (!shares.stream().allMatch(share -> share >= 0 && Double.isFinite(share))) {
            throw new IllegalArgumentException("No share of returns is negative, but these are " + shares + ".");
        }
    }

    /** The same figures with another exponent of the age. */
    public SessionPolicy withAgeExponent(double other) {
        return new SessionPolicy(other, treatment, returnRates, shares);
    }

    /** How much a product counts that was seen so many different products ago, from 0 for the one at hand. */
    public double weight(int age) {
        return Math.pow(age + 1, -ageExponent);
    }

    /**
     * The products that must not be in the answer.
     *
     * @param newestFirst the session's products, each once
     */
    Set<String> leftOut(List<String> newestFirst) {
        int hidden = treatment == Treatment.HIDDEN ? newestFirst.size() : Math.min(1, newestFirst.size());
        return Set.copyOf(newestFirst.subList(0, hidden));
    }

    /**
     * Ranks what follows the viewed products.
     *
     * @param scores of products by id, none negative
     * @param session where only products that are known and for sale can be returned to
     */
    List<Recommendation> rank(Map<String, Double> scores, RunningSession session) {
        List<String> newestFirst = session.newestFirst();
        Set<String> left = new HashSet<>(leftOut(newestFirst));
        List<Recommendation> ranked = new ArrayList<>();
        if (treatment == Treatment.EXPECTED && newestFirst.size() > 1) {
            left.addAll(newestFirst);
            addReturns(ranked, session);
        }
        double returns = ranked.stream().mapToDouble(Recommendation::score).sum();
        addOthers(ranked, scores, left, 1 - returns);
        ranked.sort(Comparator.comparingDouble(Recommendation::score).reversed());
        return ranked;
    }

    private void addReturns(List<Recommendation> ranked, RunningSession session) {
        List<String> seen =
                session.newestFirst().subList(1, session.newestFirst().size());
        int places = Math.min(seen.size(), shares.size());
        double rate = returnRates.get(Math.min(seen.size(), returnRates.size()) - 1);
        double all = shares.subList(0, places).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        for (int place = 0; place < places && all > 0; place++) {
            ProductFacts product = session.facts().get(seen.get(place));
            if (product != null && product.available()) {
                double score = rate * shares.get(place) / all;
                ranked.add(new Recommendation(product.productId(), score, Reason.VIEWED_BEFORE));
            }
        }
    }

    private static void addOthers(
            List<Recommendation> ranked, Map<String, Double> scores, Set<String> left, double share) {
        double all = 0;
        for (Map.Entry<String, Double> score : scores.entrySet()) {
            all += left.contains(score.getKey()) ? 0 : score.getValue();
        }
        for (Map.Entry<String, Double> score : scores.entrySet()) {
            if (!left.contains(score.getKey()) && score.getValue() > 0) {
                ranked.add(
                        new Recommendation(score.getKey(), share * score.getValue() / all, Reason.OFTEN_VIEWED_NEXT));
            }
        }
    }
}
