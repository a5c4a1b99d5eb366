package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.CategoryProducts;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.Explanation;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.ListLength;
import com.eszoppping.recommendations.model.TopProducts;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What each group likes most in each category. The share of a product in a category is, for everybody,
 *
 * <pre>share(p) = n(p) / N</pre>
 *
 * with {@code n} the events with the product and {@code N} all events in the category, each counting as {@link EventWeights}
 * say; for a group it is shrunk towards that
 * by {@code λ} events, so that a small group does not rank by chance:
 *
 * <pre>share(p, g) = (n(p, g) + λ · share(p)) / (N(g) + λ)</pre>
 *
 * Without events in the category every share is 0. How much more the group likes the product than the store does is the
 * lift, {@code share(p, g) / share(p)}.
 */
final class GroupPopularity implements FittedModel {
    private final Catalogue catalogue;
    private final Shoppers shoppers;
    private final double shrinkage;
    private final CategoryProducts categories;
    private final double[] events;
    private final double[][] eventsOfGroup;

    /**
     * @param weights how much each event of the log counts
     */
    GroupPopularity(EventLog log, Shoppers shoppers, double shrinkage, float[] weights) {
        this(
                log.catalogue(),
                shoppers,
                shrinkage,
                new double[log.catalogue().size()],
                new double[shoppers.groups()][log.catalogue().size()]);
        count(log, weights);
    }

    /**
     * @param events for each product, the sum of its events' weights
     * @param eventsOfGroup the same for each group
     */
    GroupPopularity(
            Catalogue catalogue, Shoppers shoppers, double shrinkage, double[] events, double[][] eventsOfGroup) {
        this.catalogue = catalogue;
        this.shoppers = shoppers;
        this.shrinkage = shrinkage;
        this.categories = new CategoryProducts(catalogue);
        this.events = events;
        this.eventsOfGroup = eventsOfGroup;
    }

    private GroupPopularity(GroupPopularity counted, double shrinkage) {
        this.catalogue = counted.catalogue;
        this.shoppers = counted.shoppers;
        this.shrinkage = shrinkage;
        this.categories = counted.categories;
        this.events = counted.events;
        this.eventsOfGroup = counted.eventsOfGroup;
    }

    /** The same events with another shrinkage. */
    GroupPopularity withShrinkage(double other) {
        return new GroupPopularity(this, other);
    }

    private void count(EventLog log, float[] weights) {
        for (int event = 0; event < log.events(); event++) {
            events[log.product(event)] += weights[event];
            int group = log.user(event) == EventLog.ANONYMOUS ? Shoppers.NO_GROUP : shoppers.groupOf()[log.user(event)];
            if (group != Shoppers.NO_GROUP) {
                eventsOfGroup[group][log.product(event)] += weights[event];
            }
        }
    }

    @Override
    public ServedModel served() {
        return new ServedModel(Groups.NAME, shoppers.groups());
    }

    @Override
    public OptionalInt groupOf(int user) {
        int group = shoppers.groupOf()[user];
        return group == Shoppers.NO_GROUP ? OptionalInt.empty() : OptionalInt.of(group);
    }

    @Override
    public List<Double> affinities(int product) {
        return shoppers.affinities().of(product);
    }

    @Override
    public List<ScoredProduct> favourites(int group) {
        return listForGroup(group, CategoryPath.STORE, categories.at(CategoryPath.STORE))
                .products();
    }

    @Override
    public void lists(Consumer<RankedList> out) {
        for (CategoryPath category : categories.nodes()) {
            int[] products = categories.at(category);
            RankedList forEverybody = listForEverybody(category, products);
            out.accept(forEverybody);
            for (int group = 0; group < shoppers.groups(); group++) {
                RankedList forGroup = listForGroup(group, category, products);
                if (differ(forGroup, forEverybody)) {
                    out.accept(forGroup);
                }
            }
        }
    }

    private RankedList listForEverybody(CategoryPath category, int[] products) {
        IntToDoubleFunction share = share(products);
        Comparator<Integer> mostEventsFirst = Comparator.comparing(product -> -events[product]);
        return new TopProducts(catalogue, mostEventsFirst)
                .list(ListKey.forEverybody(Groups.NAME, category), products, ListLength.FOR_EVERYBODY, share);
    }

    private RankedList listForGroup(int group, CategoryPath category, int[] products) {
        IntToDoubleFunction share = shareOfGroup(group, products);
        Comparator<Integer> largestShareFirst = Comparator.<Integer, Double>comparing(
                        product -> share.applyAsDouble(product), Comparator.reverseOrder())
                .thenComparing(product -> -events[product]);
        return new TopProducts(catalogue, largestShareFirst)
                .list(ListKey.forGroup(Groups.NAME, group, category), products, ListLength.FOR_A_GROUP, share);
    }

    /**
     * The products of the whole store that a group likes most, as catalogue indices.
     *
     * @param group {@link Shoppers#NO_GROUP} for everybody
     */
    Set<Integer> mostPopular(int group, int length) {
        int[] products = categories.at(CategoryPath.STORE);
        RankedList list = group == Shoppers.NO_GROUP
                ? listForEverybody(CategoryPath.STORE, products)
                : listForGroup(group, CategoryPath.STORE, products);
        return list.products().stream()
                .limit(length)
                .map(product -> catalogue.indexOf(product.productId()).orElseThrow())
                .collect(Collectors.toSet());
    }

    private IntToDoubleFunction share(int[] products) {
        double all = sum(events, products);
        return product -> all == 0 ? 0 : events[product] / all;
    }

    private IntToDoubleFunction shareOfGroup(int group, int[] products) {
        IntToDoubleFunction share = share(products);
        double[] ofGroup = eventsOfGroup[group];
        double all = sum(ofGroup, products) + shrinkage;
        return product -> all == 0
                ? share.applyAsDouble(product)
                : (ofGroup[product] + shrinkage * share.applyAsDouble(product)) / all;
    }

    private static double sum(double[] counts, int[] products) {
        double sum = 0;
        for (int product : products) {
            sum += counts[product];
        }
        return sum;
    }

    private static boolean differ(RankedList forGroup, RankedList forEverybody) {
        List<String> ids =
                forGroup.products().stream().map(ScoredProduct::productId).toList();
        return !ids.equals(forEverybody.products().stream()
                .limit(ids.size())
                .map(ScoredProduct::productId)
                .toList());
    }

    @Override
    public Explanation explain(int product, CategoryPath category, OptionalInt group) {
        int[] products = categories.at(category);
        double share = share(products).applyAsDouble(product);
        Explanation forEverybody = Explanation.of(
                "share, n/N of the product's events in the category, newer ones and purchases counting as learned",
                share,
                Explanation.of("n, the product's views and purchases", events[product]),
                Explanation.of("N, all views and purchases in the category", sum(events, products)));
        return group.isEmpty() ? forEverybody : explain(product, products, group.getAsInt(), forEverybody);
    }

    private Explanation explain(int product, int[] products, int group, Explanation forEverybody) {
        double share = shareOfGroup(group, products).applyAsDouble(product);
        double lift = forEverybody.value() == 0 ? 1 : share / forEverybody.value();
        return Explanation.of(
                "score, the product's share of the group's events in the category, shrunk by λ",
                share,
                Explanation.of("group, the number of the group", group),
                Explanation.of("n, the group's views and purchases of the product", eventsOfGroup[group][product]),
                Explanation.of(
                        "N, all of the group's views and purchases in the category",
                        sum(eventsOfGroup[group], products)),
                Explanation.of("λ, the events of the store that are mixed in", shrinkage),
                Explanation.of("lift, how much more the group likes it than the store does", lift),
                forEverybody);
    }
}
