package com.eszoppping.recommendations.catalogue;

import com.eszoppping.recommendations.ranking.CategoryPath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Tells prices that are a million times too high from dear products, by the prices around them.
 *
 * <p>The <em>reference</em> of a product is the median price (the lower one of two) of its category, or of the nearest
 * category above that has at least {@value #ENOUGH_PRICES} prices, or of the whole store if it has at least
 * {@value #ENOUGH_PRICES_IN_STORE}. A median stands firm while fewer than half of the prices are wrong. With
 * {@code r = price / reference}:
 *
 * <ul>
 *   <li>{@code r ≤ 1,000}: the price is believed.
 *   <li>{@code 10,000 ≤ r ≤ 100,000,000}: it is divided by a million, which brings it within a factor of 100 of the
 *       reference, while as it stands it is at least 10,000 times the reference. That is sure.
 *   <li>in between, and above: it may be anything, and is dropped.
 * </ul>
 *
 * Without a reference every price is believed.
 */
final class PriceReference {
    private static final int ENOUGH_PRICES = 10;
    private static final int ENOUGH_PRICES_IN_STORE = 3;
    private static final double HIGHEST_BELIEVED_RATIO = 1e3;
    private static final double LOWEST_REPAIRED_RATIO = 1e4;
    private static final double HIGHEST_REPAIRED_RATIO = 1e8;
    private static final int FACTOR_DIGITS = 6;
    private static final MathContext PRICE_DIGITS = new MathContext(12);

    private final Map<CategoryPath, Double> medians = new HashMap<>();

    /** What to think of a price. */
    enum Verdict {
        BELIEVED,
        A_MILLION_TIMES_TOO_HIGH,
        DUBIOUS
    }

    /**
     * @param prices the prices above 0 of the products directly in each category
     */
    PriceReference(Map<CategoryPath, List<Double>> prices) {
        Map<CategoryPath, DoubleStream.Builder> withDescendants = new HashMap<>();
        prices.forEach((category, own) -> {
            for (CategoryPath node : category.selfAndAncestors()) {
                DoubleStream.Builder all = withDescendants.computeIfAbsent(node, key -> DoubleStream.builder());
                own.forEach(all::add);
            }
        });
        withDescendants.forEach((node, all) -> {
            double[] sorted = all.build().sorted().toArray();
            if (sorted.length >= (node.isStore() ? ENOUGH_PRICES_IN_STORE : ENOUGH_PRICES)) {
                medians.put(node, sorted[(sorted.length - 1) / 2]);
            }
        });
    }

    Verdict judge(double price, CategoryPath category) {
        OptionalDouble reference = reference(category);
        if (reference.isEmpty()) {
            return Verdict.BELIEVED;
        }
        double ratio = price / reference.getAsDouble();
        if (ratio <= HIGHEST_BELIEVED_RATIO) {
            return Verdict.BELIEVED;
        }
        return ratio >= LOWEST_REPAIRED_RATIO && ratio <= HIGHEST_REPAIRED_RATIO
                ? Verdict.A_MILLION_TIMES_TOO_HIGH
                : Verdict.DUBIOUS;
    }

    /** A millionth of the price, without the noise that the multiplication left in the last digits. */
    static double aMillionthOf(double price) {
        return BigDecimal.valueOf(price)
                .movePointLeft(FACTOR_DIGITS)
                .round(PRICE_DIGITS)
                .doubleValue();
    }

    private OptionalDouble reference(CategoryPath category) {
        return category.selfAndAncestors().stream()
                .filter(medians::containsKey)
                .mapToDouble(medians::get)
                .findFirst();
    }
}
