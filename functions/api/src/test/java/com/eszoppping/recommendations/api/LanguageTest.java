package com.eszoppping.recommendations.api;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en                              | EN
                    EN-gb                           | EN
                    pl-PL,pl;q=0.9,en;q=0.8         | PL
                    en-US,en;q=0.9,pl;q=0.8         | EN
                    pl;q=0.4, en;q=0.5              | EN
                    de, en;q=0.1                    | EN
                    'pl ; Q=0.3 , en ; q=0.7'       | EN
                    pl;q=0.500,en;q=0.501           | EN
                    en, pl                          | EN
                    de, fr;q=0.5                    | PL
                    *                               | PL
                    pl;q=0, *                       | EN
                    pl;q=0                          | PL
                    pl;q=0, en;q=0                  | PL
                    *;q=0.5, en;q=0.4               | PL
                    *;q=0.3, en;q=0.4               | EN
                    ',,en,'                         | EN
                    'pl;q=2, en;q=0.1'              | EN
                    'pl;q=0.1234, en;q=0.1'         | EN
                    'pl;q=-1, en;q=NaN'             | PL
                    enx                             | PL
                    english                         | PL
                    '"en"'                          | PL
                    """)
    void the_best_liked_language_that_is_there_is_chosen(String header, Language expected) {
        assertThat(Language.of(header)).isEqualTo(expected);
    }

    @Test
    void without_a_header_the_shop_s_language_is_chosen() {
        assertThat(Language.of(null)).isEqualTo(Language.PL);
        assertThat(Language.of("")).isEqualTo(Language.PL);
    }

    @Property
    void any_header_chooses_a_language(@ForAll String header) {
        assertThat(Language.of(header)).isNotNull();
    }
}
