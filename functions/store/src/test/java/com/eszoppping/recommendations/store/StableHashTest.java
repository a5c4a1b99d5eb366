package com.eszoppping.recommendations.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StableHashTest {
    @Test
    void the_first_step_is_fnv_1a_by_its_published_vectors() {
        assertThat(StableHash.fnv1a(Utf8.bytes(""))).isEqualTo(0xcbf29ce484222325L);
        assertThat(StableHash.fnv1a(Utf8.bytes("a"))).isEqualTo(0xaf63dc4c8601ec8cL);
        assertThat(StableHash.fnv1a(Utf8.bytes("foobar"))).isEqualTo(0x85944171f73967e8L);
    }

    @Test
    void the_second_step_is_the_finalizer_of_murmurhash3() {
        assertThat(StableHash.mixed(0)).isZero();
        assertThat(StableHash.mixed(1)).isEqualTo(0xb456bcfc34c2cb2cL);
    }

    @Test
    void a_users_hash_never_changes() {
        // By an implementation in Python. Another hash would lose the users of every stored version.
        assertThat(StableHash.of("102")).isEqualTo(0x2b898d37d2411781L);
        assertThat(StableHash.of("ąę\uD83C\uDFAE")).isEqualTo(0xfce76bf979195183L);
    }
}
