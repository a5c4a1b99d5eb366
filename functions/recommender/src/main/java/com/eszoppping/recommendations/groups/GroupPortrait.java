package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.CategoryProducts;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a group of shoppers is like, for somebody who sells to them.
 *
 * @param group its number
 * @param users how many shoppers are in it
 * @param shareOfUsers of all shoppers that are in a group, from 0 to 1
 * @param eventsOfUser how many views and purchases a shopper of the group has on average
 * @param likes what the group likes more than the store does, the largest lift first
 * @param products the first products of the group's list of the whole store, best first
 * @param sentence what it likes, in words
 */
public record GroupPortrait(
        int group,
        int users,
        double shareOfUsers,
        double eventsOfUser,
        List<Liking> likes,
        List<Favourite> products,
        String sentence) {
    /** Below this share of the group's events a category is not worth a word. */
    private static final double SMALLEST_SHARE = 0.05;

    /** Below this a group hardly differs from the store. */
    private static final double SMALLEST_LIFT = 1.2;

    private static final int MOST_LIKINGS = 3;
    private static final int MOST_PRODUCTS = 10;
    private static final double PERCENT = 100;

    public GroupPortrait {
        likes = List.copyOf(likes);
        products = List.copyOf(products);
    }

    /**
     * A category that a group likes.
     *
     * @param category its full path
     * @param share of the group's events, from 0 to 1
     * @param lift that share against the whole store's; 2 is twice as much
     */
    public record Liking(String category, double share, double lift) {}

    /** A product that a group likes, with its name for people. */
    public record Favourite(String productId, String name) {}

    /**
     * Describes all groups of a model.
     *
     * @param log what the model learned from
     */
    public static List<GroupPortrait> of(EventLog log, FittedModel model) {
        return of(new FittedModels(log, List.of(model)), GroupCounts.of(log, model));
    }

    /**
     * Describes groups.
     *
     * @param models among them the one that made the groups
     * @param groups what the shoppers of each group did
     */
    public static List<GroupPortrait> of(FittedModels models, GroupCounts groups) {
        CategoryProducts categories = new CategoryProducts(models.catalogue());
        return IntStream.range(0, groups.users().length)
                .mapToObj(group -> of(
                        group,
                        groups.users(),
                        groups.events()[group],
                        likes(
                                categories,
                                groups.events()[group],
                                models.counts().events()),
                        favourites(models, group)))
                .toList();
    }

    private static List<Favourite> favourites(FittedModels models, int group) {
        return models.favourites(group).stream()
                .limit(MOST_PRODUCTS)
                .map(product -> new Favourite(product.id(), product.name()))
                .toList();
    }

    private static GroupPortrait of(
            int group, int[] users, long[] events, List<Liking> likes, List<Favourite> products) {
        double share = (double) users[group] / Arrays.stream(users).sum();
        double eventsOfUser = (double) sum(events) / users[group];
        return new GroupPortrait(
                group, users[group], share, eventsOfUser, likes, products, sentence(group, share, likes));
    }

    private static List<Liking> likes(CategoryProducts categories, long[] ofGroup, long[] ofStore) {
        double all = sum(ofGroup);
        double allOfStore = sum(ofStore);
        List<Liking> likes = new ArrayList<>();
        for (CategoryPath category : categories.nodes()) {
            double share = sum(ofGroup, categories.at(category)) / all;
            double shareOfStore = sum(ofStore, categories.at(category)) / allOfStore;
            if (share >= SMALLEST_SHARE && share >= SMALLEST_LIFT * shareOfStore) {
                likes.add(new Liking(category.text(), share, share / shareOfStore));
            }
        }
        return likes.stream()
                .filter(like -> likes.stream().noneMatch(other -> saysTheSameMoreClosely(other, like)))
                .sorted(Comparator.comparingDouble(Liking::lift).reversed())
                .limit(MOST_LIKINGS)
                .toList();
    }

    /** Of a category and one below it with at least its lift, only the one below is worth naming. */
    private static boolean saysTheSameMoreClosely(Liking other, Liking like) {
        return other.category().startsWith(like.category() + ";") && other.lift() >= like.lift();
    }

    private static String sentence(int group, double share, List<Liking> likes) {
        String who = String.format(Locale.ROOT, "Group %d, %.0f %% of the shoppers, ", group + 1, share * PERCENT);
        if (likes.isEmpty()) {
            return who + "looks at what everybody looks at.";
        }
        return likes.stream()
                .map(like -> String.format(
                        Locale.ROOT,
                        "%s %.1f times as much as the store",
                        CategoryPath.parse(like.category()).name(),
                        like.lift()))
                .collect(Collectors.joining(", and at ", who + "looks at ", "."));
    }

    private static long sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    private static double sum(long[] counts, int[] products) {
        return Arrays.stream(products).mapToLong(product -> counts[product]).sum();
    }
}
