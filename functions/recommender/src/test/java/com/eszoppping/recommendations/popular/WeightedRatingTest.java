package com.eszoppping.recommendations.popular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedRatingTest {
    /** Figures that the course project printed for its own log (SwirtaB/IUM_Recommendation-system, MIT). */
    @ParameterizedTest
    @CsvSource({
        "8849, 4.959925029465888, 4.8708416211515315",
        "2903, 4.628316399203837, 4.413290174166035",
        "1182, 4.822858933086067, 4.322344530753561",
        "9644, 4.378636910899693, 4.317473366313543",
        "1351, 4.287721386511451, 3.948933269974365",
        "1005, 0.695480463686407, 1.2154169779818442",
        "955, 0.501814426992191, 1.0944104011485583",
        "848, 0.16665973385693, 0.9114140390202888",
        "3687, 0.518008072263309, 0.7089876625484537",
        "3178, 0.36493445606505304, 0.5989216836922304",
        "507, 4.834499459772703, 3.938858538904764",
        "775, 4.34348890228761, 3.8149158648942323",
        "638, 4.436501331422322, 3.801798690165207",
        "1531, 4.003805672425231, 3.7511701998593527",
        "594, 4.395334913258704, 3.746812579935833",
        "373, 4.720804947293996, 3.7168465972004707",
        "447, 4.542368966647752, 3.71005915251086",
        "459, 4.360233290116374, 3.6200242237458653",
        "387, 4.313270886583885, 3.5241692037005996",
        "574, 3.3944071747250613, 3.1168501431089304",
        "408, 3.497310504467376, 3.111515015645569",
        "492, 3.026183399639118, 2.8771066985582525",
        "680, 2.791701544559817, 2.750569781890891",
        "813, 1.493143379100299, 1.8541398876576878"
    })
    void a_score_agrees_with_the_published_one(long v, double r, double published) {
        WeightedRating rating = new WeightedRating(358.6, 2.6725731321004007);

        assertThat(rating.score(v, r)).isCloseTo(published, within(1e-6));
    }

    @Test
    void few_events_leave_a_product_near_the_prior_and_many_at_its_own_rating() {
        WeightedRating rating = new WeightedRating(100, 3);

        assertThat(rating.score(0, 5)).isEqualTo(3);
        assertThat(rating.score(100, 5)).isEqualTo(4);
        assertThat(rating.score(1_000_000, 5)).isCloseTo(5, within(1e-3));
    }

    @Test
    void without_any_event_the_score_is_the_prior() {
        assertThat(new WeightedRating(0, 3).score(0, 5)).isEqualTo(3);
    }

    @Test
    void the_percentile_is_interpolated_between_the_nearest_ranks() {
        assertThat(WeightedRating.percentile(new long[] {5, 1, 4, 2, 3})).isCloseTo(4.2, within(1e-12));
        assertThat(WeightedRating.percentile(new long[] {7})).isEqualTo(7);
        assertThat(WeightedRating.percentile(new long[0])).isZero();
    }

    @Test
    void an_impossible_m_is_refused_with_its_value() {
        assertThatThrownBy(() -> new WeightedRating(-1, 3)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> new WeightedRating(Double.NaN, 3)).hasMessageContaining("NaN");
    }
}
