package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final VersionId VERSION = VersionId.parse("20261124T020000Z-bbbb");
    private static final int EMPTY_BYTES = 60;
    private static final Instant EXPIRY = Instant.parse("2026-12-24T02:00:00Z");

    @Test
    void every_bucket_of_a_hundred_thousand_users_is_half_a_read_unit_and_well_filled() {
        List<Member> members = IntStream.range(0, 100_000)
                .mapToObj(
                        user -> new Member(user % 100 == 0 ? "visitor-" + "z".repeat(60) + user : "" + user, user % 8))
                .toList();
        Map<Integer, Item> buckets = pack(members);

        assertThat(buckets.values()).allMatch(bucket -> ItemSize.of(bucket) <= 4096);
        assertThat(buckets.values().stream().mapToInt(ItemSize::of).average().orElseThrow())
                .isGreaterThan(2900);
        for (Member member : members.subList(0, 2_000)) {
            Item bucket = buckets.get(Membership.bucketOf(member.userId(), buckets.size()));
            assertThat(Membership.groupOf(member.userId(), bucket)).hasValue(member.group());
        }
    }

    @Property(tries = 200)
    void any_ids_are_found_again_and_no_stranger_is(
            @ForAll @Size(max = 30) java.util.Set<String> ids, @ForAll String stranger) {
        List<String> users = List.copyOf(ids);
        Map<Integer, Item> buckets =
                pack(users.stream().map(id -> new Member(id, users.indexOf(id))).toList());

        for (String id : users) {
            Item bucket = buckets.get(Membership.bucketOf(id, buckets.size()));
            assertThat(Membership.groupOf(id, bucket)).hasValue(users.indexOf(id));
        }
        if (!ids.contains(stranger) && !ids.isEmpty()) {
            Item bucket = buckets.get(Membership.bucketOf(stranger, buckets.size()));
            assertThat(Membership.groupOf(stranger, bucket)).isEmpty();
        }
    }

    @Property(tries = 200)
    void buckets_that_are_filled_elsewhere_are_the_same(@ForAll @Size(max = 30) java.util.Set<String> ids) {
        List<Member> members =
                ids.stream().map(id -> new Member(id, id.length())).toList();
        Map<Integer, Map<String, Value>> expected = new HashMap<>();
        Membership packed = Membership.pack(members, EMPTY_BYTES);
        packed.forEachBucket(expected::put);

        long bytes = members.stream().mapToLong(ManyMembers::bytesOf).sum();
        int buckets = Membership.enoughBuckets(bytes, members.size(), EMPTY_BYTES, count -> fullest(members, count));
        Map<Integer, List<Member>> filled =
                members.stream().collect(Collectors.groupingBy(member -> ManyMembers.bucketOf(member, buckets)));

        assertThat(buckets).isEqualTo(packed.buckets());
        filled.forEach((bucket, some) -> assertThat(Membership.bucketOf(some)).isEqualTo(expected.get(bucket)));
    }

    private static int fullest(List<Member> members, int buckets) {
        return members.stream()
                .collect(Collectors.groupingBy(
                        member -> ManyMembers.bucketOf(member, buckets), Collectors.summingInt(ManyMembers::bytesOf)))
                .values()
                .stream()
                .max(Integer::compare)
                .orElse(0);
    }

    @Test
    void a_user_who_comes_twice_is_refused_and_not_named_where_logs_could_have_it() {
        assertThatThrownBy(() -> pack(List.of(new Member("102", 1), new Member("102", 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice")
                .hasMessageNotContaining("102");
    }

    private static Map<Integer, Item> pack(List<Member> members) {
        int emptyBytes = ItemSize.of(item(Integer.MAX_VALUE, Membership.NOBODY));
        Map<Integer, Item> buckets = new HashMap<>();
        Membership.pack(members, emptyBytes)
                .forEachBucket((bucket, fields) -> buckets.put(bucket, item(bucket, fields)));
        return buckets;
    }

    private static Item item(int bucket, Map<String, Value> fields) {
        return new Item(Keys.users(VERSION, bucket), fields, Optional.of(EXPIRY), 0);
    }
}
