package com.eszoppping.recommendations.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class IndexSortTest {
    @Property(tries = 300)
    void ints_are_sorted_stably_by_what_they_stand_for(
            @ForAll @Size(max = 500) List<@IntRange(max = 20) Integer> keys) {
        int[] indices = new int[keys.size()];
        Arrays.setAll(indices, i -> i);

        IndexSort.sort(indices, 0, indices.length, (a, b) -> Integer.compare(keys.get(a), keys.get(b)));

        int[] expected = Arrays.stream(indices)
                .sorted()
                .boxed()
                .sorted(Comparator.comparing(keys::get))
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(indices).isEqualTo(expected);
    }
}
