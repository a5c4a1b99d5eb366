package com.eszoppping.recommendations.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.model.ShopLogs;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.tuning.Configuration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedProtocolTest {
    private static final List<CategoryPath> OWN = List.of();

    @Test
    void of_each_long_session_three_adjacent_events_are_hidden_and_short_ones_stay_whole() {
        EventLog log = ninePeopleAndOneInAHurry();

        SeedProtocol protocol = new SeedProtocol(log, OWN, 4);

        assertThat(protocol.training().events()).isEqualTo(log.events() - 9 * 3);
        assertThat(protocol.evaluate(version(protocol.training()), 2).questions())
                .isEqualTo(9 * 2);
    }

    @Test
    void windows_are_drawn_by_the_seed() {
        EventLog log = ninePeopleAndOneInAHurry();

        assertThat(times(new SeedProtocol(log, OWN, 4).training()))
                .isEqualTo(times(new SeedProtocol(log, OWN, 4).training()))
                .isNotEqualTo(times(new SeedProtocol(log, OWN, 5).training()));
    }

    @Test
    void the_courses_counting_adds_a_comparison_with_another_session_and_divides_by_two() {
        // Ten products, one category: a list of ten holds each of them, so both countings are at their
        // largest values.
        EventLog log = ninePeopleAndOneInAHurry();
        SeedProtocol protocol = new SeedProtocol(log, OWN, 4);
        VersionInMemory version = version(protocol.training());

        double honest = protocol.evaluate(version, 2)
                .scores("popular")
                .metric(Metric.HIT_RATE_10)
                .value();
        double course = protocol.courseAccuracy(version).get("popular");

        assertThat(honest).isEqualTo(1);
        // The last window has no next one: three comparisons of eight windows over two of nine.
        assertThat(course).isCloseTo(3.0 * 8 / (2 * 9), within(1e-12));
    }

    @Test
    void the_categories_that_are_named_count_and_other_products_keep_their_own() {
        ShopLogs shop = new ShopLogs();
        String[] session = new String[9];
        for (int i = 0; i < 9; i++) {
            shop.unratedProduct("x" + i, i < 5 ? "Gry;Xbox" : "Gry;PS3", true);
            session[i] = "x" + i;
        }
        for (int i = 0; i < 30; i++) {
            shop.session("u", session);
        }
        EventLog log = shop.log();

        Evaluation fine = evaluate(log, OWN);
        Evaluation coarse = evaluate(log, List.of(CategoryPath.parse("Gry")));

        // Inside their department all nine fit into the list; of two small categories the steps across are the harder
        // ones.
        assertThat(coarse.uniformLimit().get("hitRate5"))
                .isLessThan(fine.uniformLimit().get("hitRate5"));
    }

    private static Evaluation evaluate(EventLog log, List<CategoryPath> categories) {
        SeedProtocol protocol = new SeedProtocol(log, categories, 1);
        return protocol.evaluate(version(protocol.training()), 2);
    }

    private static EventLog ninePeopleAndOneInAHurry() {
        ShopLogs shop = new ShopLogs();
        for (int product = 0; product < 10; product++) {
            shop.product("p" + product, "Gry", 4);
        }
        for (int user = 0; user < 9; user++) {
            shop.session("u" + user, "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p0", "p1");
        }
        return shop.session("hurry", "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7")
                .log();
    }

    private static VersionInMemory version(EventLog log) {
        return new VersionInMemory(
                FittedModels.fit(Configuration.DEFAULT.models(), log, new FitOptions(1, 1)), SessionPolicy.DEFAULT);
    }

    private static List<Long> times(EventLog log) {
        return IntStream.range(0, log.events()).mapToObj(log::time).toList();
    }
}
