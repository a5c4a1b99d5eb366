package com.eszoppping.recommendations.ranking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a visitor has looked at just now.
 *
 * @param newestFirst the viewed products, each once, the one at hand first
 * @param facts what is known of the last ones, by id; unknown products are not there
 */
public record RunningSession(List<String> newestFirst, Map<String, ProductFacts> facts) {
    /** How many of the last different products tell what the visitor is after. */
    public static final int PRODUCTS_LOOKED_AT = 5;

    public RunningSession {
        newestFirst = List.copyOf(newestFirst);
        facts = Map.copyOf(facts);
    }

    /** Each product once, at its last view; the newest first. */
    public static List<String> newestFirst(List<String> oldestFirst) {
        Set<String> newestFirst = new LinkedHashSet<>();
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            newestFirst.add(oldestFirst.get(i));
        }
        return List.copyOf(newestFirst);
    }

    /** The products of which facts are needed. */
    public static List<String> lookedAt(List<String> newestFirst) {
        return newestFirst.subList(0, Math.min(PRODUCTS_LOOKED_AT, newestFirst.size()));
    }

    /** The group that the last products speak for. */
    OptionalInt nearestGroup() {
        return NearestGroup.of(lookedAt(newestFirst).stream()
                .map(facts::get)
                .filter(Objects::nonNull)
                .toList());
    }

    /** The category of the product at hand. */
    Optional<CategoryPath> categoryAtHand() {
        return newestFirst.stream().findFirst().map(facts::get).map(ProductFacts::category);
    }

    /**
     * What follows the viewed products: the lists {@code next} of the last different ones, mixed, the older ones with less
     * weight.
     */
    public List<Recommendation> following(SessionPolicy policy) {
        // In the order of their first appearance, so that equal scores are ranked the same way each time.
        Map<String, Double> scores = new LinkedHashMap<>();
        List<String> lookedAt = new ArrayList<>(lookedAt(newestFirst));
        for (int age = 0; age < lookedAt.size(); age++) {
            double weight = policy.weight(age);
            ProductFacts product = facts.get(lookedAt.get(age));
            if (product != null) {
                product.next().forEach(next -> scores.merge(next.productId(), weight * next.score(), Double::sum));
            }
        }
        return policy.rank(scores, this);
    }

    /**
     * The viewed product that speaks most for another one: the one after which it is looked at most, with the weight of how
     * long ago that was. The newest among equals.
     *
     * @return absent if it follows none of the products looked at
     */
    public Optional<ProductFacts> leadingTo(String productId, SessionPolicy policy) {
        List<String> lookedAt = lookedAt(newestFirst);
        Optional<ProductFacts> leading = Optional.empty();
        double most = 0;
        for (int age = 0; age < lookedAt.size(); age++) {
            ProductFacts product = facts.get(lookedAt.get(age));
            double score = product == null ? 0 : policy.weight(age) * scoreAfter(product, productId);
            if (score > most) {
                most = score;
                leading = Optional.of(product);
            }
        }
        return leading;
    }

    private static double scoreAfter(ProductFacts product, String productId) {
        return product.next().stream()
                .filter(next -> next.productId().equals(productId))
                .mapToDouble(ScoredProduct::score)
                .sum();
    }
}
