package com.eszoppping.recommendations.next;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Blocks;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The sparse matrix of steps from product to product inside sessions, in compressed rows. Of two products that are {@code d}
 * apart in a session (equal neighbours are one), the later one counts {@code 1/d²} as a step from the earlier, and the
 * earlier {@value #BACKWARD} of that as a step from the later: who looks at b after a may as well look at a after b, and
 * sparse logs need the hint. Each step counts as its later event is weighted.
 *
 * <p>Session-based sequential rules, as in Ludewig and Jannach, "Evaluation of session-based recommendation algorithms", User
 * Modeling and User-Adapted Interaction 28, 2018, section 3.1, with another decay.
 *
 * <p>Where there are more pairs of products than may be kept, each row keeps its largest ones, up to a length that is the same
 * for all; what a row forgot counts on in its sum, and the largest of it is known.
 */
final class Steps {
    private static final int MAX_DISTANCE = 5;
    private static final double BACKWARD = 0.3;

    /** In at least so many parts rows are counted; only the parts that are worked on hold steps that are not added up yet. */
    private static final int LEAST_PARTS = 8;

    /** About the most steps of a part, each of which takes 8 bytes; each part walks through the whole log once. */
    private static final long STEPS_OF_A_PART = 1 << 23;

    private final List<Rows> parts;

    /** For each product, those rows among which its own is: one array for all of them would have to be filled from a second copy. */
    private final Rows[] partOf;

    private Steps(List<Rows> parts) {
        this.parts = parts;
        this.partOf = parts.stream()
                .flatMap(part -> Collections.nCopies(part.rows(), part).stream())
                .toArray(Rows[]::new);
    }

    /**
     * Counts the steps of a log.
     *
     * @param eventWeights how much each event of the log counts
     * @param maxPairs how many pairs of products may be kept, at least as many as there are products; each takes 8 bytes
     */
    static Steps of(EventLog log, float[] eventWeights, int maxPairs, Blocks blocks) {
        int[] counts = counts(log, eventWeights, blocks);
        int[] bounds = bounds(counts);
        int longest = Integer.MAX_VALUE;
        if (Arrays.stream(counts).asLongStream().sum() > maxPairs) {
            List<int[]> lengths = blocks.run(
                    parts(bounds),
                    (from, to) -> IntStream.range(from, to)
                            .mapToObj(part -> new Part(log, eventWeights, counts, bounds[part], bounds[part + 1]))
                            .flatMapToInt(part -> part.merge(Integer.MAX_VALUE).lengths())
                            .toArray());
            longest = longest(lengths.stream().flatMapToInt(Arrays::stream).toArray(), maxPairs);
        }
        int kept = longest;
        List<List<Rows>> rows = blocks.run(
                parts(bounds),
                (from, to) -> IntStream.range(from, to)
                        .mapToObj(part -> new Part(log, eventWeights, counts, bounds[part], bounds[part + 1]))
                        .map(part -> part.merge(kept))
                        .toList());
        return new Steps(rows.stream().flatMap(List::stream).toList());
    }

    private static int parts(int[] bounds) {
        return bounds.length - 1;
    }

    /** How many steps there are from each product, not yet added up. */
    private static int[] counts(EventLog log, float[] eventWeights, Blocks blocks) {
        List<int[]> parts = blocks.run(log.sessions(), (from, to) -> {
            int[] counts = new int[log.catalogue().size()];
            Walk walk = new Walk();
            for (int session = from; session < to; session++) {
                walk.follow(log, session, eventWeights);
                walk.eachStep(0, counts.length, (product, next, weight) -> counts[product]++);
            }
            return counts;
        });
        int[] sum = new int[log.catalogue().size()];
        for (int[] part : parts) {
            Arrays.setAll(sum, product -> sum[product] + part[product]);
        }
        return sum;
    }

    /** Where the parts begin, and where the last one ends; each has about as many steps. */
    private static int[] bounds(int[] counts) {
        long all = Arrays.stream(counts).asLongStream().sum();
        int parts = (int) Math.max(LEAST_PARTS, all / STEPS_OF_A_PART);
        int[] bounds = new int[parts + 1];
        long before = 0;
        int part = 1;
        for (int row = 0; row < counts.length; row++) {
            while (part < parts && before >= all * part / parts) {
                bounds[part++] = row;
            }
            before += counts[row];
        }
        Arrays.fill(bounds, part, bounds.length, counts.length);
        return bounds;
    }

    /** The largest length of rows with which all of them together keep no more than so many pairs. */
    private static int longest(int[] lengths, int maxPairs) {
        int low = 1;
        int high = Math.max(1, Arrays.stream(lengths).max().orElse(0));
        while (low < high) {
            int middle = (int) (((long) low + high + 1) / 2);
            if (Arrays.stream(lengths)
                            .mapToLong(length -> Math.min(length, middle))
                            .sum()
                    <= maxPairs) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Counts the steps of a part of a log, for {@link #of(int, Map)}.
     *
     * @param eventWeights how much each event of the part counts
     * @return a row for each product that a step leads from
     */
    static Map<Integer, StepRow> rows(EventLog log, float[] eventWeights) {
        int products = log.catalogue().size();
        try (Blocks blocks = new Blocks(1)) {
            return new Part(log, eventWeights, counts(log, eventWeights, blocks), 0, products).rows();
        }
    }

    /**
     * Puts together what was counted in all parts of a log.
     *
     * @param rows the sums of each product's rows
     */
    static Steps of(int catalogueSize, Map<Integer, StepRow> rows) {
        int[] starts = new int[catalogueSize + 1];
        for (int row = 0; row < catalogueSize; row++) {
            starts[row + 1] =
                    starts[row] + (rows.containsKey(row) ? rows.get(row).products().length : 0);
        }
        int[] products = new int[starts[catalogueSize]];
        float[] weights = new float[products.length];
        double[] sums = new double[catalogueSize];
        rows.forEach((row, steps) -> {
            System.arraycopy(steps.products(), 0, products, starts[row], steps.products().length);
            for (int i = 0; i < steps.weights().length; i++) {
                float weight = (float) steps.weights()[i];
                weights[starts[row] + i] = weight;
                sums[row] += weight;
            }
        });
        return new Steps(List.of(new Rows(0, starts, products, weights, sums, new float[catalogueSize])));
    }

    @FunctionalInterface
    private interface Step {
        void from(int product, int to, float weight);
    }

    /** A session as a walk from product to product, in which equal neighbours are one. */
    private static final class Walk {
        private int[] products = new int[MAX_DISTANCE];
        private float[] weights = new float[MAX_DISTANCE];
        private int length;

        void follow(EventLog log, int session, float[] eventWeights) {
            length = 0;
            int events = log.endEvent(session) - log.firstEvent(session);
            if (events > products.length) {
                products = new int[events];
                weights = new float[events];
            }
            for (int event = log.firstEvent(session); event < log.endEvent(session); event++) {
                int product = log.product(event);
                if (length == 0 || products[length - 1] != product) {
                    products[length] = product;
                    weights[length++] = eventWeights[event];
                }
            }
        }

        /** The steps from the products {@code [from, to)}, forward and backward. */
        void eachStep(int from, int to, Step step) {
            for (int at = 0; at < length; at++) {
                if (products[at] >= from && products[at] < to) {
                    int end = Math.min(length, at + MAX_DISTANCE + 1);
                    for (int other = Math.max(0, at - MAX_DISTANCE); other < end; other++) {
                        step(at, other, step);
                    }
                }
            }
        }

        private void step(int at, int other, Step step) {
            int distance = Math.abs(other - at);
            float forward = weights[Math.max(at, other)] / (distance * distance);
            float backward = (float) (BACKWARD * forward);
            // What is so old that it counts nothing would not be told from what is not there.
            if (products[other] != products[at] && backward > 0) {
                step.from(products[at], products[other], other > at ? forward : backward);
            }
        }
    }

    /**
     * Rows one after the other, added up.
     *
     * @param first the product of the first row
     * @param starts where each row begins, and where the last one ends
     */
    private record Rows(
            int first, int[] starts, int[] products, float[] weights, double[] sums, float[] largestForgotten) {
        int rows() {
            return sums.length;
        }

        IntStream lengths() {
            return IntStream.range(0, rows()).map(row -> starts[row + 1] - starts[row]);
        }
    }

    /** The steps from some products, not yet added up. */
    private static final class Part {
        private final int from;
        private final int columns;
        private final int[] starts;
        private final int[] products;
        private final float[] weights;

        /** Gathers the steps from the products {@code [from, to)}, of which there are so many each. */
        Part(EventLog log, float[] eventWeights, int[] counts, int from, int to) {
            this.from = from;
            this.starts = new int[to - from + 1];
            for (int row = from; row < to; row++) {
                starts[row - from + 1] = Math.addExact(starts[row - from], counts[row]);
            }
            this.products = new int[starts[to - from]];
            this.weights = new float[products.length];
            this.columns = counts.length;
            gather(log, eventWeights);
        }

        private void gather(EventLog log, float[] eventWeights) {
            int[] next = starts.clone();
            Walk walk = new Walk();
            for (int session = 0; session < log.sessions(); session++) {
                walk.follow(log, session, eventWeights);
                walk.eachStep(from, from + starts.length - 1, (product, to, weight) -> {
                    int place = next[product - from]++;
                    products[place] = to;
                    weights[place] = weight;
                });
            }
        }

        /** Adds up steps between the same products, in full precision: sums of parts are added up as well. */
        Map<Integer, StepRow> rows() {
            Map<Integer, StepRow> rows = new HashMap<>();
            double[] sums = new double[columns];
            for (int row = 0; row < starts.length - 1; row++) {
                for (int i = starts[row]; i < starts[row + 1]; i++) {
                    sums[products[i]] += weights[i];
                }
                int[] to = Arrays.stream(products, starts[row], starts[row + 1])
                        .sorted()
                        .distinct()
                        .toArray();
                if (to.length > 0) {
                    double[] rowSums = Arrays.stream(to)
                            .mapToDouble(product -> sums[product])
                            .toArray();
                    rows.put(from + row, new StepRow(to, rowSums));
                }
                for (int product : to) {
                    sums[product] = 0;
                }
            }
            return rows;
        }

        /**
         * Adds up steps between the same products, which only moves them towards the front of the arrays.
         *
         * @param longest how many pairs a row may keep
         */
        Rows merge(int longest) {
            int[] mergedStarts = new int[starts.length];
            double[] rowSums = new double[starts.length - 1];
            float[] largestForgotten = new float[rowSums.length];
            double[] sums = new double[columns];
            int end = 0;
            for (int row = 0; row < rowSums.length; row++) {
                int first = end;
                for (int i = starts[row]; i < starts[row + 1]; i++) {
                    int product = products[i];
                    if (sums[product] == 0) {
                        products[end++] = product;
                    }
                    sums[product] += weights[i];
                }
                Arrays.sort(products, first, end);
                for (int i = first; i < end; i++) {
                    weights[i] = (float) sums[products[i]];
                    rowSums[row] += weights[i];
                    sums[products[i]] = 0;
                }
                if (end - first > longest) {
                    largestForgotten[row] = forget(first, end, longest);
                    end = first + longest;
                }
                mergedStarts[row + 1] = end;
            }
            return new Rows(
                    from,
                    mergedStarts,
                    Arrays.copyOf(products, end),
                    Arrays.copyOf(weights, end),
                    rowSums,
                    largestForgotten);
        }

        /**
         * Moves a row's largest steps to its front.
         *
         * @return the largest of the others
         */
        private float forget(int first, int end, int longest) {
            Best best = new Best(longest + 1);
            for (int i = first; i < end; i++) {
                best.add(products[i], weights[i]);
            }
            int firstForgotten = best.products()[longest];
            float largest = best.scores()[longest];
            int kept = first;
            for (int i = first; i < end; i++) {
                if (weights[i] > largest || (weights[i] == largest && products[i] < firstForgotten)) {
                    products[kept] = products[i];
                    weights[kept++] = weights[i];
                }
            }
            return largest;
        }
    }

    /** How many pairs of products are kept. */
    int pairs() {
        return parts.stream().mapToInt(part -> part.products.length).sum();
    }

    /** How many products the steps from a product lead to. */
    int length(int product) {
        Rows part = partOf[product];
        return part.starts[product - part.first + 1] - part.starts[product - part.first];
    }

    /**
     * A product that a step leads to.
     *
     * @param i which of them, in the order of their indexes
     */
    int next(int product, int i) {
        Rows part = partOf[product];
        return part.products[part.starts[product - part.first] + i];
    }

    /** How much the steps from a product to {@link #next} weigh. */
    double weight(int product, int i) {
        Rows part = partOf[product];
        return part.weights[part.starts[product - part.first] + i];
    }

    /** The largest of the steps from a product that were forgotten; 0 if none was. */
    double largestForgotten(int product) {
        Rows part = partOf[product];
        return part.largestForgotten[product - part.first];
    }

    /** All steps from a product, also those that were forgotten. */
    double sum(int product) {
        Rows part = partOf[product];
        return part.sums[product - part.first];
    }
}
