package com.eszoppping.recommendations.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingInputTest {
    @Test
    void the_schedules_input_gives_the_logical_time_and_the_usual_rest() throws IOException {
        TrainingRequest request = read("{\"scheduledTime\":\"2026-11-24T02:00:00Z\"}");

        assertThat(request).isEqualTo(TrainingRequest.of(java.util.Optional.of(Instant.parse("2026-11-24T02:00:00Z"))));
    }

    @Test
    void without_anything_the_time_is_now_and_all_models_are_trained() throws IOException {
        assertThat(read("{}").logicalTime()).isEmpty();
        assertThat(read("").models()).isEmpty();
    }

    @Test
    void everything_can_be_chosen() throws IOException {
        TrainingRequest request = read("""
                {"scheduledTime":"2026-11-24T02:00:00Z","bucket":"other","cataloguePrefix":"c/","sessionsPrefix":"s/",
                 "from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z","models":["popular"],"seed":7,
                 "maxRejectedShare":0.5,"maxCoverageFall":0.1}
                """);

        assertThat(request.bucket()).contains("other");
        assertThat(request.cataloguePrefix()).isEqualTo("c/");
        assertThat(request.sessionsPrefix()).isEqualTo("s/");
        assertThat(request.range()
                        .contains(Instant.parse("2026-01-31T23:59:59Z").toEpochMilli()))
                .isTrue();
        assertThat(request.range()
                        .contains(Instant.parse("2026-02-01T00:00:00Z").toEpochMilli()))
                .isFalse();
        assertThat(request.models()).isEqualTo(List.of("popular"));
        assertThat(request.seed()).isEqualTo(7);
        assertThat(request.maxRejectedShare()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"scheduledTime":"yesterday"}  | scheduledTime
                    {"scheduledTime":5}            | scheduledTime
                    {"schedule":"x"}               | schedule
                    {"bucket":""}                  | bucket
                    {"models":"popular"}           | models
                    {"models":[]}                  | models
                    {"models":["next9"]}           | next9
                    {"seed":1.5}                   | seed
                    {"seed":99999999999999999999}  | seed
                    {"maxRejectedShare":2}         | maxRejectedShare
                    {"maxRejectedShare":"a lot"}   | maxRejectedShare
                    {"from":"2026-02-01T00:00:00Z","to":"2026-01-01T00:00:00Z"} | time range
                    []                             | JSON object
                    {broken                        | not JSON
                    """)
    void a_wrong_input_is_refused_by_name(String input, String named) {
        assertThatThrownBy(() -> read(input))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private static TrainingRequest read(String input) throws IOException {
        return TrainingInput.read(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }
}
