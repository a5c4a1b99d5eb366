package com.eszoppping.recommendations.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VisitorHashTest {
    /** {@code printf 'pepper:visitor:102' | sha256sum | cut -c -32}, and the same for żółć. */
    @Test
    void is_the_first_half_of_what_sha256sum_says() {
        assertThat(VisitorHash.of("pepper", "102")).isEqualTo("4e22e30f70e6aab47814a436ca6cc631");
        assertThat(VisitorHash.of("pepper", "żółć")).isEqualTo("1670715a753c43472c6ae88738b181d0");
    }

    @Test
    void depends_on_the_salt() {
        assertThat(VisitorHash.of("salt", "102")).isNotEqualTo(VisitorHash.of("pepper", "102"));
    }
}
