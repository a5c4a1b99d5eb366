package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.store.ManyMembers;
import com.eszoppping.recommendations.store.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Who is in which group, for the publication: buckets are filled on the cluster and come to the driver a partition at a time. */
final class SparkMembers implements ManyMembers {
    private final Optional<JavaRDD<Member>> members;
    private final long users;
    private final long bytes;

    private SparkMembers(Optional<JavaRDD<Member>> members, long users, long bytes) {
        this.members = members;
        this.users = users;
        this.bytes = bytes;
    }

    static SparkMembers nobody() {
        return new SparkMembers(Optional.empty(), 0, 0);
    }

    /** Members of whom there is at least one. */
    static SparkMembers of(JavaRDD<Member> members) {
        JavaRDD<Member> kept = members.persist(StorageLevel.MEMORY_AND_DISK());
        long bytes = kept.map(member -> (long) ManyMembers.bytesOf(member)).reduce(Long::sum);
        return new SparkMembers(Optional.of(kept), kept.count(), bytes);
    }

    @Override
    public long users() {
        return users;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public int fullestOf(int buckets) {
        return members.map(kept -> kept.mapToPair(member ->
                                new Tuple2<>(ManyMembers.bucketOf(member, buckets), ManyMembers.bytesOf(member)))
                        .reduceByKey(Integer::sum)
                        .values()
                        .reduce(Math::max))
                .orElse(0);
    }

    @Override
    public Iterator<Bucket> inBuckets(int buckets) {
        if (members.isEmpty()) {
            return Collections.emptyIterator();
        }
        JavaRDD<Tuple2<Integer, List<Member>>> sorted = members.get()
                .mapToPair(member -> new Tuple2<>(ManyMembers.bucketOf(member, buckets), member))
                .groupByKey()
                .map(bucket -> new Tuple2<>(bucket._1(), listOf(bucket._2())))
                .persist(StorageLevel.MEMORY_AND_DISK());
        sorted.count(); // all partitions at once; the iterator takes one after the other
        Iterator<Tuple2<Integer, List<Member>>> each = sorted.toLocalIterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public Bucket next() {
                Tuple2<Integer, List<Member>> bucket = each.next();
                return new Bucket(bucket._1(), bucket._2());
            }
        };
    }

    private static List<Member> listOf(Iterable<Member> members) {
        List<Member> list = new ArrayList<>();
        members.forEach(list::add);
        return list;
    }
}
