package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.RankedList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What a model learned from one log. Immutable and safe for use by many threads. */
public interface FittedModel {
    /** The model's name. */
    String name();

    /** Into how many groups the model puts visitors; 0 if it has no groups. */
    int groups();

    /** Hands out every list that is worth storing, in an order that depends on the log alone. */
    void lists(Consumer<RankedList> out);

    /**
     * The group of a user of the log.
     *
     * @param user the user's number in the log
     * @return absent if the model has no groups
     */
    OptionalInt groupOf(int user);

    /**
     * For each group, how strongly a product speaks for it; see {@code NearestGroup}.
     *
     * @param product the product's index in the catalogue
     * @return one number for each group; empty if the product says nothing
     */
    List<Double> affinities(int product);

    /**
     * The arithmetic behind a score.
     *
     * @param product the product's index in the catalogue
     * @param category the list's category
     * @param group the list's group; absent for the list for everybody
     */
    Explanation explain(int product, CategoryPath category, OptionalInt group);
}
