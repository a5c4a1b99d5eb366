package com.eszoppping.recommendations.store;

import java.util.Collection;
import java.util.Iterator;

/** Users and their groups who are too many for one process: they are sorted into buckets where they are, and then come by. */
public interface ManyMembers {
    /** How many users there are; none comes twice. */
    long users();

    /** The sum of {@link #bytesOf} over all of them. */
    long bytes();

    /** The largest sum of {@link #bytesOf} over the users who have the same {@link #bucketOf}; 0 if there are none. */
    int fullestOf(int buckets);

    /** The users of each {@link #bucketOf} that has some, in any order. Asked for more than once. */
    Iterator<Bucket> inBuckets(int buckets);

    /**
     * The users of a bucket.
     *
     * @param number from 0
     * @param members no user twice
     */
    record Bucket(int number, Collection<Member> members) {}

    /** How many bytes a user takes in a bucket. */
    static int bytesOf(Member member) {
        return Membership.bytesOf(member);
    }

    /** The bucket that a user is in, from 0. */
    static int bucketOf(Member member, int buckets) {
        return Membership.bucketOf(member.userId(), buckets);
    }
}
