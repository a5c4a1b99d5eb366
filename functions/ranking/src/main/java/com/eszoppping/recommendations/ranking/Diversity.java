package com.eszoppping.recommendations.ranking;

import java.util.ArrayList;
import java.util.List;

/**
 * How far an answer spreads over the store's categories: maximal marginal relevance. Product after product, that one comes
 * next whose {@code (1 - degree) · relevance - degree · similarity} is largest, where {@code similarity} is the largest one to
 * the products that came before. So what comes at a place does not depend on how many are asked for, and a later page goes on
 * where the one before ends.
 *
 * <p>Relevance is {@code 1 / log2(place + 1)}, the discount of the place in the ranking without diversity, from 1 on. It is
 * made of places and not of scores, because those along a chain come from lists of different scales. Two products are as
 * similar as the common beginning of their category paths is long, as a share of the longer path.
 *
 * <p>Sources: J. Carbonell, J. Goldstein, "The use of MMR, diversity-based reranking for reordering documents and producing
 * summaries", SIGIR 1998; for the discount K. Järvelin, J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM
 * TOIS 20(4), 2002.
 *
 * @param degree from 0, the ranking as it is, to 1, where only the categories count
 */
public record Diversity(double degree) {
    /** The ranking as it is. */
    public static final Diversity NONE = new Diversity(0);

    private static final double NATS_PER_BIT = Math.log(2);

    public Diversity {
        if (!(degree >= 0 && degree <= 1)) {
            throw new IllegalArgumentException("The degree of diversity is from 0 to 1, but this is " + degree + ".");
        }
    }

    /** Whether the ranking stays as it is. */
    public boolean isNone() {
        return degree == 0;
    }

    /**
     * Which products come, in which order. Of products with equal figures the one that stood before comes first.
     *
     * @param categories the products' categories, the best product first; {@link CategoryPath#STORE} where it is not known
     * @param asked the products in this category, or below it, come before all others: whoever asks for a category gets it
     * @param most how many are wanted; not negative
     * @return places in {@code categories}, each at most once; as many as are wanted, or all if there are fewer
     */
    public List<Integer> order(List<CategoryPath> categories, CategoryPath asked, int most) {
        List<Integer> inside = new ArrayList<>();
        List<Integer> outside = new ArrayList<>();
        for (int place = 0; place < categories.size(); place++) {
            (asked.holds(categories.get(place)) ? inside : outside).add(place);
        }
        double[] similarities = new double[categories.size()];
        List<Integer> chosen = new ArrayList<>();
        choose(inside, categories, similarities, most, chosen);
        choose(outside, categories, similarities, most, chosen);
        return chosen;
    }

    private void choose(
            List<Integer> left, List<CategoryPath> categories, double[] similarities, int most, List<Integer> chosen) {
        while (!left.isEmpty() && chosen.size() < most) {
            Integer best = best(left, similarities);
            left.remove(best);
            chosen.add(best);
            for (int other : left) {
                similarities[other] =
                        Math.max(similarities[other], similarity(categories.get(best), categories.get(other)));
            }
        }
    }

    private Integer best(List<Integer> places, double[] similarities) {
        Integer best = places.get(0);
        for (Integer place : places) {
            if (marginalRelevance(place, similarities[place]) > marginalRelevance(best, similarities[best])) {
                best = place;
            }
        }
        return best;
    }

    private double marginalRelevance(int place, double similarity) {
        double relevance = NATS_PER_BIT / Math.log(place + 2.0);
        return (1 - degree) * relevance - degree * similarity;
    }

    /** From 0 for nothing in common to 1 for the same category. */
    static double similarity(CategoryPath one, CategoryPath other) {
        int shorter = Math.min(one.segments().size(), other.segments().size());
        int longer = Math.max(one.segments().size(), other.segments().size());
        int common = 0;
        while (common < shorter
                && one.segments().get(common).equals(other.segments().get(common))) {
            common++;
        }
        return common == longer ? 1 : (double) common / longer;
    }
}
