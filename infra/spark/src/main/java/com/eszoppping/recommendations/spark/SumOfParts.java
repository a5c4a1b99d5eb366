package com.eszoppping.recommendations.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Adds up what the parts have, always in the same order: sums of floating-point numbers depend on it, and Spark's own
 * {@code treeReduce} adds what comes first.
 */
final class SumOfParts {
    /** So many results are added up by the driver; more are added up in groups before. */
    private static final int FEW = 16;

    private SumOfParts() {}

    /** Adds up two; the first one may be used for the result. */
    @FunctionalInterface
    interface Plus<T> extends Serializable {
        T add(T one, T other);
    }

    /**
     * The sum.
     *
     * @param parts one element in each partition
     */
    static <T> T of(JavaRDD<T> parts, Plus<T> plus) {
        int count = parts.getNumPartitions();
        if (count <= FEW) {
            return sum(parts.collect().iterator(), plus);
        }
        int groups = (int) Math.ceil(Math.sqrt(count));
        JavaRDD<T> sums = parts.mapPartitionsWithIndex((number, part) -> numbered(number, part), true)
                .mapToPair(numbered -> new Tuple2<>(numbered.number() * groups / count, numbered))
                .partitionBy(new Partitions(groups))
                .mapPartitions(group -> List.of(sumInOrder(group, plus)).iterator());
        return sum(sums.collect().iterator(), plus);
    }

    /** What a part has, with the part's number. */
    private record Numbered<T>(int number, T value) implements Serializable {}

    private static <T> Iterator<Numbered<T>> numbered(int number, Iterator<T> part) {
        return List.of(new Numbered<>(number, part.next())).iterator();
    }

    private static <T> T sumInOrder(Iterator<Tuple2<Integer, Numbered<T>>> group, Plus<T> plus) {
        List<Numbered<T>> parts = new ArrayList<>();
        group.forEachRemaining(part -> parts.add(part._2()));
        parts.sort((a, b) -> Integer.compare(a.number(), b.number()));
        return sum(parts.stream().map(Numbered::value).iterator(), plus);
    }

    private static <T> T sum(Iterator<T> values, Plus<T> plus) {
        T sum = values.next();
        while (values.hasNext()) {
            sum = plus.add(sum, values.next());
        }
        return sum;
    }

    /** Adds one array to another. */
    static double[] add(double[] sum, double[] other) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }
}
