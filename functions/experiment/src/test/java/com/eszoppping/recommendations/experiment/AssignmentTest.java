package com.eszoppping.recommendations.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

final class AssignmentTest {
    private static final int VISITORS = 20_000;

    /** A chance so small that a seedless property may be asked often. */
    private static final double NEVER = 1e-6;

    @Test
    void agrees_with_every_vector_that_the_javascript_of_the_readme_made() throws IOException {
        List<Vector> vectors = vectors();

        assertThat(vectors).hasSizeGreaterThanOrEqualTo(40);
        assertThat(vectors)
                .allSatisfy(vector -> assertThat(Assignment.of(vector.experiment(), vector.visitorId())
                                .map(Variant::name))
                        .as("%s", vector)
                        .isEqualTo(vector.variant()));
    }

    @Property(tries = 20)
    void visitors_are_spread_by_weight(
            @ForAll @LongRange(min = 0) long salt,
            @ForAll @IntRange(min = 1, max = 9) int first,
            @ForAll @IntRange(min = 1, max = 9) int second,
            @ForAll @IntRange(min = 1, max = 9) int third) {
        Experiment experiment = SampleExperiments.draft("s" + salt, 1, first, second, third);

        long[] counts = new long[3];
        visitors().forEach(visitor -> counts[index(experiment, visitor)]++);

        assertThat(ChiSquareTest.withDefaults()
                        .test(experiment.shares(), counts)
                        .getPValue())
                .isGreaterThan(NEVER);
    }

    @Property(tries = 20)
    void more_weight_moves_visitors_into_the_variant_and_no_others(
            @ForAll @LongRange(min = 0) long salt, @ForAll @IntRange(min = 1, max = 20) int more) {
        Experiment before = SampleExperiments.draft("s" + salt, 1, 3, 2, 4);
        Experiment after = SampleExperiments.draft("s" + salt, 1, 3, 2 + more, 4);

        List<String> moved = visitors()
                .filter(visitor -> index(before, visitor) != index(after, visitor))
                .toList();

        assertThat(moved).allMatch(visitor -> index(after, visitor) == 1);
        double least = (2.0 + more) / (9 + more) - 2.0 / 9;
        assertThat(moved.size() / (double) VISITORS)
                .isBetween(least - 5 * deviation(least), least + 5 * deviation(least));
    }

    private static double deviation(double share) {
        return Math.sqrt(share * (1 - share) / VISITORS);
    }

    @Property(tries = 20)
    void a_growing_share_of_traffic_only_adds_visitors(
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share,
            @ForAll @DoubleRange(min = 0, max = 1) double growth) {
        Experiment before = SampleExperiments.draft("salt", share, 1, 1);
        Experiment after = SampleExperiments.draft("salt", share + growth * (1 - share), 1, 1);

        assertThat(visitors().filter(visitor -> Assignment.of(before, visitor).isPresent()))
                .allMatch(visitor -> Assignment.of(before, visitor).equals(Assignment.of(after, visitor)));
    }

    @Property(tries = 20)
    void the_share_of_traffic_takes_part(
            @ForAll @LongRange(min = 0) long salt, @ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
        Experiment experiment = SampleExperiments.draft("s" + salt, share, 1, 1);

        long within = visitors()
                .filter(visitor -> Assignment.of(experiment, visitor).isPresent())
                .count();

        assertThat(within / (double) VISITORS).isBetween(share - 5 * deviation(share), share + 5 * deviation(share));
    }

    @Property(tries = 20)
    void experiments_with_other_salts_are_independent(
            @ForAll @LongRange(min = 0) long salt, @ForAll @LongRange(min = 0) long other) {
        Experiment one = SampleExperiments.draft("x" + salt, 1, 1, 2);
        Experiment another = SampleExperiments.draft("y" + other, 1, 3, 1);

        long[][] counts = new long[2][2];
        visitors().forEach(visitor -> counts[index(one, visitor)][index(another, visitor)]++);

        assertThat(ChiSquareTest.withDefaults().test(counts).getPValue()).isGreaterThan(NEVER);
    }

    @Test
    void the_variant_does_not_depend_on_who_takes_part() {
        Experiment half = SampleExperiments.draft("salt", 0.5, 1, 1);
        long[] counts = new long[2];
        visitors()
                .filter(visitor -> Assignment.of(half, visitor).isPresent())
                .forEach(visitor -> counts[index(half, visitor)]++);

        assertThat(ChiSquareTest.withDefaults().test(counts).getPValue()).isGreaterThan(NEVER);
    }

    private static Stream<String> visitors() {
        return IntStream.range(0, VISITORS).mapToObj(i -> "visitor-" + i);
    }

    private static int index(Experiment experiment, String visitor) {
        return experiment.variants().indexOf(Assignment.of(experiment, visitor).orElseThrow());
    }

    private record Vector(Experiment experiment, String visitorId, Optional<String> variant) {}

    private static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        try (JsonParser json =
                new JsonFactory().createParser(AssignmentTest.class.getResourceAsStream("/assignment-vectors.json"))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                vectors.add(vector(json));
            }
        }
        return vectors;
    }

    private static Vector vector(JsonParser json) throws IOException {
        json.nextFieldName();
        String salt = json.nextTextValue();
        json.nextFieldName();
        json.nextToken();
        double trafficShare = json.getDoubleValue();
        json.nextFieldName();
        json.nextToken();
        List<Variant> variants = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            variants.add(variant(json));
        }
        json.nextFieldName();
        String visitorId = json.nextTextValue();
        json.nextFieldName();
        Optional<String> variant = Optional.ofNullable(json.nextTextValue());
        json.nextToken();
        return new Vector(
                Experiment.draft(
                        "vectors",
                        salt,
                        variants,
                        trafficShare,
                        SampleExperiments.START,
                        SampleExperiments.END,
                        0.1,
                        SampleExperiments.START),
                visitorId,
                variant);
    }

    private static Variant variant(JsonParser json) throws IOException {
        json.nextFieldName();
        String name = json.nextTextValue();
        json.nextFieldName();
        int weight = json.nextIntValue(0);
        json.nextToken();
        return SampleExperiments.variant(name, weight);
    }
}
