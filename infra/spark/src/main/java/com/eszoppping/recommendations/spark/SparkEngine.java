package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.bucket.OpenBucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.lines.RejectedLines;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.EventLogBuilder;
import com.eszoppping.recommendations.log.LogPart;
import com.eszoppping.recommendations.log.LogQuality;
import com.eszoppping.recommendations.log.TiedSessions;
import com.eszoppping.recommendations.log.TimeRange;
import com.eszoppping.recommendations.spark.FirstReading.Tie;
import com.eszoppping.recommendations.store.Erased;
import com.eszoppping.recommendations.training.Engine;
import com.eszoppping.recommendations.training.LearnableLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Reads a log with Spark: each file twice. The first reading counts and rejects lines and finds out which sessions have to do with
 * each other; the second one sends all lines of such sessions to one part, where the code that puts logs together in one process puts
 * them together. Reading twice costs less than keeping what was read.
 */
final class SparkEngine implements Engine {
    private final JavaSparkContext spark;
    private final OpenBucket bucket;
    private final SparkOptions options;

    SparkEngine(JavaSparkContext spark, OpenBucket bucket, SparkOptions options) {
        this.spark = spark;
        this.bucket = bucket;
        this.options = options;
    }

    @Override
    public LearnableLog read(
            List<StoredObject> files, TimeRange range, Catalogue catalogue, Erased leftOut, RejectedLines rejected)
            throws IOException {
        Range serializableRange = new Range(range.from(), range.to());
        Broadcast<ProductIds> products = spark.broadcast(new ProductIds(catalogue));
        int count = options.parts(files.stream().mapToLong(StoredObject::bytes).sum());
        JavaRDD<String> names =
                spark.parallelize(files.stream().map(StoredObject::key).toList(), files.size());
        JavaRDD<FirstReading> readings =
                firstReadings(names, products, serializableRange).persist(StorageLevel.MEMORY_AND_DISK());
        LogQuality ofLines = quality(readings, rejected);
        Broadcast<TiedSessions> tied = spark.broadcast(tied(readings));
        JavaRDD<PartOfLog> parts =
                parts(names, products, serializableRange, tied, leftOut, count).persist(StorageLevel.MEMORY_AND_DISK());
        LogQuality ofParts = parts.map(PartOfLog::quality).reduce(LogQuality::plus);
        readings.unpersist();
        return new SparkLog(spark, parts.map(PartOfLog::part), catalogue, products, ofLines.plus(ofParts), options);
    }

    /** A {@link TimeRange} that can be sent. */
    private record Range(long from, long to) implements Serializable {
        TimeRange range() {
            return new TimeRange(from, to);
        }
    }

    /** What a part's lines became. */
    private record PartOfLog(LogPart part, LogQuality quality) implements Serializable {}

    private JavaRDD<FirstReading> firstReadings(JavaRDD<String> names, Broadcast<ProductIds> products, Range range) {
        OpenBucket files = bucket;
        return names.map(name -> FirstReading.of(name, files, products.value(), range.range()));
    }

    /** Counts, and hands on the rejected lines in the order of the files. */
    private static LogQuality quality(JavaRDD<FirstReading> readings, RejectedLines rejected) {
        LogQuality sum = readings.map(FirstReading::quality).reduce(LogQuality::plus);
        Iterator<FirstReading.Rejected> lines =
                readings.flatMap(reading -> reading.rejected().iterator()).toLocalIterator();
        lines.forEachRemaining(line -> rejected.reject(line.toRejectedLine()));
        return sum;
    }

    /** Which sessions share an event id, or a purchase and its return. */
    private static TiedSessions tied(JavaRDD<FirstReading> readings) {
        TiedSessions tied = new TiedSessions();
        readings.flatMap(reading -> reading.ties().iterator())
                .mapToPair(tie -> new Tuple2<>(keyOf(tie), Sharing.of(tie)))
                .reduceByKey(Sharing::plus)
                .values()
                .filter(Sharing::ties)
                .map(Sharing::sessions)
                .toLocalIterator()
                .forEachRemaining(
                        sessions -> Arrays.stream(sessions).skip(1).forEach(session -> tied.tie(sessions[0], session)));
        return tied;
    }

    private static long keyOf(Tie tie) {
        // Purchases and returns of the same thing have the same key, and events another one.
        return tie.kind() == Tie.Kind.EVENT ? tie.key() : ~tie.key();
    }

    /** The sessions that have lines about the same thing. */
    private record Sharing(long[] sessions, boolean counts) implements Serializable {
        /** Two purchases of the same id have nothing to do with each other until one is returned. */
        static Sharing of(Tie tie) {
            return new Sharing(new long[] {tie.session()}, tie.kind() != Tie.Kind.PURCHASE);
        }

        Sharing plus(Sharing other) {
            long[] all = LongStream.concat(Arrays.stream(sessions), Arrays.stream(other.sessions))
                    .sorted()
                    .distinct()
                    .toArray();
            return new Sharing(all, counts || other.counts);
        }

        boolean ties() {
            return counts && sessions.length > 1;
        }
    }

    private JavaRDD<PartOfLog> parts(
            JavaRDD<String> names,
            Broadcast<ProductIds> products,
            Range range,
            Broadcast<TiedSessions> tied,
            Erased leftOut,
            int parts) {
        OpenBucket files = bucket;
        return names.flatMapToPair(
                        name -> LinesByPart.of(name, files, products.value(), range.range(), tied.value(), parts))
                .partitionBy(new Partitions(parts))
                .mapPartitions(
                        lines -> List.of(part(lines, products.value(), leftOut)).iterator());
    }

    private static PartOfLog part(Iterator<Tuple2<Integer, byte[]>> lines, ProductIds products, Erased leftOut)
            throws IOException {
        EventLogBuilder builder = new EventLogBuilder(products.catalogue(), TimeRange.all(), rejected -> {
            throw new IllegalStateException("A line was usable at the first reading and is not at the second.");
        });
        builder.leaveOut(leftOut::has);
        while (lines.hasNext()) {
            builder.read("a part", new ByteArrayInputStream(lines.next()._2()));
        }
        EventLog log = builder.build();
        return new PartOfLog(new LogPart(log), log.quality().ofAssembly());
    }
}
