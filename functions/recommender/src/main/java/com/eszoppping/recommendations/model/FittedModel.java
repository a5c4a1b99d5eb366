package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What a model learned from one log. Of groups, affinities and what comes next it knows nothing unless it says so. Immutable
 * and safe for use by many threads.
 */
public interface FittedModel {
    /** The model as requests see it. */
    ServedModel served();

    /** Hands out every list that is worth storing, in an order that depends on the log alone. */
    void lists(Consumer<RankedList> out);

    /**
     * The group of a user of the log.
     *
     * @param user the user's number in the log
     * @return absent if the model has no groups, or the log no event of the user
     */
    default OptionalInt groupOf(int user) {
        return OptionalInt.empty();
    }

    /**
     * For each group, how strongly a product speaks for it; see {@code NearestGroup}.
     *
     * @param product the product's index in the catalogue
     * @return one number for each group; empty if the product says nothing
     */
    default List<Double> affinities(int product) {
        return List.of();
    }

    /**
     * What visitors look at after a product, best first.
     *
     * @param product the product's index in the catalogue
     * @return empty if the model knows nothing of the kind
     */
    default List<ScoredProduct> next(int product) {
        return List.of();
    }

    /**
     * What the shoppers of a group like most in the whole store, best first.
     *
     * @param group its number, from 0
     * @return empty if the model has no groups
     */
    default List<ScoredProduct> favourites(int group) {
        return List.of();
    }

    /** By how much a score is too small at the most, because there was no room to count all that there was; 0 if there was. */
    default double largestError() {
        return 0;
    }

    /**
     * The arithmetic behind a score.
     *
     * @param product the product's index in the catalogue
     * @param category the list's category
     * @param group the list's group; absent for the list for everybody
     */
    Explanation explain(int product, CategoryPath category, OptionalInt group);
}
