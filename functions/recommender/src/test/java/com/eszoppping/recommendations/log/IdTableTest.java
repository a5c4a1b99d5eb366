package com.eszoppping.recommendations.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.lines.ByteWords;
import com.eszoppping.recommendations.lines.IdBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Ids keep their text and its order, whether they are kept as numbers or as text. */
class IdTableTest {
    /** Whole numbers, texts that look like them, and what is at the borders of both. */
    private static final List<String> TRAPS = List.of(
            "0",
            "00",
            "01",
            "1",
            "10",
            "100",
            "9",
            "-1",
            "-0",
            "+1",
            "1.0",
            "1e3",
            " 1",
            "1 ",
            "12345678",
            "123456789",
            "1234567:",
            "/2345678",
            "12345678/",
            "00000000",
            "000000001",
            "99999999",
            "100000000",
            "99999999999999999",
            "100000000000000000",
            "999999999999999999",
            "1000000000000000000",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "1".repeat(256),
            "0".repeat(256),
            "a",
            "1a",
            "a1",
            "１２",
            "żółw",
            "1ż",
            "😀",
            "\u0000",
            "\ufffd");

    private final IdTable table = new IdTable();

    @Test
    void every_id_has_a_number_of_its_own_and_keeps_its_text() {
        assertNumbers(table, TRAPS);
        assertNumbers(table, TRAPS);

        assertThat(table.size()).isEqualTo(TRAPS.size());
        assertThat(texts(table, IntStream.range(0, TRAPS.size()).toArray())).isEqualTo(TRAPS);
    }

    @Test
    void ids_are_in_the_order_of_their_texts() {
        assertNumbers(table, TRAPS);

        int[] order = IntStream.range(0, TRAPS.size()).toArray();
        IndexSort.sort(order, 0, order.length, table::compare);

        assertThat(texts(table, order)).isEqualTo(inOrder(TRAPS));
        assertThat(table.compare(0, IdTable.NONE)).isNegative();
        assertThat(table.compare(IdTable.NONE, 0)).isPositive();
        assertThat(table.compare(IdTable.NONE, IdTable.NONE)).isZero();
    }

    @Test
    void what_is_not_there_is_not_found() {
        TRAPS.forEach(id -> assertThat(table.find(id(id))).isEqualTo(IdTable.NONE));
        assertThat(table.intern(new IdBytes())).isEqualTo(IdTable.NONE);
        assertNumbers(table, List.of("1", "a"));
        assertThat(table.find(id("01"))).isEqualTo(IdTable.NONE);
        assertThat(table.find(id("1"))).isZero();
    }

    @Test
    void ids_that_are_counted_or_far_apart_are_found_again() {
        List<String> ids = new ArrayList<>();
        for (long step : new long[] {1, 7, 8, 1_000, 1 << 20, 1L << 32, (1L << 43) + 1}) {
            LongStream.range(1, 20_000).forEach(i -> ids.add(Long.toString(step * i)));
        }
        assertNumbers(table, List.copyOf(new LinkedHashSet<>(ids)));
    }

    @Property(tries = 50)
    void a_table_that_takes_over_another_has_all_ids_of_both(@ForAll Random random) {
        List<String> all = some(random);
        all.addAll(TRAPS.subList(0, random.nextInt(TRAPS.size())));
        IdTable both = new IdTable();
        IdTable other = new IdTable();
        List<String> ofOther = some(random);
        all.forEach(id -> both.intern(id(id)));
        ofOther.forEach(id -> other.intern(id(id)));

        int[] numbers = both.takeOver(other);

        List<String> inOther = List.copyOf(new LinkedHashSet<>(ofOther));
        assertThat(texts(both, numbers)).isEqualTo(inOther);
        all.addAll(ofOther);
        Set<String> different = new LinkedHashSet<>(all);
        different.forEach(id -> assertThat(both.find(id(id))).isNotNegative());
        int[] order = IntStream.range(0, both.size()).toArray();
        IndexSort.sort(order, 0, order.length, both::compare);
        assertThat(texts(both, order)).isEqualTo(inOrder(different));
    }

    /** Few values of many shapes. */
    private static List<String> some(Random random) {
        List<String> ids = new ArrayList<>();
        for (int i = random.nextInt(1_000); i > 0; i--) {
            long number = random.nextLong() >>> random.nextInt(64);
            ids.add(
                    switch (random.nextInt(6)) {
                        case 0 -> "0" + number;
                        case 1 -> "u" + number;
                        case 2 -> Integer.toString(random.nextInt(500));
                        case 3 -> TRAPS.get(random.nextInt(TRAPS.size()));
                        default -> Long.toUnsignedString(number);
                    });
        }
        return ids;
    }

    private static void assertNumbers(IdTable table, List<String> ids) {
        Map<String, Integer> expected = new LinkedHashMap<>();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        ids.forEach(id -> expected.put(id, expected.size()));
        ids.forEach(id -> numbers.put(id, table.intern(id(id))));
        assertThat(numbers).isEqualTo(expected);
        ids.forEach(id -> numbers.put(id, table.find(id(id))));
        assertThat(numbers).isEqualTo(expected);
    }

    private static List<String> texts(IdTable table, int[] numbers) {
        IdList list = table.list(numbers);
        return IntStream.range(0, list.size()).mapToObj(list::text).toList();
    }

    /** By the bytes of UTF-8, which is by code points. */
    private static List<String> inOrder(Collection<String> texts) {
        return texts.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)))
                .toList();
    }

    /** An id in the middle of other digits, as in a line. */
    private static IdBytes id(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        byte[] line = ("77777777" + text + "7".repeat(ByteWords.PADDING)).getBytes(UTF_8);
        IdBytes id = new IdBytes();
        id.set(line, 8, bytes.length);
        return id;
    }
}
