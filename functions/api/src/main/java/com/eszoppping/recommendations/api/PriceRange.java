package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.ranking.CatalogueEntry;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What products may cost.
 *
 * @param min the lowest price; absent if there is none
 * @param max the highest price, not below {@code min}; absent if there is none
 */
record PriceRange(Optional<BigDecimal> min, Optional<BigDecimal> max) {
    static final PriceRange ANY = new PriceRange(Optional.empty(), Optional.empty());

    static PriceRange of(QueryParameters parameters) {
        Optional<BigDecimal> min = parameters.decimal("minPrice");
        Optional<BigDecimal> max = parameters.decimal("maxPrice");
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            throw new ProblemException(Problem.badParameter(
                    "minPrice",
                    "'minPrice' is not above 'maxPrice', but these are "
                            + min.get().toPlainString() + " and " + max.get().toPlainString() + "."));
        }
        return new PriceRange(min, max);
    }

    /** Whether every price, and none at all, is in the range. */
    boolean isAny() {
        return min.isEmpty() && max.isEmpty();
    }

    /** Whether a product may be shown; one without a price only where any price will do. */
    boolean holds(CatalogueEntry product) {
        if (product.price().isEmpty()) {
            return isAny();
        }
        return holds(BigDecimal.valueOf(product.price().getAsDouble()));
    }

    private boolean holds(BigDecimal price) {
        return min.map(lowest -> price.compareTo(lowest) >= 0).orElse(true)
                && max.map(highest -> price.compareTo(highest) <= 0).orElse(true);
    }
}
