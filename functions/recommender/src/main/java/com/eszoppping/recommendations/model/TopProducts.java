package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;

/** The best products of a set by some order, found with a heap of the list's length. */
public final class TopProducts {
    private final Catalogue catalogue;
    private final Comparator<Integer> bestFirst;

    /**
     * An order of products.
     *
     * @param catalogue whose indices the order compares; products that it says are not available are passed over
     * @param bestFirst compares catalogue indices, the better one first; equal ones go by their ids
     */
    public TopProducts(Catalogue catalogue, Comparator<Integer> bestFirst) {
        this.catalogue = catalogue;
        // The catalogue is sorted by id, so the index stands for it.
        this.bestFirst = bestFirst.thenComparing(Comparator.naturalOrder());
    }

    /**
     * Makes a list of the best.
     *
     * @param key what the list is for
     * @param candidates catalogue indices
     * @param length how many products at the most
     * @param score the score to publish for an index
     */
    public RankedList list(ListKey key, int[] candidates, int length, IntToDoubleFunction score) {
        List<ScoredProduct> products = new ArrayList<>();
        for (int product : best(candidates, length)) {
            products.add(new ScoredProduct(catalogue.product(product).id(), score.applyAsDouble(product)));
        }
        return new RankedList(key, products);
    }

    private List<Integer> best(int[] candidates, int length) {
        PriorityQueue<Integer> worstFirst = new PriorityQueue<>(bestFirst.reversed());
        for (int product : candidates) {
            if (!catalogue.product(product).available()) {
                continue;
            }
            if (worstFirst.size() < length) {
                worstFirst.add(product);
            } else if (bestFirst.compare(product, worstFirst.element()) < 0) {
                worstFirst.remove();
                worstFirst.add(product);
            }
        }
        List<Integer> best = new ArrayList<>(worstFirst);
        best.sort(bestFirst);
        return best;
    }
}
