package com.eszoppping.recommendations.next;

import com.eszoppping.recommendations.log.EventLog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The sparse matrix of steps from product to product inside sessions, in compressed rows. Of two products that are {@code d}
 * apart in a session (equal neighbours are one), the later one counts {@code 1/d²} as a step from the earlier, and the
 * earlier {@value #BACKWARD} of that as a step from the later: who looks at b after a may as well look at a after b, and
 * sparse logs need the hint. Each step counts as its later event is weighted.
 *
 * <p>Session-based sequential rules, as in Ludewig and Jannach, "Evaluation of session-based recommendation algorithms", User
 * Modeling and User-Adapted Interaction 28, 2018, section 3.1, with another decay.
 */
final class Steps {
    private static final int MAX_DISTANCE = 5;
    private static final double BACKWARD = 0.3;

    private final int[] rowStarts;
    private final int[] products;
    private final float[] weights;
    private final double[] rowSums;

    private Steps(int[] rowStarts, int[] products, float[] weights, double[] rowSums) {
        this.rowStarts = rowStarts;
        this.products = products;
        this.weights = weights;
        this.rowSums = rowSums;
    }

    /**
     * Counts the steps of a log.
     *
     * @param eventWeights how much each event of the log counts
     */
    static Steps of(EventLog log, float[] eventWeights) {
        Unmerged steps = Unmerged.of(log, eventWeights);
        return merge(steps.starts, steps.products, steps.weights);
    }

    /** All steps of a log, those from the same product together. */
    private record Unmerged(int[] starts, int[] products, float[] weights) {
        static Unmerged of(EventLog log, float[] eventWeights) {
            int[] starts = new int[log.catalogue().size() + 1];
            eachStep(log, eventWeights, (from, to, weight) -> starts[from + 1]++);
            Arrays.parallelPrefix(starts, Integer::sum);
            int[] next = starts.clone();
            int[] products = new int[starts[starts.length - 1]];
            float[] weights = new float[products.length];
            eachStep(log, eventWeights, (from, to, weight) -> {
                products[next[from]] = to;
                weights[next[from]++] = weight;
            });
            return new Unmerged(starts, products, weights);
        }
    }

    /**
     * Counts the steps of a part of a log, for {@link #of(int, Map)}.
     *
     * @param eventWeights how much each event of the part counts
     * @return a row for each product that a step leads from
     */
    static Map<Integer, StepRow> rows(EventLog part, float[] eventWeights) {
        Unmerged steps = Unmerged.of(part, eventWeights);
        Map<Integer, StepRow> rows = new HashMap<>();
        double[] sums = new double[part.catalogue().size()];
        for (int row = 0; row < sums.length; row++) {
            int[] to = Arrays.copyOfRange(steps.products, steps.starts[row], steps.starts[row + 1]);
            for (int i = 0; i < to.length; i++) {
                sums[to[i]] += steps.weights[steps.starts[row] + i];
            }
            int[] products = Arrays.stream(to).sorted().distinct().toArray();
            if (products.length > 0) {
                rows.put(
                        row,
                        new StepRow(
                                products,
                                Arrays.stream(products)
                                        .mapToDouble(p -> sums[p])
                                        .toArray()));
            }
            for (int product : products) {
                sums[product] = 0;
            }
        }
        return rows;
    }

    /**
     * Puts together what was counted in all parts of a log.
     *
     * @param rows the sums of each product's rows
     */
    static Steps of(int catalogueSize, Map<Integer, StepRow> rows) {
        int[] rowStarts = new int[catalogueSize + 1];
        for (int row = 0; row < catalogueSize; row++) {
            rowStarts[row + 1] =
                    rowStarts[row] + (rows.containsKey(row) ? rows.get(row).products().length : 0);
        }
        int[] products = new int[rowStarts[catalogueSize]];
        float[] weights = new float[products.length];
        double[] rowSums = new double[catalogueSize];
        rows.forEach((row, steps) -> {
            System.arraycopy(steps.products(), 0, products, rowStarts[row], steps.products().length);
            for (int i = 0; i < steps.weights().length; i++) {
                float weight = (float) steps.weights()[i];
                weights[rowStarts[row] + i] = weight;
                rowSums[row] += weight;
            }
        });
        return new Steps(rowStarts, products, weights, rowSums);
    }

    @FunctionalInterface
    private interface Step {
        void from(int product, int to, float weight);
    }

    private static void eachStep(EventLog log, float[] eventWeights, Step step) {
        for (int session = 0; session < log.sessions(); session++) {
            int end = log.endEvent(session);
            for (int event = log.firstEvent(session); event < end; event++) {
                if (event > log.firstEvent(session) && log.product(event) == log.product(event - 1)) {
                    continue;
                }
                int distance = 0;
                for (int later = event + 1; later < end && distance < MAX_DISTANCE; later++) {
                    if (log.product(later) == log.product(later - 1)) {
                        continue;
                    }
                    distance++;
                    float weight = eventWeights[later] / (distance * distance);
                    // What is so old that it counts nothing would not be told from what is not there.
                    if ((float) (BACKWARD * weight) > 0 && log.product(later) != log.product(event)) {
                        step.from(log.product(event), log.product(later), weight);
                        step.from(log.product(later), log.product(event), (float) (BACKWARD * weight));
                    }
                }
            }
        }
    }

    /** Adds up steps between the same products; what is merged only moves towards the front of the arrays. */
    private static Steps merge(int[] starts, int[] products, float[] weights) {
        int[] rowStarts = new int[starts.length];
        double[] rowSums = new double[starts.length - 1];
        double[] sums = new double[starts.length - 1];
        int end = 0;
        for (int row = 0; row < rowSums.length; row++) {
            int first = end;
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                if (sums[products[i]] == 0) {
                    products[end++] = products[i];
                }
                sums[products[i]] += weights[i];
            }
            Arrays.sort(products, first, end);
            for (int i = first; i < end; i++) {
                weights[i] = (float) sums[products[i]];
                rowSums[row] += weights[i];
                sums[products[i]] = 0;
            }
            rowStarts[row + 1] = end;
        }
        return new Steps(rowStarts, Arrays.copyOf(products, end), Arrays.copyOf(weights, end), rowSums);
    }

    int rowStart(int product) {
        return rowStarts[product];
    }

    int rowEnd(int product) {
        return rowStarts[product + 1];
    }

    /** The product that an entry is a step to. */
    int product(int entry) {
        return products[entry];
    }

    double weight(int entry) {
        return weights[entry];
    }

    /** All steps from a product. */
    double sum(int product) {
        return rowSums[product];
    }
}
