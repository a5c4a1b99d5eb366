package com.eszoppping.recommendations.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.ShopLogs;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupPortraitTest {
    @Test
    void a_group_is_described_by_what_it_likes_more_than_the_store_does() {
        EventLog log = shop(3, 3);
        FittedModel groups = fit(log, 2);

        List<GroupPortrait> portraits = GroupPortrait.of(log, groups);

        assertThat(portraits).hasSize(2);
        assertThat(portraits.stream().mapToInt(GroupPortrait::users).sum()).isEqualTo(20);
        GroupPortrait players = portraits.get(groups.groupOf(0).orElseThrow());
        assertThat(players.shareOfUsers()).isEqualTo(0.5);
        assertThat(players.eventsOfUser()).isEqualTo(6);
        // All of their events are in Xbox, half of the store's.
        assertThat(players.likes()).containsExactly(new GroupPortrait.Liking("Gry;Xbox", 1.0, 2.0));
        assertThat(players.products())
                .extracting(GroupPortrait.Favourite::productId)
                .containsExactly("x1", "x2", "tv1", "tv2");
        assertThat(players.sentence())
                .matches("Group [12], 50 % of the shoppers, looks at Xbox 2\\.0 times as much as the store\\.");
    }

    @Test
    void a_group_that_does_not_differ_is_said_not_to() {
        EventLog log = shop(3, 3);

        GroupPortrait all = GroupPortrait.of(log, fit(log, 1)).get(0);

        assertThat(all.likes()).isEmpty();
        assertThat(all.sentence()).isEqualTo("Group 1, 100 % of the shoppers, looks at what everybody looks at.");
    }

    @Test
    void groups_of_taste_explain_nothing_of_activity() {
        EventLog log = shop(3, 3);

        Activity activity = activity(log, 2);
        assertThat(activity.explained()).isEqualTo(0);
        assertThat(activity.byLot()).isCloseTo(1.0 / 19, within(1e-12));
        assertThat(activity.finding()).isEqualTo(Activity.Finding.TASTE);
    }

    @Test
    void groups_that_part_the_busy_from_the_others_explain_it_all() {
        // Players look at three times as much: two groups of ten with 18 and 6 events, no differences inside.
        EventLog log = shop(9, 3);

        assertThat(activity(log, 2).explained()).isCloseTo(1, within(1e-12));
        assertThat(activity(log, 2).finding()).isEqualTo(Activity.Finding.ACTIVITY);
        assertThat(activity(log, 1)).isEqualTo(new Activity(0, 0, Activity.Finding.TASTE));
    }

    private static Activity activity(EventLog log, int groups) {
        return Activity.of(GroupCounts.of(log, fit(log, groups)));
    }

    /** Ten players and ten film lovers, with so many rounds through the two products of their category. */
    private static EventLog shop(int roundsOfPlayers, int roundsOfOthers) {
        ShopLogs shop = new ShopLogs()
                .unratedProduct("x1", "Gry;Xbox", true)
                .unratedProduct("x2", "Gry;Xbox", true)
                .unratedProduct("tv1", "RTV;Telewizory", true)
                .unratedProduct("tv2", "RTV;Telewizory", true);
        for (int user = 0; user < 10; user++) {
            shop.views(roundsOfPlayers, "a" + user, "x1").views(roundsOfPlayers, "a" + user, "x2");
            shop.views(roundsOfOthers, "b" + user, "tv1").views(roundsOfOthers, "b" + user, "tv2");
        }
        return shop.log();
    }

    private static FittedModel fit(EventLog log, int groups) {
        return new Groups(new GroupsOptions(groups, 2, 1), EventWeights.EQUAL).fit(log, new FitOptions(1, 1));
    }
}
