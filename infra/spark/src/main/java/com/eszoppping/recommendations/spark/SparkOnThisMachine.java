package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.bucket.OpenBucket;
import com.eszoppping.recommendations.commands.TrainingEngine;
import com.eszoppping.recommendations.training.Engine;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The command {@code ./recs spark}: the same as on a cluster, in one process. */
public final class SparkOnThisMachine implements TrainingEngine {
    /** So many parts for each thread keep all of them at work until the end. */
    private static final int PARTS_PER_THREAD = 2;

    @Override
    public String command() {
        return "spark";
    }

    @Override
    public String description() {
        return "Train as ./recs train does, by Apache Spark on this machine: as logs are trained on that one function cannot hold.";
    }

    @Override
    public Running start(OpenBucket bucket, int threads) {
        return new Session(context(threads), bucket, SparkOptions.of(PARTS_PER_THREAD * threads));
    }

    /** Spark in this process, without its web page. */
    static JavaSparkContext context(int threads) {
        return new JavaSparkContext(new SparkConf()
                .setMaster("local[" + threads + "]")
                .setAppName("training")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost")
                .set("spark.driver.bindAddress", "127.0.0.1"));
    }

    private record Session(JavaSparkContext spark, OpenBucket bucket, SparkOptions options) implements Running {
        @Override
        public Engine engine() {
            return new SparkEngine(spark, bucket, options);
        }

        @Override
        public void close() {
            spark.close();
        }
    }
}
