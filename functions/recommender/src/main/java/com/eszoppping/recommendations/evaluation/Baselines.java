package com.eszoppping.recommendations.evaluation;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.model.CategoryProducts;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a model must beat to be worth its name: a random choice, what is popular in the store, in the department, in the category
 * at hand, and in the category without what was seen in the session. Popularity is the plain number of events. Otherwise only
 * the product at hand is left out; what the category lacks, the store fills.
 */
final class Baselines {
    static final String POPULARITY_IN_CATEGORY = "popularity in category";
    static final String UNSEEN_IN_CATEGORY = "popularity in category, unseen";
    static final String POPULARITY_IN_DEPARTMENT = "popularity in department";
    static final String POPULARITY = "popularity";

    private final Catalogue catalogue;
    private final int[] byPopularity;
    private final Map<CategoryPath, int[]> byPopularityIn = new HashMap<>();
    private final List<CategoryPath> departments;

    /**
     * Baselines that know the past.
     *
     * @param departments the nodes that count as departments of the products below them; elsewhere it is the uppermost node
     */
    Baselines(Past past, List<CategoryPath> departments) {
        this.catalogue = past.catalogue();
        this.departments = departments;
        long[] events = past.counts().events();
        this.byPopularity = byPopularity(events, IntStream.range(0, events.length));
        CategoryProducts categories = new CategoryProducts(catalogue);
        categories
                .nodes()
                .forEach(node -> byPopularityIn.put(node, byPopularity(events, Arrays.stream(categories.at(node)))));
    }

    private static int[] byPopularity(long[] events, IntStream products) {
        return products.filter(product -> events[product] > 0)
                .boxed()
                .sorted((a, b) -> Long.compare(events[b], events[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** All of them that make sense for the kind of question. */
    List<Contender> contenders(boolean withCategory, long seed) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(baseline("random", question -> random(question, seed)));
        contenders.add(baseline(POPULARITY, question -> list(question, CategoryPath.STORE)));
        if (withCategory) {
            contenders.add(
                    baseline(POPULARITY_IN_DEPARTMENT, question -> list(question, department(category(question)))));
            contenders.add(baseline(POPULARITY_IN_CATEGORY, question -> list(question, category(question))));
            contenders.add(baseline(UNSEEN_IN_CATEGORY, question -> list(category(question), question.viewed())));
        }
        return contenders;
    }

    /** How many products were seen in a category. */
    int seenIn(CategoryPath category) {
        return byPopularityIn.getOrDefault(category, new int[0]).length;
    }

    /** The category that a question is about. */
    CategoryPath category(Question question) {
        return question.asked()
                .orElseGet(() -> question.atHand() < 0
                        ? CategoryPath.STORE
                        : catalogue.product(question.atHand()).category());
    }

    /** The department that a category is in. */
    CategoryPath department(CategoryPath category) {
        return category.selfAndAncestors().stream()
                .filter(departments::contains)
                .findFirst()
                .orElseGet(() -> uppermost(category));
    }

    private static CategoryPath uppermost(CategoryPath category) {
        return category.isStore()
                ? category
                : new CategoryPath(category.segments().subList(0, 1));
    }

    private int[] random(Question question, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + question.number());
        int[] chosen = new int[Math.min(Metric.LONGEST_LIST, byPopularity.length)];
        int size = 0;
        // Draws without replacement; there are far more products than places, or all of them fit.
        for (int tries = 0; size < chosen.length && tries < 100 * chosen.length; tries++) {
            int product = byPopularity[random.nextInt(byPopularity.length)];
            if (product != question.atHand() && !contains(chosen, size, product)) {
                chosen[size++] = product;
            }
        }
        return Arrays.copyOf(chosen, size);
    }

    private int[] list(Question question, CategoryPath category) {
        return list(category, question.atHand() < 0 ? new int[0] : new int[] {question.atHand()});
    }

    private int[] list(CategoryPath category, int[] leftOut) {
        int[] list = new int[Metric.LONGEST_LIST];
        int size = take(byPopularityIn.getOrDefault(category, new int[0]), leftOut, list, 0);
        size = take(byPopularity, leftOut, list, size);
        return Arrays.copyOf(list, size);
    }

    private static int take(int[] products, int[] leftOut, int[] list, int taken) {
        int size = taken;
        for (int i = 0; i < products.length && size < list.length; i++) {
            if (!contains(leftOut, leftOut.length, products[i]) && !contains(list, taken, products[i])) {
                list[size++] = products[i];
            }
        }
        return size;
    }

    private static boolean contains(int[] products, int size, int product) {
        for (int i = 0; i < size; i++) {
            if (products[i] == product) {
                return true;
            }
        }
        return false;
    }

    private static Contender baseline(String name, Contender.Answers answers) {
        return new Contender(name, true, answers);
    }
}
