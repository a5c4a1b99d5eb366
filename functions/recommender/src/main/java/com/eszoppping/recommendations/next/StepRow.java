package com.eszoppping.recommendations.next;

import com.eszoppping.recommendations.model.SortedProducts;
import java.io.Serializable;

/**
 * The steps from one product, in a part of a log. Sums of steps are exact as long as the largest is not 2^29 times the smallest step,
 * so that it makes no difference how a log is parted.
 *
 * @param products the products that steps lead to, ascending
 * @param weights the sum of the steps to each of them
 */
public record StepRow(int[] products, double[] weights) implements Serializable {
    /** These steps and those of another part. */
    public StepRow plus(StepRow other) {
        int[] all = SortedProducts.union(products, other.products);
        double[] sums = new double[all.length];
        addTo(all, sums);
        other.addTo(all, sums);
        return new StepRow(all, sums);
    }

    private void addTo(int[] all, double[] sums) {
        int[] places = SortedProducts.places(products, all);
        for (int i = 0; i < places.length; i++) {
            sums[places[i]] += weights[i];
        }
    }
}
