package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.PairedTest;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Chooses the options of {@link Groups} on a part of the log that the candidates have not seen: how often a product that a
 * known shopper looks at there is among the ten that the own group likes most. One group is the answer unless the best
 * candidate is better beyond doubt, so that grouping costs nothing where people don't differ.
 */
public final class GroupsChoice {
    private static final int[] GROUPS = {2, 4, 8, 16, 32};
    private static final int[] DIMENSIONS = {8, 16};
    private static final double[] SHRINKAGES = {1000, 100, 10, 1};

    private static final int LIST_LENGTH = 10;

    /** Enough to tell the candidates apart; more only take longer. */
    private static final int MAX_USERS = 5_000;

    /** By which share a candidate must beat a simpler one to be preferred. */
    private static final double SMALLEST_GAIN = 0.01;

    /** How many standard errors above one group are beyond doubt; with some forty candidates two would not be. */
    private static final double STANDARD_ERRORS = 3;

    private final EventLog older;
    private final EventLog newer;
    private final float[] weights;
    private final FitOptions fitOptions;
    private final BitSet users;
    private final Set<Integer> everybodysList;

    /**
     * The share of the known users' events that the candidates' groups hold: groups of all users will be as much larger, and
     * so is the shrinkage that suits them.
     */
    private final double shareOfEvents;

    private GroupsChoice(EventLog older, EventLog newer, EventWeights weights, FitOptions fitOptions) {
        this.older = older;
        this.newer = newer;
        this.weights = weights.of(older);
        this.fitOptions = fitOptions;
        this.users = sample(usersOf(older, usersOf(newer, null)));
        this.shareOfEvents = shareOfEvents();
        this.everybodysList = popularity(Shoppers.none(older.users())).mostPopular(Shoppers.NO_GROUP, LIST_LENGTH);
    }

    private GroupPopularity popularity(Shoppers shoppers) {
        return new GroupPopularity(older, shoppers, 0, weights);
    }

    /**
     * Chooses.
     *
     * @param older what the candidates learn from
     * @param newer what they are tested on; its users have the same numbers
     * @param weights how much an event counts for popularity
     */
    public static GroupsOptions choose(EventLog older, EventLog newer, EventWeights weights, FitOptions fitOptions) {
        return new GroupsChoice(older, newer, weights, fitOptions).best();
    }

    private static BitSet usersOf(EventLog log, BitSet among) {
        BitSet users = new BitSet();
        for (int event = 0; event < log.events(); event++) {
            int user = log.user(event);
            if (user != EventLog.ANONYMOUS && (among == null || among.get(user))) {
                users.set(user);
            }
        }
        return users;
    }

    private static BitSet sample(BitSet users) {
        int[] all = users.stream().toArray();
        if (all.length <= MAX_USERS) {
            return users;
        }
        BitSet sample = new BitSet();
        for (int i = 0; i < MAX_USERS; i++) {
            sample.set(all[(int) ((long) i * all.length / MAX_USERS)]);
        }
        return sample;
    }

    private double shareOfEvents() {
        long all = 0;
        long held = 0;
        for (int event = 0; event < older.events(); event++) {
            if (older.user(event) != EventLog.ANONYMOUS) {
                all++;
                held += users.get(older.user(event)) ? 1 : 0;
            }
        }
        return all == 0 ? 1 : (double) held / all;
    }

    private GroupsOptions best() {
        GroupsOptions one = new GroupsOptions(1, DIMENSIONS[0], SHRINKAGES[0]);
        if (users.cardinality() < 2) {
            return one;
        }
        double[] hitsOfOne = hits(user -> everybodysList);
        GroupsOptions best = one;
        double[] hitsOfBest = hitsOfOne;
        try (Blocks blocks = new Blocks(fitOptions.threads())) {
            Map<Integer, Tastes> tastes = tastesByDimensions(blocks);
            for (int groups : GROUPS) {
                for (int dimensions : DIMENSIONS) {
                    Shoppers shoppers = tastes.get(dimensions).shoppers(groups, fitOptions.seed(), blocks);
                    GroupPopularity popularity = popularity(shoppers);
                    for (double shrinkage : SHRINKAGES) {
                        double[] hits = hits(shoppers, popularity.withShrinkage(shrinkage * shareOfEvents));
                        if (sum(hits) > sum(hitsOfBest) * (1 + SMALLEST_GAIN)) {
                            best = new GroupsOptions(groups, dimensions, shrinkage);
                            hitsOfBest = hits;
                        }
                    }
                }
            }
        }
        return PairedTest.isBetter(hitsOfBest, hitsOfOne, STANDARD_ERRORS) ? best : one;
    }

    private Map<Integer, Tastes> tastesByDimensions(Blocks blocks) {
        Interactions ofUsers = Interactions.of(
                older.where(event -> older.user(event) != EventLog.ANONYMOUS && users.get(older.user(event))));
        Map<Integer, Tastes> tastes = new HashMap<>();
        for (int dimensions : DIMENSIONS) {
            tastes.put(dimensions, Tastes.of(ofUsers, older.users(), dimensions, fitOptions.seed(), blocks));
        }
        return tastes;
    }

    private double[] hits(Shoppers shoppers, GroupPopularity popularity) {
        List<Set<Integer>> lists = IntStream.range(0, shoppers.groups())
                .mapToObj(group -> popularity.mostPopular(group, LIST_LENGTH))
                .toList();
        return hits(user -> {
            int group = shoppers.groupOf()[user];
            return group == Shoppers.NO_GROUP ? everybodysList : lists.get(group);
        });
    }

    /** For each session of the newer part, how many of its products the user's list has. */
    private double[] hits(IntFunction<Set<Integer>> listOfUser) {
        double[] hits = new double[newer.sessions()];
        for (int session = 0; session < hits.length; session++) {
            int user = newer.user(newer.firstEvent(session));
            if (user != EventLog.ANONYMOUS && users.get(user)) {
                hits[session] = hits(session, listOfUser.apply(user));
            }
        }
        return hits;
    }

    private double hits(int session, Set<Integer> list) {
        Set<Integer> products = new HashSet<>();
        for (int event = newer.firstEvent(session); event < newer.endEvent(session); event++) {
            products.add(newer.product(event));
        }
        return products.stream().filter(list::contains).count();
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum;
    }
}
