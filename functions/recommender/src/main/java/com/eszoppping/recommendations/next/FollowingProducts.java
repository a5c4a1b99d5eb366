package com.eszoppping.recommendations.next;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.model.CategoryProducts;
import com.eszoppping.recommendations.model.Explanation;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.ListLength;
import com.eszoppping.recommendations.model.ProductCounts;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * What follows each product. The share of the steps from product {@code a} that lead to product {@code b} is shrunk by
 * {@code λ} steps towards where the steps from all products of the category lead:
 *
 * <pre>score(b | a) = (n(a, b) + λ · share(b | category of a)) / (n(a) + λ)</pre>
 *
 * with {@code n} the {@link Steps}. A category's share is shrunk the same way, by {@value #CATEGORY_SHRINKAGE} steps, towards
 * that of the category above, and the whole store's towards the products' shares of all events. So rare products get sane
 * lists, and where people stay in a category, what is popular in it comes first.
 */
public final class FollowingProducts implements FittedModel {
    private static final double CATEGORY_SHRINKAGE = 20;

    /** Scores are kept to so many digits, which is finer than any difference that matters. */
    private static final int DIGITS = 3;

    private final ProductCounts counts;
    private final Catalogue catalogue;
    private final CategoryProducts categories;
    private final Steps steps;
    private final double shrinkage;
    private final double[] popularity;
    private final Map<CategoryPath, List<CategoryPath>> below;
    private final IntPredicate wanted;
    private final int[][] products;
    private final float[][] scores;
    private final double largestError;

    /**
     * @param wanted for which products lists are made; those of all others stay empty
     */
    FollowingProducts(
            Catalogue catalogue,
            ProductCounts counts,
            Steps steps,
            double shrinkage,
            IntPredicate wanted,
            Blocks blocks) {
        this.catalogue = catalogue;
        this.counts = counts;
        this.categories = new CategoryProducts(catalogue);
        this.steps = steps;
        this.shrinkage = shrinkage;
        this.popularity = popularity(counts);
        this.below = categories.nodes().stream()
                .filter(node -> !node.isStore())
                .collect(Collectors.groupingBy(node -> node.parent().orElseThrow(), TreeMap::new, Collectors.toList()));
        this.wanted = wanted;
        this.products = new int[catalogue.size()][0];
        this.scores = new float[catalogue.size()][0];
        this.largestError = catalogue.size() == 0 ? 0 : makeLists(CategoryPath.STORE, popularity, 0, blocks);
    }

    /** The same steps with another shrinkage. */
    public FollowingProducts withShrinkage(double other, Blocks blocks) {
        return new FollowingProducts(catalogue, counts, steps, other, wanted, blocks);
    }

    /** The share of each product in all events. */
    private static double[] popularity(ProductCounts counts) {
        double all = counts.sum();
        return Arrays.stream(counts.events())
                .mapToDouble(events -> all == 0 ? 0 : events / all)
                .toArray();
    }

    /**
     * Makes the lists of all products at or below a node, of which only one path of shares is held at a time.
     *
     * @param errorAbove by how much a share above is too small at the most
     * @return by how much a score in these lists is
     */
    private double makeLists(CategoryPath node, double[] sharesAbove, double errorAbove, Blocks blocks) {
        double[] shares = sharesAfter(node, sharesAbove);
        double error = errorAfter(node, errorAbove);
        double largest = 0;
        int[] own = Arrays.stream(categories.in(node)).filter(wanted).toArray();
        if (own.length > 0) {
            int longest = 0;
            for (int product : own) {
                largest = Math.max(largest, error(product, error));
                longest = Math.max(longest, steps.length(product));
            }
            // So many of the category's best are enough, however many of them the product's own steps lead to.
            int[] bestOfCategory = Best.of(shares, this::isForSale, ListLength.AFTER_A_PRODUCT + 1 + longest);
            blocks.each(own.length, (from, to) -> {
                for (int i = from; i < to; i++) {
                    makeList(own[i], shares, bestOfCategory);
                }
            });
        }
        for (CategoryPath child : below.getOrDefault(node, List.of())) {
            largest = Math.max(largest, makeLists(child, shares, error, blocks));
        }
        return largest;
    }

    private double[] sharesAfter(CategoryPath node, double[] sharesAbove) {
        double[] shares = new double[catalogue.size()];
        double all = CATEGORY_SHRINKAGE;
        for (int product : categories.at(node)) {
            for (int i = 0; i < steps.length(product); i++) {
                shares[steps.next(product, i)] += steps.weight(product, i);
            }
            all += steps.sum(product);
        }
        for (int product = 0; product < shares.length; product++) {
            shares[product] = (shares[product] + CATEGORY_SHRINKAGE * sharesAbove[product]) / all;
        }
        return shares;
    }

    /** By how much a share of {@link #sharesAfter} is too small at the most. */
    private double errorAfter(CategoryPath node, double errorAbove) {
        double forgotten = CATEGORY_SHRINKAGE * errorAbove;
        double all = CATEGORY_SHRINKAGE;
        for (int product : categories.at(node)) {
            forgotten += steps.largestForgotten(product);
            all += steps.sum(product);
        }
        return forgotten / all;
    }

    private double error(int product, double errorOfShares) {
        return (steps.largestForgotten(product) + shrinkage * errorOfShares) / (steps.sum(product) + shrinkage);
    }

    private void makeList(int product, double[] shares, int[] bestOfCategory) {
        Best best = new Best(ListLength.AFTER_A_PRODUCT);
        double all = steps.sum(product) + shrinkage;
        for (int i = 0; i < steps.length(product); i++) {
            int next = steps.next(product, i);
            add(best, product, next, (steps.weight(product, i) + shrinkage * shares[next]) / all);
        }
        // One more than the list is long, because the product itself may be among them.
        int others = ListLength.AFTER_A_PRODUCT + 1;
        for (int i = 0; i < bestOfCategory.length && others > 0; i++) {
            int next = bestOfCategory[i];
            if (weightOf(product, next) == 0) {
                add(best, product, next, shrinkage * shares[next] / all);
                others--;
            }
        }
        products[product] = best.products();
        scores[product] = best.scores();
    }

    private void add(Best best, int product, int next, double score) {
        if (next != product && isForSale(next)) {
            best.add(next, (float) score);
        }
    }

    private boolean isForSale(int product) {
        return catalogue.product(product).available();
    }

    private double weightOf(int product, int next) {
        int low = 0;
        int high = steps.length(product) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (steps.next(product, middle) == next) {
                return steps.weight(product, middle);
            }
            if (steps.next(product, middle) < next) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 0;
    }

    @Override
    public double largestError() {
        return largestError;
    }

    @Override
    public ServedModel served() {
        return new ServedModel(Next.NAME, 0, true);
    }

    /** None: they stand in the products' items. */
    @Override
    public void lists(Consumer<RankedList> out) {}

    @Override
    public List<ScoredProduct> next(int product) {
        List<ScoredProduct> list = new ArrayList<>(products[product].length);
        for (int place = 0; place < products[product].length; place++) {
            String id = catalogue.product(products[product][place]).id();
            list.add(new ScoredProduct(id, rounded(scores[product][place])));
        }
        return list;
    }

    private static double rounded(float score) {
        double scale = Math.pow(10, DIGITS - Math.ceil(Math.log10(score)));
        return Math.rint(score * scale) / scale;
    }

    /** How often products of the category are followed by this one; what the lists of its products are shrunk towards. */
    @Override
    public Explanation explain(int product, CategoryPath category, OptionalInt group) {
        double[] shares = popularity;
        List<CategoryPath> path = new ArrayList<>(category.selfAndAncestors());
        Collections.reverse(path);
        for (CategoryPath node : path) {
            shares = sharesAfter(node, shares);
        }
        return Explanation.of(
                "share, the share of the steps from products of the category, shrunk towards the category above",
                shares[product]);
    }

    /**
     * The arithmetic behind the score of a product in the list of another.
     *
     * @param next the catalogue index of the product in the list
     * @param product the catalogue index of the product whose list it is
     */
    public Explanation explainAfter(int next, int product) {
        Explanation share = explain(next, catalogue.product(product).category(), OptionalInt.empty());
        double weight = weightOf(product, next);
        return Explanation.of(
                "score, (n(a, b) + λ·share(b))/(n(a) + λ)",
                (weight + shrinkage * share.value()) / (steps.sum(product) + shrinkage),
                Explanation.of("n(a, b), the steps from the one product to the other", weight),
                Explanation.of("n(a), all steps from the product", steps.sum(product)),
                Explanation.of("λ, the steps of the category that are mixed in", shrinkage),
                share);
    }
}
