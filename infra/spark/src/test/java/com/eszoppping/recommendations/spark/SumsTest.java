package com.eszoppping.recommendations.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sums over more parts than the driver adds up by itself. */
class SumsTest {
    private static final int PARTS = 40;

    private static JavaSparkContext spark;

    @BeforeAll
    static void start() {
        spark = SparkOnThisMachine.context(2);
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @Test
    void parts_are_added_up_in_their_order() {
        List<String> names =
                IntStream.range(0, PARTS).mapToObj(part -> part + " ").toList();

        assertThat(SumOfParts.of(spark.parallelize(names, PARTS), String::concat))
                .isEqualTo(String.join("", names));
    }

    @Test
    void the_time_at_a_rank_is_that_of_all_times_in_order() {
        Random random = new Random(1);
        long[] times = random.longs(4_000, -200_000_000, 600_000_000)
                .map(time -> time / 7 * 7)
                .toArray();
        List<StartTimes> parts = IntStream.range(0, PARTS)
                .mapToObj(part -> Arrays.stream(times, part * 100, part * 100 + 100)
                        .sorted()
                        .toArray())
                .map(StartTimes::new)
                .toList();
        JavaRDD<StartTimes> all = spark.parallelize(parts, PARTS);
        long[] sorted = Arrays.stream(times).sorted().toArray();

        for (int rank : new int[] {0, 1, 399, 2_000, 3_600, 3_999}) {
            assertThat(StartTimes.atRank(all, rank)).as("rank " + rank).isEqualTo(sorted[rank]);
        }
    }
}
