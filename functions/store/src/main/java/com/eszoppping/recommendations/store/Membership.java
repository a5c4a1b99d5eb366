package com.eszoppping.recommendations.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;

/**
 * Users and their groups, packed into buckets. DynamoDB writes whole kilobytes and reads 4 KB for the price of one
 * byte, so hundreds of users share an item.
 *
 * <p>A user is in the bucket whose number is the {@link StableHash} of the name {@link Keys#member}, taken as unsigned,
 * modulo the number of buckets. A bucket's field
 * {@code members} is one text, {@code ,102=3,105=0,}: user 102 is in group 3, user 105 in group 0. In a name,
 * {@code \}, {@code ,} and {@code =} are written {@code \\}, {@code \c} and {@code \e}, so that a name is found by
 * searching for it between a comma and an equals sign.
 */
final class Membership {
    /** Half a read unit of DynamoDB. */
    static final int MAX_BUCKET_BYTES = 4_096;

    /** The fields of a bucket without users. */
    static final Map<String, Value> NOBODY = fields(",");

    private static final String FIELD = "members";

    private final List<Member> members;
    private final long[] hashes;
    private final int buckets;

    private Membership(List<Member> members, long[] hashes, int buckets) {
        this.members = members;
        this.hashes = hashes;
        this.buckets = buckets;
    }

    /**
     * Chooses the number of buckets from the measured bytes: starting with as many as would be full, more are tried
     * until the fullest one fits.
     *
     * @param members no user twice
     * @param emptyBucketBytes the size of an item for a bucket without users
     */
    static Membership pack(Iterable<Member> members, int emptyBucketBytes) {
        List<Member> named = new ArrayList<>();
        LongStream.Builder hashOfEach = LongStream.builder();
        for (Member member : members) {
            String name = Keys.member(member.userId());
            hashOfEach.add(StableHash.of(name));
            named.add(new Member(escaped(name), member.group()));
        }
        long[] hashes = hashOfEach.build().toArray();
        int[] bytes = named.stream().mapToInt(Membership::entryBytes).toArray();
        long allBytes = Arrays.stream(bytes).asLongStream().sum();
        int enough =
                enoughBuckets(allBytes, hashes.length, emptyBucketBytes, buckets -> fullest(hashes, bytes, buckets));
        return new Membership(named, hashes, enough);
    }

    /**
     * How many buckets keep each at {@value #MAX_BUCKET_BYTES} bytes.
     *
     * @param allBytes of all members
     * @param users how many members there are
     * @param fullest says how many bytes of members the fullest of so many buckets would have
     */
    static int enoughBuckets(long allBytes, long users, int emptyBucketBytes, IntUnaryOperator fullest) {
        int room = MAX_BUCKET_BYTES - emptyBucketBytes;
        int buckets = Math.toIntExact((allBytes + room - 1) / room);
        while (fullest.applyAsInt(buckets) > room) {
            if (buckets > 2 * users) {
                throw new IllegalArgumentException("The same user comes very often among the " + users
                        + " users: no number of buckets keeps each at " + MAX_BUCKET_BYTES + " bytes.");
            }
            buckets += 1 + buckets / 32;
        }
        return buckets;
    }

    /** How many bytes a member takes in a bucket. */
    static int bytesOf(Member member) {
        return entryBytes(new Member(escaped(Keys.member(member.userId())), member.group()));
    }

    /** The fields of a bucket with some members, in any order. */
    static Map<String, Value> bucketOf(Collection<Member> members) {
        List<Member> named = new ArrayList<>();
        members.forEach(member -> named.add(new Member(escaped(Keys.member(member.userId())), member.group())));
        return fieldsOf(named);
    }

    private static int fullest(long[] hashes, int[] bytes, int buckets) {
        int[] filled = new int[buckets];
        for (int at = 0; at < hashes.length; at++) {
            filled[bucketOf(hashes[at], buckets)] += bytes[at];
        }
        return Arrays.stream(filled).max().orElse(0);
    }

    private static int entryBytes(Member named) {
        return Utf8.length(named.userId()) + 1 + Integer.toString(named.group()).length() + 1;
    }

    /** The number of buckets; 0 if there are no users. */
    int buckets() {
        return buckets;
    }

    /** Gives each bucket's number and fields, in the order of the numbers. */
    void forEachBucket(BiConsumer<Integer, Map<String, Value>> consumer) {
        int[] ends = new int[buckets];
        for (long hash : hashes) {
            ends[bucketOf(hash, buckets)]++;
        }
        for (int bucket = 1; bucket < buckets; bucket++) {
            ends[bucket] += ends[bucket - 1];
        }
        Member[] byBucket = new Member[hashes.length];
        int[] free = ends.clone();
        for (int at = 0; at < hashes.length; at++) {
            byBucket[--free[bucketOf(hashes[at], buckets)]] = members.get(at);
        }
        for (int bucket = 0; bucket < buckets; bucket++) {
            // The free places have moved down to where each bucket starts.
            consumer.accept(bucket, fieldsOf(Arrays.asList(byBucket).subList(free[bucket], ends[bucket])));
        }
    }

    private static Map<String, Value> fieldsOf(List<Member> bucket) {
        StringBuilder text = new StringBuilder(MAX_BUCKET_BYTES).append(',');
        String before = null;
        bucket.sort(Comparator.comparing(Member::userId));
        for (Member named : bucket) {
            if (named.userId().equals(before)) {
                throw new IllegalArgumentException("A user comes twice among the members.");
            }
            before = named.userId();
            text.append(before).append('=').append(named.group()).append(',');
        }
        return fields(text.toString());
    }

    private static Map<String, Value> fields(String text) {
        return Map.of(FIELD, new Value.Text(text));
    }

    /** The bucket that a user would be in, from 0. */
    static int bucketOf(String userId, int buckets) {
        return bucketOf(StableHash.of(Keys.member(userId)), buckets);
    }

    private static int bucketOf(long hash, int buckets) {
        return (int) Long.remainderUnsigned(hash, buckets);
    }

    /** The group of a user, if the bucket knows it. */
    static OptionalInt groupOf(String userId, Item bucket) {
        String text = Row.of(bucket).text(FIELD);
        String entry = "," + escaped(Keys.member(userId)) + "=";
        int at = text.indexOf(entry);
        if (at < 0) {
            return OptionalInt.empty();
        }
        int start = at + entry.length();
        return OptionalInt.of(Integer.parseInt(text.substring(start, text.indexOf(',', start))));
    }

    /** A bucket without a user, to be written in the place of this one; nothing if it does not know the user. */
    static Optional<Item> without(String userId, Item bucket) {
        String text = Row.of(bucket).text(FIELD);
        String entry = "," + escaped(Keys.member(userId)) + "=";
        int at = text.indexOf(entry);
        if (at < 0) {
            return Optional.empty();
        }
        String rest = text.substring(0, at) + text.substring(text.indexOf(',', at + entry.length()));
        return Optional.of(new Item(bucket.key(), fields(rest), bucket.expiresAt(), bucket.revision() + 1));
    }

    /**
     * The fields of a bucket without those who were erased. Users whose ids are too long to stand there can't be told from them,
     * and go as well if anybody was.
     */
    static Map<String, Value> without(Erased erased, Map<String, Value> bucket) {
        if (erased.isEmpty()) {
            return bucket;
        }
        StringBuilder kept = new StringBuilder(MAX_BUCKET_BYTES).append(',');
        String text = new Row("a bucket of users", bucket).text(FIELD);
        for (int start = 1, end = text.indexOf(',', start); end >= 0; start = end + 1, end = text.indexOf(',', start)) {
            String name = unescaped(text.substring(start, text.indexOf('=', start)));
            if (Keys.isId(name) && !erased.has(name)) {
                kept.append(text, start, end + 1);
            }
        }
        return fields(kept.toString());
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace(",", "\\c").replace("=", "\\e");
    }

    private static String unescaped(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int at = 0; at < name.length(); at++) {
            char character = name.charAt(at);
            if (character == '\\') {
                character = switch (name.charAt(++at)) {
                    case 'c' -> ',';
                    case 'e' -> '=';
                    default -> '\\';
                };
            }
            text.append(character);
        }
        return text.toString();
    }
}
